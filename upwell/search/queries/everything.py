"""One search over needs, modules, recordings and people: what a few words find, by words, by meaning and by name."""

from collections.abc import Callable, Sized
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from upwell.core.prepared import IsAmong, prepared
from upwell.library.lasting import in_words
from upwell.library.models import Item, ItemKind
from upwell.needs.models import Need
from upwell.people.models import Person
from upwell.people.queries.directory import people_like
from upwell.search import rows
from upwell.search.candidates import View, found_by_words, seen_of, with_meaning
from upwell.search.highlights import LONGEST_LOOK, Piece, highlight
from upwell.search.index import stems_of, word_index
from upwell.search.meaning import gist_of, meaning_of
from upwell.search.models import Document, DocumentKind
from upwell.search.nearness import liken
from upwell.search.queries.moments import MomentFound, moments_for
from upwell.search.queries.similar import SPARE, best_items, needs_among, reasons_for_item, reasons_for_need
from upwell.search.ranking import Signals, fuse

FROM_WORDS = 40  # candidates that the words give; those that only mean the same come on top
MEANS_SOMETHING = 2  # words from which on a query has a meaning that could be near a text with other words
SHORTEST_NAME = 3  # characters of what may be a name, misspelt beyond what the word index forgives
WORDS_OF_A_NAME = 3  # at most, none of them a stop word: comparing all names by trigrams takes as long as all the rest


@dataclass(frozen=True)
class NeedFound:
    """A need, and what has become of it in words."""

    need: Need
    detail: str


@dataclass(frozen=True)
class ItemFound:
    """An item, what it is like in words, and the passage that was found (pieces, True where a word matched)."""

    item: Item
    detail: str
    passage: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class PersonFound:
    """A colleague: their title and team, or the skill by which they were found."""

    person: Person
    detail: str


Found = TypeVar("Found", NeedFound, ItemFound)


@dataclass(frozen=True)
class Everything:
    """What a search found, and the kinds of which there is more than was asked for."""

    needs: list[NeedFound]
    items: list[ItemFound]
    people: list[PersonFound]
    moments: list[MomentFound]
    more: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.needs or self.items or self.people or self.moments)


def search_everything(
    text: str, person: Person, *, limit: int = 10, only: str = "", passages: bool = False, whole: bool = False
) -> Everything:
    """At most `limit` needs, items, people and moments that `text` finds and `person` may see; the best first.

    With `only`, a DocumentKind, nothing else is looked for. With `passages`, what was found in each item; with `whole`,
    all that programs are told of each hit is loaded, too.
    """
    most = limit + 1  # one beyond says that there is more
    needs, items, people, moments = [], [], [], []
    if only in ("", DocumentKind.NEED):
        needs = _found(DocumentKind.NEED, text, person, most, lambda ranked: _needs(ranked, person, most, whole))
    if only in ("", DocumentKind.ITEM):
        items = _found(DocumentKind.ITEM, text, person, most, lambda ranked: _items(ranked, person, most))
    if only in ("", DocumentKind.PERSON):
        people = _people(text, person, most)
    if only in ("", DocumentKind.MOMENT):
        moments = moments_for(text, person, limit=most)
    found: list[Sized] = [needs, items, people, moments]
    more = frozenset(kind for kind, hits in zip(DocumentKind.values, found, strict=True) if len(hits) > limit)
    shown = _with_passages(items[:limit], text) if passages else items[:limit]
    return Everything(needs[:limit], shown, people[:limit], moments[:limit], more)


def _found(
    kind: str, text: str, person: Person, limit: int, load: Callable[[dict[int, float]], list[Found]]
) -> list[Found]:
    """What the words find, best first. Where that is less than was asked for, also what only means the same.

    Loading leaves out what `person` may not see; only where too little remains is that worked out beforehand.
    (Understanding a text costs as much as all the rest of a page; whoever types into this field mostly knows the words.)
    """
    words = found_by_words(kind, text, most=FROM_WORDS)
    if len(words) >= limit and len(loaded := load(_in_order(kind, text, words))) >= limit:
        return loaded
    view = View.of(person)
    words = seen_of(words, kind, text, view, most=FROM_WORDS)
    if len(words) >= limit or len(text.split()) < MEANS_SOMETHING:
        return load(_in_order(kind, text, words))
    found = with_meaning(kind, meaning_of(text), view, words)
    return load(fuse({object_id: each for object_id, each in found.items() if object_id in words or each.is_alike}))


def _in_order(kind: str, text: str, words: dict[int, float]) -> dict[int, float]:
    """What the words found, best first: of several words, by what the whole text is about, too."""
    if len(words) < 2 or len(text.split()) < MEANS_SOMETHING:
        return words
    alike = liken(kind, gist_of(text), words)
    return fuse({object_id: Signals(score, 0.0, alike.get(object_id, 0.0)) for object_id, score in words.items()})


def _needs(ranked: dict[int, float], person: Person, limit: int, whole: bool) -> list[NeedFound]:
    wanted = list(ranked)[: limit + SPARE]
    plain = Need.objects.standing().visible_to(person).with_card().filter(pk__in=wanted) if whole else None
    rows = {need.pk: need for need in plain or needs_among(wanted, person)}
    found = [rows[need_id] for need_id in ranked if need_id in rows][:limit]
    return [NeedFound(need, ", ".join(reasons_for_need(need)) or _("waiting for help")) for need in found]


def _items(ranked: dict[int, float], person: Person, limit: int) -> list[ItemFound]:
    found = best_items(list(ranked)[: limit + SPARE], ranked, person)[:limit]
    return [ItemFound(item, _about(item)) for item in found]


def _with_passages(found: list[ItemFound], text: str) -> list[ItemFound]:
    bodies = dict(_bodies([hit.item.pk for hit in found]))
    return [replace(hit, passage=highlight(bodies.get(hit.item.pk, ""), text, length=160)) for hit in found]


@prepared
def _bodies(items: list[int]) -> QuerySet[Document, tuple[int, str]]:
    documents = Document.objects.filter(IsAmong("object_id", items), kind=DocumentKind.ITEM)
    return documents.values_list("object_id", Left("body", LONGEST_LOOK))


def _about(item: Item) -> str:
    length = _("%(count)s min") % {"count": item.minutes}
    said = [
        "" if item.kind == ItemKind.MODULE else str(item.get_kind_display()),
        length,
        item.owner.name,
        in_words(item),
        _("endorsed") if item.endorsed_version else "",
        *reasons_for_item(item),
    ]
    return ", ".join(filter(None, said))


def _people(text: str, person: Person, limit: int) -> list[PersonFound]:
    """By name, begun or misspelt, and by what they can do; where that finds too few, by names that merely look like it."""
    wanted = list(word_index(DocumentKind.PERSON).find(text, limit=limit, teams=None))
    if len(wanted) < limit and _may_be_a_name(text):
        wanted += [each.pk for each in people_like(text, most=limit) if each.pk not in wanted]
    people = {each.pk: each for each in _people_among(wanted, person)}
    able, words = rows.skills_of(wanted), set(stems_of(text))
    return [PersonFound(people[pk], _why(people[pk], able.get(pk, []), words)) for pk in wanted if pk in people][:limit]


@prepared
def _people_among(people: list[int], person: Person) -> QuerySet[Person]:
    seen: QuerySet[Person] = Person.objects.active().visible_to(person).filter(IsAmong("pk", people)).with_team()
    return seen.only("name", "email", "photo", "title", "team__name")


def _may_be_a_name(text: str) -> bool:
    words = text.split()
    return len(words) <= WORDS_OF_A_NAME and len(text) >= SHORTEST_NAME and all(stems_of(word) for word in words)


def _why(person: Person, able: list[str], words: set[str]) -> str:
    """The skills by which somebody was found; else what they are and where."""
    meant = [name for name in able if words & set(stems_of(name))]
    return ", ".join(meant) or ", ".join(filter(None, [person.title, person.team.name if person.team else ""]))
