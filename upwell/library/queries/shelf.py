"""The shelf: what colleagues made, in the orders in which one looks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from upwell.core.paging import Page, first_page, page
from upwell.core.prepared import prepared
from upwell.library.models import Item, ItemQuerySet
from upwell.library.queries.cards import with_authors
from upwell.people.models import Person, Skill

SHORT = 120  # seconds: what fits between two patients
MEDIUM = 600  # seconds: what fits into a coffee; what takes longer has places to stop and return
SOON = timedelta(days=30)
RECENT = 200  # of the newest items, whose skills are offered as filters
OFFERED = 12
DRAFTS = 3
MOST_COUNTED = 100
CARDS = 18  # a page of cards: six rows of three


@dataclass(frozen=True)
class View:
    """One way to look at the shelf: which items, and the key they are paged by."""

    items: Callable[[ItemQuerySet, Person], ItemQuerySet]
    by: tuple[str, ...]


def _lately(items: ItemQuerySet, person: Person) -> ItemQuerySet:
    return items.current()


def _useful(items: ItemQuerySet, person: Person) -> ItemQuerySet:
    return items.current().filter(thread__found_useful_count__gt=0)


def _short(items: ItemQuerySet, person: Person) -> ItemQuerySet:
    return items.current().filter(seconds__lte=SHORT)


def _mine(items: ItemQuerySet, person: Person) -> ItemQuerySet:
    return items.filter(authorships__person=person)


def _expiring(items: ItemQuerySet, person: Person) -> ItemQuerySet:
    return items.published().filter(owner=person, retired_at__isnull=True, valid_until__lte=timezone.localdate() + SOON)


VIEWS = {
    "new": View(_lately, ("-published_at", "-id")),
    "useful": View(_useful, ("-thread__found_useful_count", "-thread__id")),
    "short": View(_short, ("-published_at", "-id")),
    "mine": View(_mine, ("-created_at", "-id")),
    "expiring": View(_expiring, ("valid_until", "id")),
}


LENGTHS: dict[str, Q] = {
    "short": Q(seconds__lte=SHORT),
    "medium": Q(seconds__gt=SHORT, seconds__lte=MEDIUM),
    "long": Q(seconds__gt=MEDIUM),
}
ONCE = {"new", "useful", "short"}  # among one's own each translation stands by itself


def shelf(
    person: Person,
    *,
    view: str,
    skill: Skill | None,
    after: str,
    language: str = "",
    length: str = "",
    kind: str = "",
) -> Page[Item]:
    """A page of what `person` may see: new, most useful first, short (two minutes at most), their own, or soon out of date;
    of one skill, one length (under two minutes, up to ten, longer) or one kind, where these are given.

    What is retired or past its life span stands only among one's own. What was translated into `language` stands there
    in it, and once.
    """
    if view == "new" and not (skill or after or length or kind):
        newest = first_page(_newest(person, timezone.localdate(), language), by=VIEWS[view].by, size=CARDS)
        with_authors(newest.rows)
        return newest
    seen = VIEWS[view]
    items = seen.items(Item.objects.visible_to(person), person).select_related("thread").with_authors()
    if view in ONCE:
        items = items.in_language_of(language)
    if skill is not None:
        items = items.filter(pk__in=Item.skills.through.objects.filter(skill=skill).values("item"))
    if length:
        items = items.filter(LENGTHS[length])
    if kind:
        items = items.filter(kind=kind)
    return page(items, by=seen.by, after=after, size=CARDS)


@prepared
def _newest(person: Person, today: date, language: str) -> ItemQuerySet:
    """The first page of what colleagues made lately, which nearly everybody looks at, and an item more."""
    items = Item.objects.current(today).visible_to(person).in_language_of(language)
    return items.select_related("thread").order_by("-published_at", "-id")[: CARDS + 1]


@prepared
def open_drafts(person: Person, *, most: int = DRAFTS) -> ItemQuerySet:
    """What `person` is writing and has not published, the latest first."""
    drafts = Item.objects.filter(authorships__person=person, module__draft__isnull=False).select_related("module")
    drafts = drafts.defer("module__draft")
    return drafts.order_by(F("module__draft_saved_at").desc(nulls_last=True), "-id")[:most]


def soon_out_of_date(person: Person) -> int:
    """How many of the items that `person` owns end within 30 days, or have ended; counted up to a hundred."""
    return len(_ending(person, timezone.localdate() + SOON))


@prepared
def _ending(person: Person, day: date) -> QuerySet[Item, int]:
    owned = Item.objects.published().filter(owner=person, retired_at__isnull=True, valid_until__lte=day)
    return owned.values_list("pk", flat=True)[:MOST_COUNTED]


def skills_to_choose(person: Person, most: int = OFFERED) -> list[Skill]:
    """Filters worth offering: first what `person` wants to learn, then what the newest items are about."""
    wanted = _wanted(person)
    rest = [skill for skill in _about_lately(timezone.localdate()) if skill not in wanted]
    return (wanted + rest)[:most]


@prepared
def _wanted(person: Person) -> QuerySet[Skill]:
    return Skill.objects.filter(people__person=person, people__wants=True).only("name")[:4]


@prepared
def _about_lately(today: date) -> QuerySet[Skill]:
    newest = Item.objects.current(today).order_by("-published_at", "-id").values("pk")[:RECENT]
    about = Skill.objects.filter(items__in=newest).annotate(count=Count("items"))
    return about.order_by("-count", "name")[:OFFERED]
