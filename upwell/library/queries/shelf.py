"""The shelf: what colleagues made, in the orders in which one looks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F
from django.utils import timezone

from upwell.core.paging import Page, page
from upwell.library.models import Item, ItemQuerySet
from upwell.people.models import Person, Skill

SHORT = 120  # seconds: what fits between two patients
SOON = timedelta(days=30)
RECENT = 200  # of the newest items, whose skills are offered as filters
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


ONCE = {"new", "useful", "short"}  # among one's own each translation stands by itself


def shelf(person: Person, *, view: str, skill: Skill | None, after: str, language: str = "") -> Page[Item]:
    """A page of what `person` may see: new, most useful first, short (two minutes at most), their own, or soon out of date.

    What is retired or past its life span stands only among one's own. What was translated into `language` stands there
    in it, and once.
    """
    seen = VIEWS[view]
    items = seen.items(Item.objects.visible_to(person), person).select_related("thread").with_authors()
    if view in ONCE:
        items = items.in_language_of(language)
    if skill is not None:
        items = items.filter(pk__in=Item.skills.through.objects.filter(skill=skill).values("item"))
    return page(items, by=seen.by, after=after, size=CARDS)


def open_drafts(person: Person, most: int = 3) -> list[Item]:
    """What `person` is writing and has not published, the latest first."""
    drafts = Item.objects.filter(authorships__person=person, module__draft__isnull=False).select_related("module")
    return list(drafts.order_by(F("module__draft_saved_at").desc(nulls_last=True), "-id")[:most])


def soon_out_of_date(person: Person) -> int:
    """How many of the items that `person` owns end within 30 days, or have ended."""
    return _expiring(Item.objects.all(), person).count()


def skills_to_choose(person: Person, most: int = 12) -> list[Skill]:
    """Filters worth offering: first what `person` wants to learn, then what the newest items are about."""
    wanted = list(Skill.objects.filter(people__person=person, people__wants=True)[:4])
    newest = Item.objects.current().order_by("-published_at", "-id").values("pk")[:RECENT]
    about = Skill.objects.filter(items__in=newest).annotate(count=Count("items")).order_by("-count", "name")
    rest = [skill for skill in about[:most] if skill not in wanted]
    return (wanted + rest)[:most]
