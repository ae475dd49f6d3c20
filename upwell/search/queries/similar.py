"""Needs and items like a text: what may already have been asked, and what may already answer it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.library.models import Item
from upwell.needs.models import Need, State
from upwell.people.models import Person
from upwell.search.candidates import Question
from upwell.search.models import DocumentKind

NEARLY_EQUAL = 1.0  # in units of `fuse`; items closer than that to each other are put in order by how useful they were


@dataclass(frozen=True)
class NeedHit:
    """A need like a text, and why one should look at it."""

    need: Need
    score: float
    reasons: list[str]


@dataclass(frozen=True)
class ItemHit:
    """An item that may answer a text, and why one should look at it."""

    item: Item
    score: float
    reasons: list[str]


def similar_needs(
    text: str | Question, person: Person | None, *, limit: int = 5, besides: Collection[int] = ()
) -> list[NeedHit]:
    """Needs that ask about the same as `text`, the likest first; only such as `person` may see, none of `besides`.

    `None` is the installation itself, which may see everything. An empty text is like nothing.
    """
    question = Question.by(text, person)
    ranked, alike = question.ranked(DocumentKind.NEED), question.alike(DocumentKind.NEED)
    wanted = [need_id for need_id in ranked if need_id in alike and need_id not in besides]
    needs = Need.objects.standing().with_card()
    rows = (needs.visible_to(person) if person else needs).in_bulk(wanted[: limit * 2])
    found = [rows[need_id] for need_id in wanted if need_id in rows][:limit]
    return [NeedHit(need, ranked[need.pk], reasons_for_need(need)) for need in found]


def answering_items(
    text: str | Question, person: Person | None, *, limit: int = 5, besides: Collection[int] = ()
) -> list[ItemHit]:
    """Items that may already answer `text`, the likest first, of near equals the most useful and then the freshest.

    Only what is published, current and visible to `person`; none of `besides`.
    """
    question = Question.by(text, person)
    ranked, alike = question.ranked(DocumentKind.ITEM), question.alike(DocumentKind.ITEM)
    wanted = [item_id for item_id in ranked if item_id in alike and item_id not in besides]
    items = Item.objects.current().with_card()
    rows = (items.visible_to(person) if person else items).in_bulk(wanted[: limit * 3])
    found = in_order((rows[item_id] for item_id in wanted if item_id in rows), ranked)
    return [ItemHit(item, ranked[item.pk], reasons_for_item(item)) for item in found[:limit]]


def usefulness(item: Item) -> int:
    """How many colleagues said that it helped them: solved a need of theirs, taught them something, was useful."""
    return item.solved_count + item.thread.learned_count + item.thread.useful_count


def in_order(items: Iterable[Item], ranked: dict[int, float]) -> list[Item]:
    """The best first; of near equals the most useful, then the freshest."""

    def order(item: Item) -> tuple[float, int, float, int]:
        fresh = item.revised_at or item.published_at or item.created_at
        return (-round(ranked[item.pk] / NEARLY_EQUAL), -usefulness(item), -fresh.timestamp(), item.pk)

    return sorted(items, key=order)


def reasons_for_need(need: Need) -> list[str]:
    """What a need has already, in words."""
    reasons = []
    if need.state == State.SOLVED:
        reasons.append(_("Solved"))
    elif need.state == State.PARKED:
        reasons.append(_("Parked"))
    elif need.answer_count:
        reasons.append(
            ngettext("%(count)s answer", "%(count)s answers", need.answer_count) % {"count": need.answer_count}
        )
    if need.voice_count > 1:
        reasons.append(
            ngettext("%(count)s asks this", "%(count)s ask this", need.voice_count) % {"count": need.voice_count}
        )
    return reasons


def reasons_for_item(item: Item) -> list[str]:
    """What an item has done already, in words."""
    reasons = []
    if item.solved_count:
        reasons.append(
            ngettext("Solved it for %(count)s colleague", "Solved it for %(count)s colleagues", item.solved_count)
            % {"count": item.solved_count}
        )
    elif item.answer_count:
        reasons.append(
            ngettext("Answers %(count)s need", "Answers %(count)s needs", item.answer_count)
            % {"count": item.answer_count}
        )
    if useful := item.thread.learned_count + item.thread.useful_count:
        reasons.append(ngettext("Useful to %(count)s", "Useful to %(count)s", useful) % {"count": useful})
    return reasons
