"""Reads about the tree of teams."""

from dataclasses import dataclass

from django.db.models import QuerySet

from upwell.core.text import one_line
from upwell.people.models import Team

MOST_CHILDREN = 200  # of one team, in a list to choose from


@dataclass(frozen=True)
class Branch:
    """A place in the tree to choose from: the line that leads there, and what lies directly below."""

    line: list[Team]
    children: list[Team]


def line_of(team: Team | None) -> list[Team]:
    """The teams from the root down to this one."""
    if team is None:
        return []
    teams = Team.objects.in_bulk(team.line)
    return [teams[number] for number in team.line if number in teams]


def branch_at(team: Team | None) -> Branch:
    """Where one stands in the tree. Without a team: the top, or what lies below it where there is but one root."""
    if team is None:
        roots = list(Team.objects.filter(parent=None)[:MOST_CHILDREN])
        return Branch([], roots) if len(roots) != 1 else Branch(roots, _below(roots[0]))
    return Branch(line_of(team), _below(team))


def teams_like(text: str, *, most: int = 10) -> QuerySet[Team]:
    """Teams whose name holds `text`."""
    text = one_line(text)[:100]
    return Team.objects.filter(name__icontains=text).select_related("parent").order_by("name", "pk")[:most]


def _below(team: Team) -> list[Team]:
    return list(Team.objects.filter(parent=team)[:MOST_CHILDREN])
