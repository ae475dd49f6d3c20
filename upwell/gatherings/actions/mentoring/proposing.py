"""Proposing two colleagues to each other, and what each says to that."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean, one_line
from upwell.gatherings.models import Mentoring, MentoringOutcome, MentoringWish, Rhythm
from upwell.gatherings.pairing import Fit, assign, fit
from upwell.gatherings.permissions import can_answer_proposal
from upwell.gatherings.queries.pairing import Pool, pool, side_of
from upwell.gatherings.queries.reporting import report_to_each_other
from upwell.people.models import Person, PersonSkill, Skill

LONGEST_WORD, LONGEST_GOALS = 500, 1000
HALFWAY = timedelta(weeks=6)  # a mentoring is meant to last a quarter of a year
UNANSWERED = timedelta(days=14)


@transaction.atomic
def propose_pairs() -> int:
    """Pair the wishes that wait with the offers that have room, as well as can be for everybody together, and propose
    each two to each other. Returns how many. Safe to call again: who is proposed waits no more."""
    list(MentoringWish.objects.standing().select_for_update(of=("self",)).order_by("pk"))
    found = pool()
    best = assign({pair: each.points for pair, each in found.fits.items()}, found.mentors)
    for wish, mentor in sorted(best.items()):
        _propose(found, wish, mentor)
    return len(best)


@transaction.atomic
def take_up_mentoring(
    *, by: Person, mentor: Person, goals: str, skill: Skill | None = None, for_need_id: int | None = None
) -> Mentoring:
    """Ask a colleague who offered it to be one's mentor, and say what for; they are asked, and their yes begins it.

    Refused: oneself, who has left, and who is above or below oneself in the line: there one talks as it is. Again, as
    long as it is open, it is the same.
    """
    if not by.is_active or not mentor.is_active or by == mentor:
        raise PermissionDenied
    Person.objects.select_for_update().get(pk=by.pk)
    if known := Mentoring.objects.open().filter(mentor=mentor, mentee=by).first():
        return known
    goals = clean(goals)
    if not goals or len(goals) > LONGEST_GOALS:
        raise ValidationError({"goals": _("Say in a few sentences what you want to be able to do.")})
    if report_to_each_other(by, mentor):
        said = _("%(name)s and you report to each other, directly or further up. Choose a mentor outside that line.")
        raise ValidationError(said % {"name": mentor.name})
    between = _fit_of(mentor, by, skill)
    made = Mentoring.objects.create(
        mentor=mentor,
        mentee=by,
        skill=skill,
        goals=goals,
        rhythm=Rhythm.FORTNIGHTLY,
        why=between.facts() if between else {},
        for_need_id=for_need_id,
        proposed_at=clock.now(),
        mentee_agreed_at=clock.now(),
    )
    journal.record("mentoring.proposed", by=by, about=made, mentor=mentor.pk, mentee=by.pk, for_need=for_need_id)
    return made


@transaction.atomic
def accept_mentoring(mentoring: Mentoring, *, by: Person) -> Mentoring:
    """Say yes to a proposal; with the second yes it begins, and the wish is met. Only the two; again changes nothing."""
    held = hold_pair(mentoring, by)
    if held.has_agreed(by) and held.is_open:
        return held
    if not can_answer_proposal(by, held):
        raise PermissionDenied
    now = clock.now()
    if by.pk == held.mentor_id:
        held.mentor_agreed_at = now
    else:
        held.mentee_agreed_at = now
    if held.mentor_agreed_at and held.mentee_agreed_at:
        held.begun_at, held.check_due = now, timezone.localdate(now + HALFWAY)
        MentoringWish.objects.filter(pk=held.wish_id or 0, met_at__isnull=True).update(met_at=now)
    held.save()
    begun = held.begun_at is not None
    journal.record("mentoring.accepted", by=by, about=held, begun=begun, for_need=held.for_need_id)
    return held


@transaction.atomic
def decline_mentoring(mentoring: Mentoring, *, by: Person, word: str = "") -> Mentoring:
    """Say no to a proposal, with a word or without. Only the other reads it; the two are never proposed to each other
    again, nobody is asked why, and the wish waits for somebody else. Only the two; again changes nothing."""
    held = hold_pair(mentoring, by)
    if held.outcome == MentoringOutcome.DECLINED:
        return held
    if not can_answer_proposal(by, held):
        raise PermissionDenied
    word = one_line(word)
    if len(word) > LONGEST_WORD:
        raise ValidationError({"word": _("At most %(most)s characters fit.") % {"most": LONGEST_WORD}})
    held.word = word
    close_pair(held, MentoringOutcome.DECLINED, by)
    journal.record("mentoring.declined", by=by, about=held)
    return held


@transaction.atomic
def let_lapse() -> int:
    """Close what was proposed two weeks ago and not answered by both, so that the wish meets somebody else; where it was
    the one who wished that did not answer, the wish is taken back. By the clock; returns how many."""
    waited = Mentoring.objects.proposed().filter(proposed_at__lte=clock.now() - UNANSWERED)
    found = list(waited.select_for_update(of=("self",)).order_by("pk"))
    for mentoring in found:
        close_pair(mentoring, MentoringOutcome.LAPSED, None)
        if mentoring.mentee_agreed_at is None:
            MentoringWish.objects.standing().filter(pk=mentoring.wish_id or 0).update(withdrawn_at=clock.now())
        journal.record("mentoring.lapsed", by=None, about=mentoring)
    return len(found)


def hold_pair(mentoring: Mentoring, by: Person) -> Mentoring:
    """The row as it is now, locked until the transaction ends, for one of the two; refuses everybody else."""
    seen = Mentoring.objects.visible_to(by).select_for_update(of=("self",)).with_pair()
    held = seen.filter(pk=mentoring.pk).first() if by.is_active else None
    if held is None:
        raise PermissionDenied
    return held


def close_pair(mentoring: Mentoring, outcome: MentoringOutcome, by: Person | None) -> None:
    """Note that a mentoring which is held is over, and how."""
    mentoring.closed_at, mentoring.closed_by, mentoring.outcome = clock.now(), by, outcome
    mentoring.save(update_fields=["closed_at", "closed_by", "outcome", "word"])


def _propose(found: Pool, wish_id: int, mentor: int) -> Mentoring:
    wish, offer = found.wishes[wish_id], found.offers[mentor]
    made = Mentoring.objects.create(
        mentor_id=mentor,
        mentee_id=wish.person_id,
        skill_id=wish.skill_id,
        wish=wish,
        offer=offer,
        goals=wish.goals,
        rhythm=offer.rhythm,
        why=found.fits[wish_id, mentor].facts(),
        proposed_at=clock.now(),
    )
    journal.record("mentoring.proposed", by=None, about=made, mentor=mentor, mentee=wish.person_id, for_need=None)
    return made


def _fit_of(mentor: Person, mentee: Person, skill: Skill | None) -> Fit | None:
    known = PersonSkill.objects.filter(person__in=[mentor, mentee], skill=skill)
    levels = dict(known.values_list("person", "level"))
    return fit(side_of(mentor, levels.get(mentor.pk)), side_of(mentee, levels.get(mentee.pk)))
