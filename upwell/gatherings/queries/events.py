"""Events in lists and on their page, in a number of queries that does not grow with how many come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from upwell.core import clock
from upwell.core.paging import Page, page
from upwell.discussion.models import Comment
from upwell.gatherings.models import Cancellation, DateOption, Event, EventQuerySet, Material, Seat, Willing
from upwell.gatherings.queries.people import EventPeople, people_of
from upwell.library.models import Item
from upwell.library.permissions import can_react
from upwell.library.queries.page import reactions_of
from upwell.people.models import Person

VIEWS = ("coming", "mine", "looking", "past")
NO_DATE_YET = datetime(9999, 1, 1, tzinfo=UTC)  # where in order what still looks for a date stands: last


@dataclass(frozen=True)
class EventPage:
    """What one person sees of one event."""

    event: Event
    seat: Seat | None
    ahead: int
    people: EventPeople
    options: list[DateOption]
    materials: list[Material]
    comments: Page[Comment]
    cancellation: Cancellation | None
    can_host: bool
    is_over: bool
    has_begun: bool
    reactions: list[dict[str, Any]]
    may: dict[str, bool]
    mine: set[int] = field(default_factory=set)

    @property
    def item(self) -> Item:
        """Its card."""
        return self.event.item

    @property
    def is_open(self) -> bool:
        """Whether one can still come or say when one would."""
        return not self.is_over and self.cancellation is None


def events_of(person: Person, *, view: str, after: str = "", size: int = 20) -> Page[Event]:
    """Events `person` may see: those coming, those of theirs (`_mine`), those looking for a date, and what was."""
    now = clock.now()
    seen = listed(Event.objects.visible_to(person), person)
    if view == "looking":
        looking = seen.undated().standing()
        return page(looking, by=("-item_id",), after=after, size=size)
    if view == "past":
        return page(seen.past(now), by=("-starts_at", "-item_id"), after=after, size=size)
    if view == "mine":
        return page(_mine(seen, person, now), by=("comes", "item_id"), after=after, size=size)
    return page(seen.coming(now), by=("starts_at", "item_id"), after=after, size=size)


def _mine(seen: EventQuerySet, person: Person, now: datetime) -> EventQuerySet:
    """What `person` hosts, comes to or waits for; last what still looks for a date, if they host it or said when."""
    seats = Seat.objects.filter(event=OuterRef("pk"), person=person)
    looking = Q(starts_at__isnull=True, cancelled_at__isnull=True) & (Q(host=person) | Q(i_said=True))
    dated = Q(ends_at__gt=now) & (Q(host=person) | Exists(seats))
    return seen.filter(dated | looking).annotate(comes=Coalesce("starts_at", Value(NO_DATE_YET)))


def listed(events: EventQuerySet, person: Person) -> EventQuerySet:
    """The same with what a row shows, and whether `person` comes, waits, was there, or said when they would come."""
    mine = Seat.objects.filter(event=OuterRef("pk"), person=person)
    return events.with_card().annotate(
        i_come=Exists(mine.taken()),
        i_wait=Exists(mine.filter(taken_at__isnull=True)),
        i_was_there=Exists(mine.filter(was_there=True)),
        i_said=Exists(Willing.objects.filter(option__event=OuterRef("pk"), person=person)),
    )


def seen_event(person: Person, event_id: int) -> Event | None:
    """The event, if `person` may see it."""
    seen = Event.objects.visible_to(person).with_card().select_related("item__owner", "item__team", "series")
    return seen.prefetch_related("item__skills", "item__authorships").filter(pk=event_id).first()


def event_page(event: Event, person: Person, *, after: str = "") -> EventPage:
    """Everything the page of an event shows `person`. Who waits is named to the host alone; each knows their own place."""
    now = clock.now()
    people = people_of(event, person)
    seat = event.places.filter(person=person).first()
    ahead = event.places.waiting().filter(place__lt=seat.place).count() if seat and seat.taken_at is None else 0
    comments = Comment.objects.filter(thread=event.item.thread_id).shown().select_related("by__team")
    return EventPage(
        event=event,
        seat=seat,
        ahead=ahead,
        people=people,
        options=_options(event),
        materials=list(event.materials.all()),
        comments=page(comments, by=("-at", "-id"), after=after),
        cancellation=Cancellation.objects.select_related("by").filter(event=event).first()
        if event.cancelled_at
        else None,
        can_host=people.can_host,
        is_over=event.is_over(now),
        has_begun=event.has_begun(now),
        reactions=reactions_of(event.item, person) if event.has_begun(now) else [],
        may={"react": can_react(person, event.item)},
        mine=set(Willing.objects.filter(option__event=event, person=person).values_list("option", flat=True))
        if event.starts_at is None
        else set(),
    )


def _options(event: Event) -> list[DateOption]:
    if event.starts_at is not None:
        return []
    return list(event.options.prefetch_related("willing__person"))


def events_for_need(need_id: int, person: Person) -> list[Event]:
    """What is planned for a need, of what `person` may see; the next first, what looks for a date last."""
    planned = listed(Event.objects.visible_to(person).filter(for_need_id=need_id), person).standing()
    return list(planned.order_by("starts_at", "item_id")[:10])
