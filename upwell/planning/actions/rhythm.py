"""Choosing how much of a week one gives to it, and which weeks stay quiet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.people.models import Person
from upwell.planning.models import FEWEST, MOST, Plan, Rhythm
from upwell.planning.permissions import can_plan
from upwell.planning.queries.rhythm import rhythm_of
from upwell.planning.weeks import next_weeks, week_of


@transaction.atomic
def set_rhythm(person: Person, *, by: Person, minutes: int, quiet_weeks: Iterable[date] = ()) -> Rhythm:
    """Choose one's own minutes a week, and which of this week and the next seven stay quiet (their Mondays).

    What is planned already stays until one has it planned anew; a week that becomes quiet is emptied of what is not done.
    Refused in words: fewer minutes or more than a week holds. Other days than those Mondays are left out.
    """
    if not can_plan(by, person):
        raise PermissionDenied
    if not FEWEST <= minutes <= MOST:
        raise ValidationError({"minutes": _("Choose from 5 to 240 minutes. For none, keep the week quiet.")})
    week = week_of(person, clock.now())
    quiet = sorted(set(quiet_weeks) & set(next_weeks(week)))
    before = rhythm_of(person)
    if not before._state.adding and (before.minutes, before.quiet_weeks) == (minutes, quiet):
        return before
    told = {"minutes": minutes, "quiet_weeks": quiet}
    rhythm, _is_new = Rhythm.objects.update_or_create(person=person, defaults=told)
    if rhythm.is_quiet(week) and not before.is_quiet(week):
        _empty(person, week)
    journal.record("rhythm.set", by=by, about=person, minutes=minutes, quiet=[day.isoformat() for day in quiet])
    return rhythm


def _empty(person: Person, week: date) -> None:
    """What is done stays; the rest of the week is quiet from now on."""
    fresh = {"minutes": rhythm_of(person).minutes, "made_at": clock.now()}
    plan, _is_new = Plan.objects.get_or_create(person=person, week=week, defaults=fresh)
    plan.pieces.open().delete()
    Plan.objects.filter(pk=plan.pk).update(is_quiet=True)
