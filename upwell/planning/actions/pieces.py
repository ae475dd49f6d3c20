"""What one does with the pieces of one's plan: done, something else instead, next week, or not for me."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.people.models import Person
from upwell.planning.actions.making import piece_of
from upwell.planning.choosing import choose
from upwell.planning.models import Piece, Plan, SetAside
from upwell.planning.permissions import can_change_plan
from upwell.planning.queries.candidates import candidates_of
from upwell.planning.queries.plan import rules_of
from upwell.planning.queries.skills import skills_of
from upwell.planning.weeks import WEEK


@transaction.atomic
def finish_piece(piece: Piece, *, by: Person) -> None:
    """Say that one has done it; only of one's own plan. Again changes nothing."""
    held = _held(piece, by)
    if held is None or held.is_done:
        return
    held.done_at = clock.now()
    held.save(update_fields=["done_at"])
    journal.record("plan.piece_done", by=by, about=held.plan, key=held.key)


@transaction.atomic
def reopen_piece(piece: Piece, *, by: Person) -> None:
    """Take back that one has done it. Again changes nothing."""
    held = _held(piece, by)
    if held is None or not held.is_done:
        return
    held.done_at = None
    held.save(update_fields=["done_at"])
    journal.record("plan.piece_reopened", by=by, about=held.plan, key=held.key)


@transaction.atomic
def swap_piece(piece: Piece, *, by: Person) -> Piece | None:
    """Put something else in its place: whatever is worth most in the minutes that this leaves. It may come back next week.

    Returns what came instead; None where nothing else fits. What is done stays.
    """
    return _instead(piece, by, until=True, verb="plan.piece_swapped")


@transaction.atomic
def postpone_piece(piece: Piece, *, by: Person) -> None:
    """Leave it for next week. Nothing comes in its place: there is less time this week. What is done stays."""
    held = _to_put_aside(piece, by)
    if held is not None:
        _put_aside(held, by, until=held.plan.week + WEEK)
        journal.record("plan.piece_postponed", by=by, about=held.plan, key=held.key)


@transaction.atomic
def decline_piece(piece: Piece, *, by: Person) -> Piece | None:
    """Say that it is not for oneself: it does not come back, and things of its kind and about its skills weigh less.

    Returns what came instead; None where nothing else fits. Nobody else is told or sees it.
    """
    return _instead(piece, by, until=False, verb="plan.piece_declined")


@transaction.atomic
def take_back(aside: SetAside, *, by: Person) -> None:
    """Let something that one declined come back, and weigh as before; only one's own. Again changes nothing."""
    if not by.is_active or aside.person_id != by.pk:
        raise PermissionDenied
    gone, _each = SetAside.objects.filter(pk=aside.pk).delete()
    if gone:
        journal.record("plan.taken_back", by=by, about=by, key=aside.key)


def _instead(piece: Piece, by: Person, *, until: bool, verb: str) -> Piece | None:
    held = _to_put_aside(piece, by)
    if held is None:
        return None
    _put_aside(held, by, until=held.plan.week + WEEK if until else None)
    other = _best_instead(held, by)
    journal.record(verb, by=by, about=held.plan, key=held.key, instead=other.key if other else None)
    return other


def _held(piece: Piece, by: Person) -> Piece | None:
    """The piece, with its plan locked; None where it is gone already."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=piece.plan_id)
    if not can_change_plan(by, plan):
        raise PermissionDenied
    held = plan.pieces.filter(pk=piece.pk).first()
    if held is not None:
        held.plan = plan
    return held


def _to_put_aside(piece: Piece, by: Person) -> Piece | None:
    held = _held(piece, by)
    if held is not None and held.is_done:
        raise ValidationError(_("It is done already. Take that back first."))
    return held


def _put_aside(piece: Piece, by: Person, *, until: date | None) -> None:
    told: dict[str, Any] = {"kind": piece.kind, "title": str(piece), "at": clock.now(), "until": until}
    told["skills"] = skills_of(piece)
    SetAside.objects.update_or_create(person=by, key=piece.key, defaults=told)
    Piece.objects.filter(pk=piece.pk).delete()


def _best_instead(piece: Piece, by: Person) -> Piece | None:
    staying = list(piece.plan.pieces.all())
    known = {each.key for each in staying}
    rules = rules_of(piece.plan.minutes, staying, pieces=len(staying) + 1)
    candidates = [one for one in candidates_of(by, now=clock.now(), week=piece.plan.week) if one.key not in known]
    chosen = choose(candidates, rules)
    if not chosen:
        return None
    other = piece_of(piece.plan, chosen[0], place=piece.place)
    other.save()
    return other
