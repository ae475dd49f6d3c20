"""What a reader is told beside a module: how it stands, what changed since they read it, who vouches for it, in which
languages there is one; and what somebody looks after."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from upwell.core.paging import Page, page
from upwell.core.prepared import prepared
from upwell.library.lasting import SOON, in_words, state_of, today
from upwell.library.models import (
    Endorsement,
    Expert,
    Item,
    ItemQuerySet,
    ReadingMark,
    Review,
    Translation,
    Version,
)
from upwell.library.permissions import can_edit
from upwell.people.languages import name_of
from upwell.people.models import Person

NEWS = 4  # versions whose words about what changed a reader is told
TRANSLATIONS = 30
ENDORSEMENTS = 5
YOURS = 20


@dataclass(frozen=True)
class Tongue:
    """One of the languages there is a module in."""

    code: str
    name: str
    item_id: int
    is_here: bool


@dataclass(frozen=True)
class Keeping:
    """What stands beside a module for one person. `read` is the version they have read up to, None for none."""

    state: str = ""
    words: str = ""
    read: int | None = None
    block: str = ""
    news: list[Version] = field(default_factory=list)
    endorsements: list[Endorsement] = field(default_factory=list)
    tongues: list[Tongue] = field(default_factory=list)
    original: Item | None = None
    untranslated: frozenset[str] = frozenset()
    behind: int = 0
    replaced_by: Item | None = None
    review: Review | None = None
    asks: bool = False
    may_endorse: bool = False
    may_translate: bool = False

    @property
    def has_news(self) -> bool:
        """Whether it has changed since this person read it."""
        return bool(self.news)


def keeping_of(item: Item, person: Person) -> Keeping:
    """What `person` is told beside `item`, in one question; in two or three where it was translated, endorsed or changed."""
    version = item.module.version if hasattr(item, "module") else None
    if version is None:
        return Keeping(state=state_of(item), review=_review(item, person) if can_edit(person, item) else None)
    asked = _asked(item, person)
    translation = _translation(item)
    makes = item.owner_id == person.pk or any(row.person_id == person.pk for row in item.authorships.all())
    return Keeping(
        state=state_of(item),
        words=in_words(item),
        read=asked["read"],
        block=asked["block"] or "",
        news=_news(item, version, asked["read"]),
        endorsements=_endorsements(item),
        tongues=_tongues(item, person),
        original=item.translation_of if translation else None,
        untranslated=_untranslated(translation),
        behind=len(translation.behind) if translation else 0,
        replaced_by=_replacement(item, person),
        review=Review.objects.select_related("decided_by").get(pk=asked["review"])
        if asked["review"] and makes
        else None,
        asks=asks_for_answer(item),
        may_endorse=not makes and (person.is_steward or bool(asked["is_expert"])),
        may_translate=item.translation_of_id is None,
    )


def preferred(languages: list[str], chosen: str = "") -> list[str]:
    """The languages a reader reads, the dearest first: what they chose last, then those of their page."""
    return list(dict.fromkeys([chosen, *languages] if chosen else languages))


def in_their_language(item: Item, person: Person, languages: list[str]) -> Item | None:
    """The same thing in the language that comes first among `languages`, where that is not the one at hand."""
    if not (item.translation_count or item.translation_of_id) or item.language == (languages or [""])[0]:
        return None
    there = {each.language: each for each in _family(item, person)}
    best = next((there[language] for language in languages if language in there), None)
    return best if best is not None and best.pk != item.pk else None


def yours(person: Person, *, after: str = "") -> Page[Item]:
    """What somebody looks after and readers can see, or could: what has waited longest for a look comes first."""
    mine = Item.objects.published().filter(owner=person, retired_at__isnull=True, checked_on__isnull=False)
    return page(mine.select_related("thread", "until_happening"), by=("checked_on", "id"), after=after, size=YOURS)


def to_answer(person: Person) -> list[Item]:
    """What somebody looks after that asks for an answer: it ends within two weeks, has ended, needs work, or is due."""
    day = today()
    mine = Item.objects.published().filter(owner=person, retired_at__isnull=True)
    asks = Q(valid_until__lte=day + SOON) | Q(review_due__lte=day) | Q(needs_work_at__isnull=False)
    return list(mine.filter(asks).select_related("thread", "until_happening").order_by("valid_until", "id")[:YOURS])


def may_review_any(person: Person) -> bool:
    """Whether reviews may come to this person at all: stewards, and whoever is an expert for anything."""
    return person.is_steward or Expert.objects.filter(person=person).exists()


def asks_for_answer(item: Item) -> bool:
    """Whether its owner is asked: it ends within two weeks, has ended, or is due to be looked at."""
    day = today()
    if not item.is_published or item.retired_at is not None:
        return False
    ends = item.valid_until is not None and item.valid_until <= day + SOON
    return ends or (item.review_due is not None and item.review_due <= day)


class _Asked(TypedDict):
    read: int | None
    block: str | None
    review: int | None
    is_expert: bool


def _asked(item: Item, person: Person) -> _Asked:
    found: _Asked = _asked_of(item.pk, person.pk)[0]
    return found


@prepared
def _asked_of(item: int, person: int) -> QuerySet[Person, Any]:
    mark = ReadingMark.objects.filter(person=OuterRef("pk"), item=item)
    review = Review.objects.filter(item=item).order_by("-asked_at")
    expert = Expert.objects.filter(person=OuterRef("pk"), skill__items=item)
    found: QuerySet[Person, Any] = Person.objects.filter(pk=person).values(
        read=Subquery(mark.values("number")[:1]),
        block=Subquery(mark.values("block")[:1]),
        review=Subquery(review.values("pk")[:1]),
        is_expert=Exists(expert),
    )
    return found


def _news(item: Item, version: Version, read: int | None) -> list[Version]:
    if read is None or read >= version.number:
        return []
    later = item.module.versions.filter(number__gt=read, number__lte=version.number)
    return list(later.defer("blocks", "credits").order_by("-number")[:NEWS])


def _endorsements(item: Item) -> list[Endorsement]:
    if item.endorsed_version is None:
        return []
    return list(item.endorsements.standing().select_related("by")[:ENDORSEMENTS])


def _tongues(item: Item, person: Person) -> list[Tongue]:
    if not (item.translation_count or item.translation_of_id):
        return []
    family = _family(item, person)
    if len(family) < 2:
        return []
    return [Tongue(each.language, name_of(each.language), each.pk, each.pk == item.pk) for each in family]


def _family(item: Item, person: Person) -> list[Item]:
    """The original first, then its translations that are out."""
    root = item.translation_of_id or item.pk
    rows: ItemQuerySet = Item.objects.published().visible_to(person).filter(Q(pk=root) | Q(translation_of=root))
    found = rows.only("language", "title", "translation_of", "kind").order_by("translation_of_id", "language")
    return sorted(found[:TRANSLATIONS], key=lambda each: each.translation_of_id is not None)


def _translation(item: Item) -> Translation | None:
    if item.translation_of_id is None:
        return None
    return Translation.objects.filter(pk=item.pk).first()


def _untranslated(translation: Translation | None) -> frozenset[str]:
    """The blocks that stand as they were written."""
    if translation is None:
        return frozenset()
    return frozenset(name for name in translation.behind if name not in translation.taken)


def _replacement(item: Item, person: Person) -> Item | None:
    if item.replaced_by_id is None:
        return None
    rows: QuerySet[Item] = Item.objects.published().visible_to(person)
    return rows.filter(pk=item.replaced_by_id).only("title", "kind").first()


def _review(item: Item, person: Person) -> Review | None:
    return Review.objects.select_related("decided_by").filter(item=item).order_by("-asked_at").first()
