"""A link's page, and which links it is time to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from upwell.core import clock
from upwell.core.paging import Page
from upwell.discussion.models import Comment
from upwell.library.models import Item, Link
from upwell.library.permissions import can_change_link, can_react
from upwell.library.queries.page import comments_of, reactions_of
from upwell.people.models import Person

WEEK = timedelta(days=6, hours=20)  # a little less than seven days, so that the hour of the day does not wander


@dataclass(frozen=True)
class LinkPage:
    """What one person sees of a link; `link` is None for one that came with an import and has no more than its card."""

    item: Item
    link: Link | None
    comments: Page[Comment]
    reactions: list[dict[str, Any]]
    may: dict[str, bool]


def link_page(item: Item, person: Person, *, after: str = "") -> LinkPage:
    """Everything the page of a link shows `person`."""
    return LinkPage(
        item=item,
        link=Link.objects.select_related("file").filter(pk=item.pk).first(),
        comments=comments_of(item, after=after),
        reactions=reactions_of(item, person),
        may={"react": can_react(person, item), "change": can_change_link(person, item)},
    )


def links_to_check(most: int) -> list[Link]:
    """The links nobody looked at for a week, the longest ago first, at most so many."""
    return list(Link.objects.to_check(clock.now() - WEEK).select_related("item")[:most])
