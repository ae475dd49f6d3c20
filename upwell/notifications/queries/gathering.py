"""Who hears of events and circles: those who come or wait, hosts, members, and those who asked for a session."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from upwell.core.journal import Happening
from upwell.discussion.models import Comment
from upwell.gatherings.models import Circle, Event, Membership
from upwell.gatherings.queries.following import MATTERS
from upwell.gatherings.templatetags.gatherings import when
from upwell.needs.models import Follow, Need
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.told import Telling
from upwell.people.models import Person


def told_of_talk(line: Happening, comment: Comment) -> Telling | None:
    """Of what is said about an event its host hears, and whoever spoke there before; in a circle, who spoke lately."""
    earlier = Comment.objects.shown().filter(thread=comment.thread_id).order_by("-at", "-id")
    people = set(earlier.values_list("by", flat=True)[:50])
    about: Event | Circle | None = _event(line) if line["kind"] == "event" else _circle(line)
    if about is None:
        return None
    if isinstance(about, Event):
        people.add(about.host_id)
    else:
        people &= _members(about)
    people -= {each["id"] for each in comment.mentions}
    return Telling(NoticeKind.COMMENTED, _here(people), line["actor"], about, comment.text)


def _event(line: Happening) -> Event | None:
    return Event.objects.select_related("item", "host").filter(pk=line["object"]).first()


def _circle(line: Happening) -> Circle | None:
    return Circle.objects.filter(pk=line["object"]).first()


def _here(people: set[int]) -> set[int]:
    return set(Person.objects.active().filter(pk__in=people).values_list("pk", flat=True))


def _coming(event: Event, *, also_waiting: bool) -> set[int]:
    seats = event.places.filter(person__is_active=True)
    return set((seats if also_waiting else seats.taken()).values_list("person", flat=True))


def _interested(event: Event) -> set[int]:
    """Who comes or waits; and who said when they would come."""
    would = Person.objects.active().filter(would_come__option__event=event)
    return _coming(event, also_waiting=True) | set(would.values_list("pk", flat=True))


def _members(circle: Circle) -> set[int]:
    inside = Membership.objects.filter(circle=circle, since__isnull=False, person__is_active=True)
    return set(inside.values_list("person", flat=True))


def _planned(line: Happening) -> Telling | None:
    """The circle's members; and for what is planned for a need, those who follow it and may see the event."""
    event = _event(line)
    if event is None:
        return None
    people = _members(event.circle) if event.circle is not None else set()
    need = Need.objects.filter(pk=event.for_need_id or 0).first()
    if need is not None:
        people |= set(Follow.objects.filter(need=need, is_muted=False).values_list("person", flat=True))
        people = {person.pk for person in Person.objects.filter(pk__in=people) if _sees(person, event)}
    quote = when(event) if event.starts_at else _("It looks for a date: say when you could come.")
    return Telling(NoticeKind.EVENT_PLANNED, _here(people), line["actor"], event, quote)


def _sees(person: Person, event: Event) -> bool:
    return event.item.team_id is None or event.item.team_id in person.team_line or event.host_id == person.pk


def _dated(line: Happening) -> Telling | None:
    """Everybody who said when they would come: who could come on another date only should not wait for it in vain."""
    event = _event(line)
    if event is None:
        return None
    quote = _("The date is chosen: %(when)s.") % {"when": when(event)}
    return Telling(NoticeKind.EVENT_PLANNED, _interested(event), line["actor"], event, quote)


def _promoted(line: Happening) -> Telling | None:
    event = _event(line)
    return Telling(NoticeKind.PROMOTED, {line["context"]["person"]}, None, event, when(event)) if event else None


def _changed(line: Happening) -> Telling | None:
    """Whoever comes or waits, where the change is one they must know; before there is a date, whoever would come."""
    event = _event(line)
    if event is None or not MATTERS & set(line["context"]["what"]):
        return None
    people = _coming(event, also_waiting=True) if event.starts_at else _interested(event)
    return Telling(NoticeKind.EVENT_CHANGED, people, line["actor"], event, when(event))


def _noted(line: Happening) -> Telling | None:
    event = _event(line)
    if event is None or not event.notes:
        return None
    quote = _("The notes are there.")
    return Telling(NoticeKind.EVENT_CHANGED, _coming(event, also_waiting=True), line["actor"], event, quote)


def _cancelled(line: Happening) -> Telling | None:
    event = _event(line)
    if event is None:
        return None
    people = _coming(event, also_waiting=True) if event.starts_at else _interested(event)
    people = people | {event.host_id}
    return Telling(NoticeKind.EVENT_CANCELLED, people, line["actor"], event, str(line["context"]["word"]))


def _tomorrow(line: Happening) -> Telling | None:
    event = _event(line)
    if event is None or event.cancelled_at:
        return None
    people = _coming(event, also_waiting=False) | _here({event.host_id})
    return Telling(NoticeKind.EVENT_TOMORROW, people, None, event, when(event))


def _hosting(line: Happening) -> Telling | None:
    event = _event(line)
    return Telling(NoticeKind.HOSTING, {line["context"]["person"]}, None, event, when(event)) if event else None


def _asked(line: Happening) -> Telling | None:
    """Whoever looks after the circle."""
    circle = _circle(line)
    if circle is None:
        return None
    keepers = Membership.objects.filter(circle=circle, keeps=True, since__isnull=False, person__is_active=True)
    quote = str(line["context"].get("word", ""))
    return Telling(NoticeKind.CIRCLE_ASKED, set(keepers.values_list("person", flat=True)), line["actor"], circle, quote)


def _let_in(line: Happening) -> Telling | None:
    circle = _circle(line)
    return Telling(NoticeKind.CIRCLE_JOINED, {line["context"]["person"]}, line["actor"], circle) if circle else None


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "event.planned": _planned,
    "event.dated": _dated,
    "event.promoted": _promoted,
    "event.changed": _changed,
    "event.noted": _noted,
    "event.cancelled": _cancelled,
    "event.tomorrow": _tomorrow,
    "event.host_changed": _hosting,
    "circle.asked": _asked,
    "circle.let_in": _let_in,
}
