"""What somebody begins, how far they come, and what they finish: exact under retries and on two devices at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.journeys.models import Progress
from upwell.journeys.permissions import can_progress
from upwell.journeys.places import Place, checked_place, has_been_read, merged_place, share_right
from upwell.library.models import Item
from upwell.people.models import Person

LONGEST_VISIT = 24 * 60 * 60  # seconds: whoever reports more has left a page open
LONGEST_NAME, MOST_VISITS = 40, 40
EARLIER = "earlier"


@transaction.atomic
def start_item(item: Item, *, by: Person) -> Progress:
    """Begin something: whoever may see it may, once it is published. Begun already, it stays as it is.

    There is one record for each person and item, however many devices say it at once; the journal says it once.
    """
    return _held(item, by, since=clock.now())


@transaction.atomic
def keep_place(item: Item, *, by: Person, place: Place, seconds: int, visit: str = "") -> Progress:
    """Note where one is, and how long the `visit` (a name its device made up) took so far, in seconds; begins it if need be.

    The time of a visit is told whole each time, so that a report that comes twice or late counts once. Two devices count
    side by side, but never more than the time that went by. A module whose end was reached and whose questions were all
    answered is finished by that. Refused in words: what is no place, or no time.
    """
    place, visit = checked_place(place), visit[:LONGEST_NAME]
    if seconds < 0:
        raise ValidationError({"seconds": _("Time runs forward only.")})
    seconds = min(seconds, LONGEST_VISIT)
    now = clock.now()
    kept = _held(item, by, since=now - timedelta(seconds=seconds))
    known = dict(kept.visits).get(visit, 0)
    kept.place = merged_place(kept.place, place, is_late=seconds < known)
    kept.visits = _folded({**dict(kept.visits), visit: max(seconds, known)})
    kept.seconds = min(sum(dict(kept.visits).values()), _elapsed(kept.started_at, now))
    kept.at = max(kept.at, now)
    kept.save(update_fields=["place", "visits", "seconds", "at"])
    if has_been_read(kept.item, kept.place):
        _finish(kept, by, result=share_right(kept.item, kept.place))
    return kept


@transaction.atomic
def finish_item(item: Item, *, by: Person, result: float | None = None) -> Progress:
    """Say that one is done with something, with a `result` from 0 to 1 where it was measured; whoever may see it may.

    It is finished once: again changes nothing, but a result that was missing is filled in. The journal says it once.
    """
    if result is not None and not 0 <= result <= 1:
        raise ValidationError({"result": _("A result is a share from 0 to 1.")})
    kept = _held(item, by, since=clock.now())
    _finish(kept, by, result=result)
    return kept


@transaction.atomic
def reopen_item(item: Item, *, by: Person) -> Progress:
    """Take back that one is done: pressed by mistake, or to read it again. What was not finished stays as it is."""
    kept = _held(item, by, since=clock.now())
    if kept.finished_at is not None:
        kept.finished_at, kept.result, kept.at = None, None, clock.now()
        kept.place = {name: said for name, said in kept.place.items() if name not in {"end", "answered"}}
        kept.save(update_fields=["finished_at", "result", "place", "at"])
        journal.record("progress.undone", by=by, about=kept.item)
    return kept


def _held(item: Item, by: Person, *, since: datetime) -> Progress:
    """The one record of this person and item, locked; made where there is none."""
    if not can_progress(by, item):
        raise PermissionDenied
    _kept, is_new = Progress.objects.get_or_create(person=by, item=item, defaults={"started_at": since, "at": since})
    if is_new:
        journal.record("progress.begun", by=by, about=item)
    held = Progress.objects.select_for_update(of=("self",)).select_related("item__module__version")
    return held.get(person=by, item=item)


def _finish(kept: Progress, by: Person, *, result: float | None) -> None:
    if kept.finished_at is not None:
        if kept.result is None and result is not None:
            kept.result = result
            kept.save(update_fields=["result"])
        return
    kept.finished_at, kept.result = clock.now(), result
    kept.at = max(kept.at, kept.finished_at)
    kept.save(update_fields=["finished_at", "result", "at"])
    journal.record("progress.finished", by=by, about=kept.item)


def _folded(visits: dict[str, int]) -> list[tuple[str, int]]:
    """The visits, the oldest put together where there are many."""
    rows = [(name, seconds) for name, seconds in visits.items() if name != EARLIER]
    old, rows = rows[:-MOST_VISITS], rows[-MOST_VISITS:]
    earlier = visits.get(EARLIER, 0) + sum(seconds for _name, seconds in old)
    return [(EARLIER, earlier), *rows] if earlier else rows


def _elapsed(since: datetime, now: datetime) -> int:
    return max(0, int((now - since).total_seconds()))
