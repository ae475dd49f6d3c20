"""Writes about the tree of teams."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.core.text import one_line
from upwell.people.models import Person, Team
from upwell.people.permissions import can_change_teams

DEEPEST = 12  # levels; more no organisation has, and a path stays within its column


@transaction.atomic
def add_team(name: str, *, by: Person | None, parent: Team | None = None, lead: Person | None = None) -> Team:
    """Add a team below `parent`. Admins may, and the installation itself (`by=None`).

    Refused: a name that a sister team has already, and a tree deeper than twelve levels.
    """
    if not can_change_teams(by):
        raise PermissionDenied
    team = Team(name=one_line(name), parent=parent, lead=lead, path="")
    _refuse_too_deep(parent, levels=1)
    _check_name(team)
    team.save()
    team.path = f"{parent.path if parent else ''}{team.pk}."
    team.hue = team.pk * 137 % 360
    team.save(update_fields=["path", "hue"])
    journal.record("team.added", by=by, about=team)
    return team


@transaction.atomic
def rename_team(team: Team, *, by: Person | None, name: str) -> Team:
    """Give a team another name. Admins only; a sister team's name is refused."""
    if not can_change_teams(by):
        raise PermissionDenied
    team = Team.objects.select_for_update().get(pk=team.pk)
    was, team.name = team.name, one_line(name)
    if team.name != was:
        _check_name(team)
        team.save(update_fields=["name"])
        journal.record("team.renamed", by=by, about=team, was=was)
    return team


@transaction.atomic
def move_team(team: Team, *, by: Person | None, parent: Team | None) -> Team:
    """Put a team, with all below it, under another one, or at the top. Admins only; never below itself."""
    if not can_change_teams(by):
        raise PermissionDenied
    teams = Team.objects.select_for_update().order_by("pk").in_bulk()  # two moves at once could close a ring
    team, parent = teams[team.pk], teams[parent.pk] if parent else None
    if team.parent_id == (parent.pk if parent else None):
        return team
    if parent and team.pk in parent.line:
        raise ValidationError({"parent": _("A team cannot be moved below itself. Choose another place for it.")})
    below = [other for other in teams.values() if other.path.startswith(team.path)]
    _refuse_too_deep(parent, levels=max(len(other.line) for other in below) - len(team.line) + 1)
    was, team.parent = team.parent_id, parent
    _check_name(team)
    team.save(update_fields=["parent"])
    _move_paths(team, to=f"{parent.path if parent else ''}{team.pk}.")
    journal.record("team.moved", by=by, about=team, was=was, to=team.parent_id)
    return team


@transaction.atomic
def set_team_lead(team: Team, *, by: Person | None, lead: Person | None) -> Team:
    """Say who leads a team, or that nobody does. Admins only; somebody who has left is refused."""
    if not can_change_teams(by):
        raise PermissionDenied
    team = Team.objects.select_for_update().get(pk=team.pk)
    if lead and not lead.is_active:
        raise ValidationError({"lead": _("%(name)s has left. Choose somebody who is here.") % {"name": lead.name}})
    if team.lead_id != (lead.pk if lead else None):
        team.lead = lead
        team.save(update_fields=["lead"])
        journal.record("team.led", by=by, about=team, lead=team.lead_id)
    return team


def _check_name(team: Team) -> None:
    team.clean_fields(exclude=["path"])
    sisters = Team.objects.filter(parent=team.parent, name__iexact=team.name).exclude(pk=team.pk)
    if sisters.exists():
        said = _("There is a team ‘%(name)s’ in this place already. Give it another name.")
        raise ValidationError({"name": said % {"name": team.name}})


def _refuse_too_deep(parent: Team | None, *, levels: int) -> None:
    if (len(parent.line) if parent else 0) + levels > DEEPEST:
        raise ValidationError({"parent": _("The tree of teams would be deeper than twelve levels.")})


def _move_paths(team: Team, *, to: str) -> None:
    """One statement for the whole branch: what stood before the team's own part of each path is put in its place."""
    rest = Substr("path", len(team.path) + 1)
    Team.objects.within(team).update(path=Concat(Value(to), rest))
    team.path = to
