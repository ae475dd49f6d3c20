"""One search over needs, modules and people: what a few words find, by the words, by what they mean, and by name."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q
from django.utils.translation import gettext as _

from upwell.library.models import Item
from upwell.needs.models import Need
from upwell.people.models import Person
from upwell.search.candidates import View, with_meaning
from upwell.search.highlights import Piece, highlight
from upwell.search.index import word_index
from upwell.search.meaning import meaning_of
from upwell.search.models import Document, DocumentKind
from upwell.search.queries.similar import in_order, reasons_for_item, reasons_for_need
from upwell.search.ranking import fuse

FROM_WORDS = 60  # candidates that the words give; those that only mean the same come on top
WORTH_SHOWING = 0.4  # of the best word score: what has only one of several words, somewhere, is not what was meant
MEANS_SOMETHING = 2  # words from which on a query has a meaning that could be near a text with other words
NAME_IS_NEAR = 0.5  # trigram similarity of what was typed to the nearest part of a name


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


@dataclass(frozen=True)
class Everything:
    """What a search found."""

    needs: list[NeedFound]
    items: list[ItemFound]
    people: list[PersonFound]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.needs or self.items or self.people)


def search_everything(text: str, person: Person, *, limit: int = 10) -> Everything:
    """At most `limit` needs, items and people that `text` finds and `person` may see; the best first."""
    return Everything(
        _needs(text, person, limit),
        _items(text, person, limit),
        _people(text, person, limit),
    )


def _needs(text: str, person: Person, limit: int) -> list[NeedFound]:
    ranked = _ranked(DocumentKind.NEED, text, person)
    rows = Need.objects.standing().visible_to(person).with_card().in_bulk(list(ranked)[: limit * 2])
    found = [rows[need_id] for need_id in ranked if need_id in rows][:limit]
    return [NeedFound(need, ", ".join(reasons_for_need(need)) or _("waiting for help")) for need in found]


def _items(text: str, person: Person, limit: int) -> list[ItemFound]:
    ranked = _ranked(DocumentKind.ITEM, text, person)
    rows = Item.objects.current().visible_to(person).with_card().in_bulk(list(ranked)[: limit * 2])
    found = in_order(rows.values(), ranked)[:limit]
    bodies = dict(
        Document.objects.filter(kind=DocumentKind.ITEM, object_id__in=[item.pk for item in found]).values_list(
            "object_id", "body"
        )
    )
    return [ItemFound(item, _about(item), highlight(bodies.get(item.pk, ""), text, length=160)) for item in found]


def _about(item: Item) -> str:
    length = _("%(count)s min") % {"count": item.minutes}
    return ", ".join([length, item.owner.name, *reasons_for_item(item)])


def _people(text: str, person: Person, limit: int) -> list[PersonFound]:
    """By name first, also a misspelt one; then by what they can do."""
    people = Person.objects.active().visible_to(person).with_team()
    named = list(
        people.annotate(nearness=TrigramWordSimilarity(text, "name"))
        .filter(Q(name__icontains=text) | Q(name__trigram_word_similar=text), nearness__gte=NAME_IS_NEAR)
        .order_by("-nearness", "name", "id")[:limit]
    )
    found = [PersonFound(each, _place_of(each)) for each in named]
    wanted = word_index(DocumentKind.PERSON).find(text, limit=limit * 2)
    rows = people.prefetch_related("skills__skill").in_bulk([pk for pk in wanted if pk not in {p.pk for p in named}])
    found += [PersonFound(rows[pk], _skills_of(rows[pk]) or _place_of(rows[pk])) for pk in wanted if pk in rows]
    return found[:limit]


def _place_of(person: Person) -> str:
    return ", ".join(part for part in (person.title, person.team.name if person.team else "") if part)


def _skills_of(person: Person) -> str:
    return ", ".join(row.skill.name for row in person.skills.all() if row.level or row.teaches)


def _ranked(kind: str, text: str, person: Person) -> dict[int, float]:
    """Candidates by their words and, from two words on, by what they mean; best first."""
    view = View.of(person)
    words = word_index(kind).find(text, limit=FROM_WORDS, teams=view.teams_of_index)
    least = max(words.values(), default=0.0) * WORTH_SHOWING
    words = {object_id: score for object_id, score in words.items() if score >= least}
    if len(text.split()) < MEANS_SOMETHING:
        return words
    meaning = meaning_of(text)
    found = with_meaning(kind, meaning, view, words)
    return fuse({object_id: each for object_id, each in found.items() if object_id in words or each.is_alike})
