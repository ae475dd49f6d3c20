"""Holding an event while something happens to it, so that two people who take the last seat are one who has it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from upwell.core import clock
from upwell.gatherings.models import Event
from upwell.gatherings.permissions import can_host
from upwell.people.models import Person


def hold(event: Event, by: Person) -> Event:
    """The event's row as it is now, locked until the transaction ends. Refuses who may not see it, or has left."""
    if not by.is_active:
        raise PermissionDenied
    seen = Event.objects.visible_to(by).select_for_update(of=("self",)).select_related("item", "circle")
    held = seen.filter(pk=event.pk).first()
    if held is None:
        raise PermissionDenied
    return held


def hold_as_host(event: Event, by: Person) -> Event:
    """The same, for whoever may change it."""
    held = hold(event, by)
    if not can_host(by, held):
        raise PermissionDenied
    return held


def hold_alone(event: Event) -> Event:
    """The same, for what the clock or another happening does to it."""
    held = Event.objects.select_for_update(of=("self",)).select_related("item__owner", "circle", "host")
    return held.get(pk=event.pk)


def refuse_ended(event: Event) -> None:
    """Nothing changes about what is over or called off."""
    if event.cancelled_at:
        raise ValidationError(_("It was cancelled."))
    if event.is_over(clock.now()):
        raise ValidationError(_("It is over."))
