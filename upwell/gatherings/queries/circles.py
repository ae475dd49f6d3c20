"""Circles in a list and on their page, in a number of queries that does not grow with the circle."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from upwell.core import clock
from upwell.core.paging import Page, page
from upwell.discussion.models import Comment
from upwell.gatherings.models import Circle, Event, Membership, Pin, Series
from upwell.gatherings.permissions import can_keep, can_see_inside
from upwell.gatherings.queries.events import listed
from upwell.library.models import Item
from upwell.people.models import Person

VIEWS = ("all", "mine")
FACES, COMING, PAST, PINS = 30, 8, 4, 12


@dataclass(frozen=True)
class News:
    """What came since somebody was here last."""

    said: int
    events: int
    items: int

    @property
    def is_some(self) -> bool:
        """Whether anything did."""
        return bool(self.said or self.events or self.items)


@dataclass(frozen=True)
class CirclePage:
    """What one person sees of one circle."""

    circle: Circle
    mine: Membership | None
    members: list[Membership]
    asking: list[Membership]
    coming: list[Event]
    past: list[Event]
    series: list[Series]
    pins: list[Pin]
    comments: Page[Comment] | None
    news: News | None
    can_keep: bool

    @property
    def is_in(self) -> bool:
        """Whether they are in it."""
        return self.mine is not None and self.mine.since is not None


def circles_of(person: Person, *, view: str, after: str = "", size: int = 20) -> Page[Circle]:
    """Circles `person` may see, by name: all of them, or those they are in."""
    inside = Membership.objects.filter(circle=OuterRef("pk"), person=person, since__isnull=False)
    circles = Circle.objects.visible_to(person).annotate(i_am_in=Exists(inside)).prefetch_related("skills")
    if view == "mine":
        circles = circles.with_member(person)
    return page(circles, by=("name", "id"), after=after, size=size)


def seen_circle(person: Person, circle_id: int) -> Circle | None:
    """The circle, if `person` may see it."""
    return Circle.objects.visible_to(person).prefetch_related("skills").filter(pk=circle_id).first()


def circle_page(circle: Circle, person: Person, *, after: str = "") -> CirclePage:
    """Everything the page of a circle shows `person`. What is said in it is left out for who may not read it; who asks
    to come in, members alone see."""
    now = clock.now()
    rows = circle.memberships.select_related("person__team")
    mine = circle.memberships.filter(person=person).first()
    is_in = mine is not None and mine.since is not None
    events = listed(Event.objects.visible_to(person).filter(circle=circle), person)
    items = Item.objects.visible_to(person).filter(pk=OuterRef("item"))
    return CirclePage(
        circle=circle,
        mine=mine,
        members=list(rows.filter(since__isnull=False, person__is_active=True).order_by("since", "id")[:FACES]),
        asking=list(rows.filter(since__isnull=True).order_by("asked_at", "id")[:FACES]) if is_in else [],
        coming=list(events.coming(now).order_by("starts_at", "item_id")[:COMING])
        + list(events.undated().standing().order_by("-item_id")[:COMING]),
        past=list(events.past(now).order_by("-starts_at", "-item_id")[:PAST]),
        series=list(circle.series.going_on().order_by("pk")),
        pins=list(circle.pins.filter(Exists(items)).select_related("item", "by").order_by("-at", "-id")[:PINS]),
        comments=_comments(circle, after) if can_see_inside(person, circle) else None,
        news=_news(circle, mine) if mine is not None and is_in else None,
        can_keep=can_keep(person, circle),
    )


def _comments(circle: Circle, after: str) -> Page[Comment]:
    said = Comment.objects.filter(thread=circle.thread_id).shown().select_related("by__team")
    return page(said, by=("-at", "-id"), after=after)


def _news(circle: Circle, mine: Membership) -> News | None:
    since = mine.been_at or mine.since
    others = Comment.objects.filter(thread=circle.thread_id, at__gt=since).shown().exclude(by=mine.person_id)
    news = News(
        said=others.count(),
        events=circle.events.filter(item__created_at__gt=since).exclude(host=mine.person_id).count(),
        items=circle.pins.filter(at__gt=since).exclude(by=mine.person_id).count(),
    )
    return news if news.is_some else None
