"""Who leads whom, however far above: a mentor is never somebody whom one reports to, nor the other way round."""

from __future__ import annotations

from collections.abc import Iterable

from upwell.people.models import Person, Team


def leaders_of(people: Iterable[int]) -> dict[int, set[int]]:
    """For each of `people` everybody above them, by id: whom they report to, who leads their team and the teams above
    it, and whoever is above those. A circle in what was entered does no harm. A question for each level."""
    wanted = set(people)
    above: dict[int, set[int]] = {}
    unknown = wanted
    team_leads = dict(Team.objects.filter(lead__isnull=False).values_list("pk", "lead"))
    while unknown:
        found = _directly_above(unknown, team_leads)
        above |= {person: found.get(person, set()) for person in unknown}
        unknown = set().union(*found.values()) - above.keys()
    return {person: _everybody_above(person, above) for person in wanted}


def report_to_each_other(one: Person, other: Person) -> bool:
    """Whether one of the two is anywhere above the other."""
    above = leaders_of([one.pk, other.pk])
    return other.pk in above[one.pk] or one.pk in above[other.pk]


def _directly_above(people: set[int], team_leads: dict[int, int | None]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for person in Person.objects.filter(pk__in=people).select_related("team").only("lead", "team__path"):
        leads = {person.lead_id, *(team_leads.get(team) for team in person.team_line)}
        found[person.pk] = {lead for lead in leads if lead is not None and lead != person.pk}
    return found


def _everybody_above(person: int, above: dict[int, set[int]]) -> set[int]:
    seen: set[int] = set()
    waiting = list(above.get(person, ()))
    while waiting:
        lead = waiting.pop()
        if lead not in seen and lead != person:
            seen.add(lead)
            waiting += above.get(lead, ())
    return seen
