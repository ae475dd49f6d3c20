"""Suggesting a few colleagues for a need, once, with reasons; and stepping back from a suggestion."""

from django.db import transaction

from upwell.core import clock, jobs, journal
from upwell.needs.models import Need
from upwell.people.models import Person
from upwell.search.candidates import Question, View
from upwell.search.models import HelperSuggestion
from upwell.search.queries.colleagues import helpers

SUGGESTED = 3  # for one need at a time: enough to choose from, few enough to be asked in person
AGAIN = "upwell.search.tasks.suggest_for_need"


@transaction.atomic
def suggest_helpers(need: Need) -> list[HelperSuggestion]:
    """Name colleagues who could help with a need, up to three at a time, and tell them.

    Only while it waits; none of those who ask, help or answer already, or stepped back. Each is counted against the
    number of times a month that they set, so that an able second comes before a first who is asked too often.
    """
    need = Need.objects.select_for_update(of=["self"]).select_related("asked_by__team", "team").get(pk=need.pk)
    before = list(need.suggestions.all())
    missing = SUGGESTED - sum(suggestion.declined_at is None for suggestion in before)
    if missing <= 0 or not need.is_open:
        return []
    besides = {suggestion.person_id for suggestion in before} | _taking_part(need)
    skills = [skill.name for skill in need.skills.all()]
    text = f"{need.title}. {need.why}" if need.why else need.title
    # everybody who sees the need reads the reasons, so they rest on what all of these may see
    question = Question(text, View.of_audience(need.team))
    hits = helpers(question, need.asked_by, limit=missing, skills=skills, besides=besides)
    first = max((suggestion.place for suggestion in before), default=0) + 1
    return [
        _suggest(need, hit.person, place, hit.reasons)
        for place, hit in enumerate(hits, start=first)
        if _may_see(need, hit.person)
    ]


def _taking_part(need: Need) -> set[int]:
    voices, offers, answers = need.voices.all(), need.offers.standing(), need.answers.all()
    return {person for rows in (voices, offers, answers) for person in rows.values_list("by", flat=True)}


def _may_see(need: Need, person: Person) -> bool:
    """A need that is limited to a team is shown to nobody outside it."""
    return need.team_id is None or Need.objects.visible_to(person).filter(pk=need.pk).exists()


def _suggest(need: Need, person: Person, place: int, reasons: list[str]) -> HelperSuggestion:
    row = HelperSuggestion.objects.create(need=need, person=person, place=place, reasons=reasons, at=clock.now())
    journal.record("need.suggested", by=None, about=need, person=person.pk, reasons=reasons)
    return row


@transaction.atomic
def decline_suggestion(need: Need, *, by: Person) -> None:
    """Say 'not this time' to a suggestion: it leaves one's Today, and somebody else is looked for. Nobody is told who."""
    row = HelperSuggestion.objects.select_for_update().filter(need=need, person=by, declined_at__isnull=True).first()
    if row is None:
        return
    row.declined_at = clock.now()
    row.save(update_fields=["declined_at"])
    jobs.enqueue(AGAIN, lock=AGAIN, need_id=need.pk)
