"""Answers: linking a need to an item, to a person, or to words."""

from collections.abc import Iterable
from datetime import date, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.gatherings.actions.planning import plan_event
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event
from upwell.library.actions.fixing import Spoken
from upwell.library.actions.publishing import publish_module
from upwell.library.models import Item
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.actions.counting import HELP_FIELDS, count_help
from upwell.needs.actions.holding import hold
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import keep_following, signature
from upwell.needs.actions.wording import paragraph
from upwell.needs.models import Answer, Confirmation, How, Need, Outcome
from upwell.needs.permissions import can_offer_help
from upwell.people.models import Person


@transaction.atomic
def answer_need(
    need: Need,
    *,
    by: Person,
    item: Item | None = None,
    person: Person | None = None,
    text: str = "",
    imported_id: str | None = None,
    accepted: bool = False,
) -> Answer:
    """Answer a need with an item, with a person to talk to, or with words (which may also stand beside the first two).

    The item must be published and open to everybody who sees the need. The same answer again is the same answer. An
    answer ends a parking, for the need has what it waited for. Whoever asked without their name answers without it, too.
    `accepted` is for histories told from elsewhere: who
    asked has said there already that it solved it.
    """
    need = hold(need, by)
    if known := _given_already(need, by, item, person, text, imported_id):
        return known
    text = paragraph("text", text, 10_000)
    _check(need, by, item, person, text)
    signed = signature(need, by)
    answer = Answer.objects.create(
        need=need,
        by=by,
        item=item,
        person=person,
        text=text,
        at=clock.now(),
        is_nameless=signed is None,
        is_accepted=accepted,
        imported_id=imported_id,
    )
    if item is not None:
        Item.objects.filter(pk=item.pk).update(answer_count=F("answer_count") + 1)
    was_parked = _end_parking(need)
    count_help(need)
    need.save(update_fields=[*HELP_FIELDS, "parked_at"])
    keep_following(need, by)
    journal.record("need.answered", by=signed, about=need, answer=answer.pk, unparked=was_parked)
    if accepted:
        confirm_answer(answer, by=need.asked_by, outcome=Outcome.SOLVED)
        # it was said elsewhere, perhaps years ago: nobody is asked about it a month later
        Confirmation.objects.filter(answer=answer, by=need.asked_by).update(asked_again_at=clock.now())
    return answer


@transaction.atomic
def publish_answer(need: Need, item: Item, *, by: Person, note: str = "", answers: Iterable[Spoken] = ()) -> Answer:
    """Publish a module and answer a need with it, both or neither; one of its authors may. Again publishes what is new,
    and `answers` what its readers flagged."""
    need = hold(need, by)
    publish_module(item, by=by, note=note, answers=answers)
    return answer_need(need, by=by, item=Item.objects.get(pk=item.pk))


@transaction.atomic
def plan_session(
    need: Need,
    details: Details,
    *,
    by: Person,
    day: date | None = None,
    at: time | None = None,
    options: Iterable[tuple[date, time]] = (),
) -> Event:
    """Plan a session for a need: on a day it answers the need at once; with dates to choose from it is an offer, and
    answers the need when the date is chosen. Everybody who sees the need may, and sees the session; those who follow
    the need are told."""
    need = hold(need, by)
    event = plan_event(details, by=by, day=day, at=at, options=options, team=need.team, for_need_id=need.pk)
    if event.starts_at is not None:
        answer_need(need, by=by, item=event.item)
    elif can_offer_help(by, need):
        offer_help(need, by=by, how=How.RUN, note=event.item.title)
    return event


def _given_already(
    need: Need, by: Person, item: Item | None, person: Person | None, text: str, imported_id: str | None
) -> Answer | None:
    if imported_id is not None:
        return Answer.objects.filter(imported_id=imported_id).first()
    if item is not None:
        return need.answers.filter(item=item).first()
    if person is not None:
        return need.answers.filter(person=person).first()
    return need.answers.filter(by=by, item=None, person=None, text=paragraph("text", text, 10_000)).first()


def _check(need: Need, by: Person, item: Item | None, person: Person | None, text: str) -> None:
    if item is not None and person is not None:
        raise ValidationError(_("Answer with a module or with a person, one at a time."))
    if item is not None:
        _check_item(need, by, item)
    elif person is not None and not person.is_active:
        raise ValidationError({"person": _("%(name)s has left. Choose somebody who is here.") % {"name": person.name}})
    elif person is not None and person == need.asker:
        raise ValidationError({"person": _("%(name)s is asking this.") % {"name": person.name}})
    elif person is None and not text:
        raise ValidationError({"text": _("Choose a module or a person, or write the answer here.")})


def _check_item(need: Need, by: Person, item: Item) -> None:
    if not Item.objects.visible_to(by).filter(pk=item.pk).exists():
        raise PermissionDenied
    if not item.is_published:
        raise ValidationError({"item": _("Publish it first, then it can answer.")})
    seen_by_all = item.team_id is None or (need.team is not None and item.team_id in need.team.line)
    if not seen_by_all:
        raise ValidationError({"item": _("Not everybody who sees this need can see that one.")})


def _end_parking(need: Need) -> bool:
    if need.parked_at is None:
        return False
    need.parkings.filter(ended_at__isnull=True).update(ended_at=clock.now())
    need.parked_at = None
    return True
