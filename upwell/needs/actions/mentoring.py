"""Mentoring as an answer: taking up what somebody offered on a need, and what it answers once the two have begun."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.gatherings.actions.mentoring.proposing import take_up_mentoring
from upwell.gatherings.models import Mentoring
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.holding import hold
from upwell.needs.models import Answer, Need, Offer
from upwell.needs.permissions import can_take_up_offer
from upwell.people.models import Person


@transaction.atomic
def take_up_offer(offer: Offer, *, by: Person, goals: str) -> Mentoring:
    """Ask the colleague who offered to mentor on a need to be one's mentor; whoever needs it may, and the colleague is
    asked. They learn who takes it up, also where the need was asked without a name. Again is the same.

    Refused: an offer that was taken back, and a colleague above or below oneself in the line.
    """
    need = hold(offer.need, by)
    offer = Offer.objects.select_related("by__team").get(pk=offer.pk)
    if not can_take_up_offer(by, offer):
        raise PermissionDenied
    skill = need.skills.order_by("name").first()
    return take_up_mentoring(by=by, mentor=offer.by, goals=goals, skill=skill, for_need_id=need.pk)


@transaction.atomic
def answer_by_mentoring(mentoring: Mentoring) -> Answer | None:
    """A mentoring that was taken up from a need has begun: the need is answered with the mentor, who says that they
    mentor on it; whom, nobody reads. Follows from the second yes; again changes nothing."""
    need = Need.objects.filter(pk=mentoring.for_need_id or 0).first()
    if need is None or mentoring.begun_at is None:
        return None
    mentor = mentoring.mentor
    return answer_need(need, by=mentor, person=mentor, text=_("I mentor on this. Ask me, too."))
