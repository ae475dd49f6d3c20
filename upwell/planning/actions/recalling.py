"""Cards: made of finished modules and by hand, answered once however often an answer is sent, begun anew when they change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.people.models import Person
from upwell.planning.actions.following import mark_done
from upwell.planning.memory import FIRST_AFTER, Memory, after_answer, chance
from upwell.planning.models import Card, Rating, Review
from upwell.planning.permissions import can_practise
from upwell.planning.queries.cards import end_of_week
from upwell.planning.session import LASTS, SESSION

LONGEST_KEY = 40
OLDEST = timedelta(days=60)  # an answer given without a connection that is older says little about today


@dataclass(frozen=True)
class Given:
    """An answer as it was given: how well one remembered (1 to 4), when, and the key that its device made up for it."""

    rating: int
    key: str
    at: datetime


@transaction.atomic
def answer_card(card: Card, given: Given, *, by: Person) -> Card:
    """Say how well one remembered; only one's own cards. The card comes back when FSRS expects 90 in 100 to remember.

    An answer with a key that came before counts once. One that was given before the latest answer (on another device,
    offline) is kept and changes nothing. A time that has not come yet is taken as now. Refused in words: a rating there
    is not, no key, an answer of more than sixty days ago.
    """
    held = Card.objects.select_for_update().get(pk=card.pk)
    if not can_practise(by, held):
        raise PermissionDenied
    _check(given)
    if Review.objects.filter(card=held, key=given.key).exists():
        return held
    at = min(given.at, clock.now())
    counts = held.ended_at is None and not _is_late(held, at)
    predicted = _predicted(held, at) if counts else None
    Review.objects.create(
        card=held, key=given.key, rating=given.rating, at=at, sent_at=clock.now(), predicted=predicted, counts=counts
    )
    if counts:
        _remember(held, given.rating, at)
        _close_session(by, at)
    journal.record("card.answered", by=by, about=held)
    return held


@transaction.atomic
def add_card(*, by: Person, front: str, back: str) -> Card:
    """Make a card of one's own: what to ask and what one should know. It comes tomorrow for the first time."""
    if not by.is_active:
        raise PermissionDenied
    front, back = _sides(front, back)
    now = clock.now()
    card = Card.objects.create(person=by, front=front, back=back, made_at=now, due=now + FIRST_AFTER)
    journal.record("card.added", by=by, about=card)
    return card


@transaction.atomic
def change_card(card: Card, *, by: Person, front: str, back: str) -> Card:
    """Put a card of one's own into other words. Where what it asks or says changes, it begins anew."""
    held = _held(card, by)
    if held.prompt_id is not None:
        raise PermissionDenied
    front, back = _sides(front, back)
    if (held.front, held.back) == (front, back):
        return held
    held.front, held.back = front, back
    _begin_anew(held, _("You changed it."))
    held.save()
    journal.record("card.changed", by=by, about=held)
    return held


@transaction.atomic
def end_card(card: Card, *, by: Person) -> None:
    """Be asked this no more; only one's own cards. What one answered is kept. Again changes nothing."""
    held = _held(card, by)
    if held.ended_at is None:
        held.ended_at = clock.now()
        held.save(update_fields=["ended_at"])
        journal.record("card.ended", by=by, about=held)


def _held(card: Card, by: Person) -> Card:
    held = Card.objects.select_for_update().get(pk=card.pk)
    if not can_practise(by, held):
        raise PermissionDenied
    return held


def _check(given: Given) -> None:
    if given.rating not in Rating.values:
        raise ValidationError({"rating": _("Say how well you remembered: from 1, forgot, to 4, easily.")})
    if not 0 < len(given.key) <= LONGEST_KEY or not given.key.isprintable():
        raise ValidationError({"key": _("An answer needs a key of its own, of up to 40 letters, digits and signs.")})
    if given.at < clock.now() - OLDEST:
        raise ValidationError({"at": _("This answer is older than sixty days.")})


def _is_late(card: Card, at: datetime) -> bool:
    """Whether the card was answered, or began anew, after this answer was given."""
    return any(moment is not None and at <= moment for moment in (card.answered_at, card.reset_at))


def _predicted(card: Card, at: datetime) -> float | None:
    """The chance that was given to this answer; the field leaves out what comes again on the same day."""
    if card.answered_at is None or at - card.answered_at < timedelta(days=1):
        return None
    return chance(card.stability, card.answered_at, at)


def _remember(card: Card, rating: int, at: datetime) -> None:
    memory = after_answer(Memory(card.stability, card.difficulty, card.answered_at, card.due), rating, at)
    card.stability, card.difficulty = memory.stability, memory.difficulty
    card.answered_at, card.due = memory.answered_at, memory.due
    card.reset_why = ""
    card.save(update_fields=["stability", "difficulty", "answered_at", "due", "reset_why"])


def _close_session(person: Person, at: datetime) -> None:
    """With a session's worth of answers, or nothing of the week left that was not just answered, its recall is done."""
    begun = at - LASTS
    answered = Review.objects.filter(card__person=person, at__gte=begun).count()
    due = Card.objects.live().filter(person=person, due__lte=end_of_week(person, at))
    if answered >= SESSION or not due.filter(Q(answered_at=None) | Q(answered_at__lt=begun)).exists():
        mark_done(person, Q(key="recall"), at=at)


def _begin_anew(card: Card, why: str) -> None:
    for name, value in begun_anew(why).items():
        setattr(card, name, value)


def begun_anew(why: str) -> dict[str, Any]:
    """What a card is like that begins anew, and says why."""
    now = clock.now()
    return {
        "stability": None,
        "difficulty": None,
        "answered_at": None,
        "due": now + FIRST_AFTER,
        "reset_at": now,
        "reset_why": why[:400],
    }


def _sides(front: str, back: str) -> tuple[str, str]:
    front, back = clean(front), clean(back)
    faults = {}
    if not front:
        faults["front"] = _("Write what you want to be asked.")
    if not back:
        faults["back"] = _("Write what you want to know then.")
    if len(front) > 500:
        faults["front"] = _("500 characters fit here.")
    if len(back) > 1000:
        faults["back"] = _("1,000 characters fit here.")
    if faults:
        raise ValidationError(faults)
    return front, back
