"""What is done is noticed by itself: lines of the journal that say so, and what follows in somebody's plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from upwell.core import journal
from upwell.core.journal import Happening
from upwell.journeys.queries.together import acquainted_in
from upwell.people.models import Person
from upwell.planning.models import Piece, PieceKind, Plan
from upwell.planning.weeks import week_of


@transaction.atomic
def note_done(line: Happening) -> int:
    """Mark what `line` says its actor did as done in their plan of that week; a second time changes nothing.

    Nothing is asked of anybody: it follows from what they did. What was taken back is open again. Returns how many pieces
    it changed.
    """
    person = Person.objects.filter(pk=line["actor"]).first()
    if person is None:
        return 0
    at = datetime.fromisoformat(line["at"])
    if line["verb"] == UNDONE:
        plans = Plan.objects.filter(person=person, week=week_of(person, at))
        return Piece.objects.filter(_item(line), plan__in=plans).update(done_at=None)
    did = DONE.get(line["verb"])
    return mark_done(person, did(line), at=at) if did else 0


@transaction.atomic
def note_met(line: Happening) -> int:
    """Mark 'meet somebody' as done in the plans of those who came to know each other, as `line` says; again changes nothing.

    A step of a path that brings people together is marked by the line that says it is done. Returns how many pieces.
    """
    people, at = acquainted_in(line), datetime.fromisoformat(line["at"])
    if not people:
        return 0
    meetings = Q(kind=PieceKind.MEET, key__startswith="person:", colleague__in=people)
    waiting = Piece.objects.open().filter(meetings, plan__person__in=people).values("plan__person")
    return sum(mark_done(person, meetings, at=at) for person in Person.objects.filter(pk__in=waiting).order_by("pk"))


def mark_done(person: Person, which: Q, *, at: datetime) -> int:
    """Mark those open pieces of somebody's week as done that `which` names; the caller's transaction. Returns how many."""
    plan = Plan.objects.select_for_update().filter(person=person, week=week_of(person, at)).first()
    if plan is None:
        return 0
    done = list(plan.pieces.open().filter(which))
    for piece in done:
        piece.done_at = at
        journal.record("plan.piece_done", by=person, about=plan, key=piece.key)
    Piece.objects.bulk_update(done, ["done_at"])
    return len(done)


def _item(line: Happening) -> Q:
    return Q(item=line["object"]) | Q(key=f"item:{line['object']}")


def _need(line: Happening) -> Q:
    return Q(need=line["object"])


def _step(line: Happening) -> Q:
    return Q(key=f"step:{line['context']['step']}")


UNDONE = "progress.undone"
DONE: Mapping[str, Callable[[Happening], Q]] = {
    "progress.finished": _item,
    "task.tried": _item,
    "need.offered": _need,
    "need.answered": _need,
    "path.step_done": _step,
}
