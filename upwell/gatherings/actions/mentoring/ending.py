"""How a mentoring ends: by a word of either, with thanks; or because somebody has left."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.gatherings.actions.mentoring.proposing import close_pair, hold_pair
from upwell.gatherings.actions.planning import cancel_event
from upwell.gatherings.models import (
    Event,
    Mentoring,
    MentoringOffer,
    MentoringOutcome,
    MentoringThanks,
    MentoringWish,
)
from upwell.gatherings.permissions import can_give_thanks, can_go_on
from upwell.people.models import Person

LONGEST_THANKS = 1000


@transaction.atomic
def end_mentoring(mentoring: Mentoring, *, by: Person, thanks: str = "") -> Mentoring:
    """End a mentoring, with thanks or without; either of the two may, at any time. What they had planned is called off,
    and the mentor has room again. Again changes nothing but the thanks."""
    held = hold_pair(mentoring, by)
    if held.outcome == MentoringOutcome.ENDED:
        if thanks.strip():
            thank_for_mentoring(held, by=by, words=thanks)
        return held
    if not can_go_on(by, held):
        raise PermissionDenied
    for event in _to_come(held):
        cancel_event(event, by=by, word=_("The mentoring has ended."))
    close_pair(held, MentoringOutcome.ENDED, by)
    if thanks.strip():
        _keep_thanks(held, by, thanks)
    journal.record("mentoring.ended", by=by, about=held, mentor=held.mentor_id, mentee=held.mentee_id)
    return held


@transaction.atomic
def thank_for_mentoring(mentoring: Mentoring, *, by: Person, words: str) -> MentoringThanks:
    """Thank the other when it has ended; each of the two, in their own words, which the other reads. Again replaces it."""
    held = hold_pair(mentoring, by)
    if not can_give_thanks(by, held):
        raise PermissionDenied
    before = held.thanks.filter(by=by).values_list("words", flat=True).first()
    said = _keep_thanks(held, by, words)
    if said.words != before:
        journal.record("mentoring.thanked", by=by, about=held)
    return said


@transaction.atomic
def end_mentorings_of(leaver: Person) -> None:
    """Somebody has left: their wish and their offer are taken back, and what goes on ends; the other is told."""
    now = clock.now()
    MentoringWish.objects.filter(person=leaver, withdrawn_at__isnull=True, met_at__isnull=True).update(withdrawn_at=now)
    MentoringOffer.objects.filter(person=leaver, withdrawn_at__isnull=True).update(withdrawn_at=now)
    for mentoring in Mentoring.objects.visible_to(leaver).open().select_for_update().order_by("pk"):
        other = mentoring.other(leaver)
        for event in _to_come(mentoring):
            if other.is_active:
                cancel_event(event, by=other, word=_("%(name)s has left.") % {"name": leaver.name})
        outcome = MentoringOutcome.ENDED if mentoring.begun_at else MentoringOutcome.LAPSED
        close_pair(mentoring, outcome, None)
        journal.record(
            "mentoring.ended", by=None, about=mentoring, mentor=mentoring.mentor_id, mentee=mentoring.mentee_id
        )


def _keep_thanks(held: Mentoring, by: Person, words: str) -> MentoringThanks:
    words = clean(words)
    if not words or len(words) > LONGEST_THANKS:
        raise ValidationError({"thanks": _("Say in a sentence or two what it was good for.")})
    said = held.thanks.filter(by=by).first() or MentoringThanks(mentoring=held, by=by)
    if said.words != words:
        said.words, said.at = words, clock.now()
        said.save()
    return said


def _to_come(mentoring: Mentoring) -> list[Event]:
    planned = Event.objects.filter(mentoring_session__mentoring=mentoring)
    return list(planned.coming(clock.now()).standing())
