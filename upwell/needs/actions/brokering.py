"""What stewards do for needs: set one aside with a reason, take it up again, join those that ask the same."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.needs.actions.counting import (
    HELP_FIELDS,
    OUTCOME_FIELDS,
    VOICE_FIELDS,
    count_help,
    count_outcomes,
    count_voices,
)
from upwell.needs.actions.holding import hold, hold_both
from upwell.needs.actions.joining import move_everything
from upwell.needs.actions.wording import line
from upwell.needs.models import Need, Parking
from upwell.needs.permissions import can_broker_needs
from upwell.people.models import Person


@transaction.atomic
def park_need(need: Need, *, by: Person, reason: str) -> Parking:
    """Set a need aside, with a reason that everybody sees. Stewards may; voices and help stay possible.

    A need that is parked already keeps its first reason.
    """
    need = hold(need, by)
    if not can_broker_needs(by):
        raise PermissionDenied
    if parking := need.parkings.filter(ended_at__isnull=True).first():
        return parking
    reason = line("reason", reason, 500)
    if not reason:
        raise ValidationError({"reason": _("Say why; everybody who waits for this will read it.")})
    parking = Parking.objects.create(need=need, by=by, reason=reason, at=clock.now())
    need.parked_at = parking.at
    need.save(update_fields=["parked_at"])
    journal.record("need.parked", by=by, about=need, reason=reason)
    return parking


@transaction.atomic
def unpark_need(need: Need, *, by: Person) -> None:
    """Take a parked need up again; stewards may."""
    need = hold(need, by)
    if not can_broker_needs(by):
        raise PermissionDenied
    if need.parked_at is None:
        return
    need.parkings.filter(ended_at__isnull=True).update(ended_at=clock.now())
    need.parked_at = None
    need.save(update_fields=["parked_at"])
    journal.record("need.unparked", by=by, about=need)


@transaction.atomic
def merge_need(need: Need, *, by: Person, into: Need) -> Need:
    """Join a need with another that asks the same; returns the one that stands. Stewards may.

    Voices, offers, answers, confirmations, comments and followers move over; somebody who had spoken on both is
    counted once. The old address leads on. Only needs open to the same people can be joined, so that nobody comes to
    see what was not meant for them, or loses sight of what they asked.
    """
    if not can_broker_needs(by):
        raise PermissionDenied
    into = hold(into, by)
    need, into = hold_both(need, into, by)
    if need.merged_into_id == into.pk:
        return into
    _check_merge(need, into)
    move_everything(need, into)
    need.merged_into = into
    need.save(update_fields=["merged_into"])
    Need.objects.filter(merged_into=need).update(merged_into=into)
    into.asked_at = min(need.asked_at, into.asked_at)
    for count in (count_voices, count_help, count_outcomes):
        count(into)
    into.save(update_fields=["asked_at", *VOICE_FIELDS, *HELP_FIELDS, *OUTCOME_FIELDS])
    journal.record("need.merged", by=by, about=need, into=into.pk)
    return into


def _check_merge(need: Need, into: Need) -> None:
    if need.pk == into.pk:
        raise ValidationError({"into": _("Choose another need; this is the same one.")})
    if need.merged_into_id:
        raise ValidationError({"into": _("This need was joined with another one already.")})
    if need.team_id != into.team_id:
        raise ValidationError({"into": _("Both must be open to the same people, and these are not.")})
