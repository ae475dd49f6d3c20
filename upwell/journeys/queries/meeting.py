"""Whom a step brings somebody together with: found anew each time from who is here and what was asked here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Case, F, QuerySet, Value, When
from django.db.models.fields import TextField
from django.db.models.functions import MD5, Cast, Concat
from django.utils.translation import gettext as _

from upwell.journeys.models import Enrolment, Step, Whom
from upwell.needs.models import Need, Voice
from upwell.people.models import Person, Team

NEIGHBOURS, ASKERS = 2, 2
MOST_NEEDS = 30  # of somebody's latest, in which others who asked the same are looked for


@dataclass(frozen=True)
class Company:
    """A colleague to meet, and why them, in a few words."""

    person: Person
    reason: str


def company_for(step: Step, walk: Enrolment) -> list[Company]:
    """Whom a step of this walk brings one together with; nobody where nobody fits or was named yet."""
    match step.whom:
        case Whom.BUDDY:
            return [Company(walk.buddy, _("your buddy"))] if walk.buddy else []
        case Whom.LEAD:
            return [Company(lead, _("you report to them"))] if (lead := lead_of(walk.person)) else []
        case Whom.PERSON:
            return [Company(step.person, "")] if step.person and step.person.is_active else []
        case Whom.NEIGHBOURS:
            return neighbours_of(walk.person)
        case Whom.ASKER:
            return askers_beside(walk.person)
    return []


def lead_of(person: Person) -> Person | None:
    """Whom somebody reports to; else who leads their team."""
    return person.lead or (person.team.lead if person.team and person.team.lead_id != person.pk else None)


def neighbours_of(person: Person) -> list[Company]:
    """Two colleagues from the teams beside one's own, from the same place if there are; others for each who asks."""
    people = Person.objects.active().exclude(pk=person.pk)
    if person.team is not None:
        beside = Team.objects.filter(parent=person.team.parent_id).exclude(pk=person.team.pk)
        people = people.filter(team__in=beside)
    elif person.place:
        people = people.filter(place=person.place)
    near: QuerySet[Person] = people.select_related("team").order_by(
        _is_from(person.place).desc(), _shuffled(person), "pk"
    )
    return [Company(each, _beside(each, person)) for each in near[:NEIGHBOURS]]


def askers_beside(person: Person) -> list[Company]:
    """Who asked what one asked, the latest first; nobody who asked without a name, and nothing one may not see."""
    asked = Voice.objects.filter(by=person).order_by("-at").values_list("need", flat=True)[:MOST_NEEDS]
    seen = Need.objects.visible_to(person).filter(pk__in=list(asked))
    voices = Voice.objects.filter(need__in=seen, is_nameless=False, by__is_active=True).exclude(by=person)
    found: dict[int, Company] = {}
    for voice in (
        voices.exclude(need__is_nameless=True, by=F("need__asked_by"))
        .select_related("by__team", "need")
        .order_by("-at")[:MOST_NEEDS]
    ):
        reason = _("asked ‘%(need)s’ as you did") % {"need": voice.need.title}
        found.setdefault(voice.by_id, Company(voice.by, reason))
    return list(found.values())[:ASKERS]


def buddies_for(person: Person, *, most: int = 5) -> list[Person]:
    """Colleagues who could go along: from the same team, not whom one reports to, and nobody who goes with many already."""
    people = Person.objects.active().exclude(pk__in=[person.pk, person.lead_id or 0]).exclude(leads__isnull=False)
    if person.team_id is None:
        return []
    here: Sequence[Person] = (
        people.filter(team=person.team_id).select_related("team").order_by(_shuffled(person), "pk")[: most * 4]
    )
    busy = Enrolment.objects.going_on().filter(buddy__in=here).values_list("buddy", flat=True)
    load = {each.pk: 0 for each in here}
    for buddy in busy:
        load[buddy] += 1
    return sorted(here, key=lambda each: load[each.pk])[:most]


def _shuffled(person: Person) -> MD5:
    """An order that differs for each who asks and stays the same for them, so that not always the same are met."""
    return MD5(Concat(Cast("pk", TextField()), Value(f"-{person.pk}")))


def _is_from(place: str) -> Case:
    same = When(place=place, then=Value(True)) if place else When(pk__lt=0, then=Value(True))
    return Case(same, default=Value(False), output_field=BooleanField())


def _beside(each: Person, person: Person) -> str:
    team = each.team.name if each.team else ""
    if person.place and each.place == person.place:
        return _("%(team)s, at %(place)s as you are") % {"team": team, "place": each.place}
    return team
