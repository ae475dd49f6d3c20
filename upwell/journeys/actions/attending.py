"""Whoever was at an event has finished it, as its host noted."""

from django.db import transaction

from upwell.gatherings.models import Event
from upwell.journeys.actions.progressing import finish_item, reopen_item
from upwell.journeys.models import Progress
from upwell.journeys.permissions import can_progress


@transaction.atomic
def follow_attendance(event: Event) -> int:
    """Finish an event for everybody who its host says was there; taken back where the host corrected it. Twice is
    harmless. Returns for how many it stands so."""
    noted = event.places.taken().filter(was_there__isnull=False).select_related("person__team")
    seats = [seat for seat in noted if can_progress(seat.person, event.item)]
    there = [seat.person for seat in seats if seat.was_there]
    for person in there:
        finish_item(event.item, by=person)
    absent = [seat.person_id for seat in seats if not seat.was_there]
    wrong = Progress.objects.finished().filter(item=event.item, person__in=absent).select_related("person__team")
    for kept in wrong:
        reopen_item(event.item, by=kept.person)
    return len(there)
