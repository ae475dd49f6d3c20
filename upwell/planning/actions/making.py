"""Making plans: one's own whenever one asks, and everybody's on Monday."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from upwell.core import clock, journal
from upwell.people.models import Person
from upwell.planning.candidates import Candidate
from upwell.planning.choosing import choose
from upwell.planning.models import Piece, Plan, Rhythm, SetAside
from upwell.planning.permissions import can_plan
from upwell.planning.queries.candidates import candidates_for, candidates_of
from upwell.planning.queries.house import House
from upwell.planning.queries.plan import rules_of
from upwell.planning.queries.rhythm import rhythm_of
from upwell.planning.weeks import week_of

BATCH = 2000  # rows written at once
KEPT = timedelta(weeks=26)


@transaction.atomic
def make_plan(person: Person, *, by: Person) -> Plan:
    """Make this week's plan, or make it anew: only one's own.

    What is done already stays and counts; the rest is chosen again, within the minutes that are left. Who asks for a plan
    gets one in a quiet week, too.
    """
    if not can_plan(by, person):
        raise PermissionDenied
    plan = hold_plan(person, week_of(person, clock.now()))
    done = list(plan.pieces.exclude(done_at=None))
    plan.pieces.open().delete()
    known = {piece.key for piece in done}
    candidates = [one for one in candidates_of(person, now=plan.made_at, week=plan.week) if one.key not in known]
    chosen = choose(candidates, rules_of(plan.minutes, done))
    Piece.objects.bulk_create(pieces_of(plan, chosen, after=len(done)))
    journal.record("plan.made", by=by, about=plan, pieces=len(chosen))
    return plan


@transaction.atomic
def make_plans(people: Sequence[int], *, week: date, today: date, house: House | None = None) -> int:
    """Make the plans of these people for a week, where they are here and have none yet; returns how many were made.

    The clock asks for it, on Monday. In a quiet week a plan is empty. Again changes nothing.
    """
    planned = Plan.objects.filter(week=week, person__in=people).values("person")
    wanted = Person.objects.active().with_team().filter(pk__in=people).exclude(pk__in=planned)
    here = {person.pk: person for person in wanted.order_by("pk")}
    if not here:
        return 0
    rhythms = Rhythm.objects.in_bulk(here.keys())
    plans = [_new_plan(person, week, rhythms.get(person) or Rhythm(person_id=person)) for person in here]
    Plan.objects.bulk_create(plans, batch_size=BATCH)
    busy = {plan.person_id: plan for plan in plans if not plan.is_quiet}
    found = candidates_for(
        [here[pk] for pk in busy], week=week, today=today, now=clock.now(), house=house or House(today)
    )
    chosen = {plan: choose(found[pk], rules_of(plan.minutes, [])) for pk, plan in busy.items()}
    pieces = [piece for plan, some in chosen.items() for piece in pieces_of(plan, some)]
    Piece.objects.bulk_create(pieces, batch_size=BATCH)
    told = [plan.person_id for plan, some in chosen.items() if some]
    if told:
        journal.record("plan.came", by=None, about=busy[told[0]], people=told)
    return len(plans)


@transaction.atomic
def forget_old_weeks() -> int:
    """Delete plans that are older than half a year, and what was put aside until a day that is past; the clock asks for it.

    What somebody declined stays, and so do their cards. Returns how many plans went.
    """
    today = clock.now().date()
    old = Plan.objects.filter(week__lt=today - KEPT)
    Piece.objects.filter(plan__in=old).delete()
    gone, _each = old.delete()
    SetAside.objects.filter(until__lt=today).delete()
    return gone


def hold_plan(person: Person, week: date) -> Plan:
    """The plan of somebody's week, locked, with their minutes as they are now; made where there is none."""
    minutes = rhythm_of(person).minutes
    fresh = {"minutes": minutes, "made_at": clock.now()}
    Plan.objects.get_or_create(person=person, week=week, defaults=fresh)
    plan = Plan.objects.select_for_update(of=("self",)).get(person=person, week=week)
    plan.minutes, plan.made_at, plan.is_quiet = minutes, clock.now(), False
    plan.save(update_fields=["minutes", "made_at", "is_quiet"])
    return plan


def pieces_of(plan: Plan, chosen: Iterable[Candidate], *, after: int = 0) -> list[Piece]:
    """What was chosen, as rows of the plan, in this order."""
    return [piece_of(plan, one, place=after + place) for place, one in enumerate(chosen)]


def piece_of(plan: Plan, one: Candidate, *, place: int) -> Piece:
    """One of them."""
    return Piece(
        plan=plan,
        kind=one.kind,
        key=one.key,
        item_id=one.item_id,
        need_id=one.need_id,
        colleague_id=one.colleague_id,
        title=one.title[:300],
        reason=one.reason[:400],
        url=one.url[:300],
        minutes=one.minutes,
        worth=one.worth,
        for_others=one.for_others,
        is_long=one.is_long,
        place=place,
    )


def _new_plan(person: int, week: date, rhythm: Rhythm) -> Plan:
    is_quiet = rhythm.is_quiet(week)
    return Plan(person_id=person, week=week, minutes=rhythm.minutes, is_quiet=is_quiet, made_at=clock.now())
