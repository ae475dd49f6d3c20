"""Needs and items like a text: what may already have been asked, and what may already answer it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.library.models import Item
from upwell.needs.models import Need, State
from upwell.people.models import Person
from upwell.search.candidates import Question
from upwell.search.models import DocumentKind

SPARE = 2  # rows fetched beyond those asked for: what is found was visible a moment ago, so hardly any is dropped
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
    rows = (needs.visible_to(person) if person else needs).in_bulk(wanted[: limit + SPARE])
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
    chosen = in_order(wanted[: limit * 3], ranked, person)[:limit]
    rows = Item.objects.select_related("thread", "owner__team").in_bulk(chosen)
    return [ItemHit(rows[item_id], ranked[item_id], reasons_for_item(rows[item_id])) for item_id in chosen]


def in_order(item_ids: Collection[int], scores: Mapping[int, float], person: Person | None) -> list[int]:
    """Those of the items that are current and that `person` may see: the best first, of near equals the most useful
    (how many colleagues it helped, taught, served), then the freshest."""
    items = Item.objects.current().filter(pk__in=item_ids)
    rows = (items.visible_to(person) if person else items).values_list(
        "pk",
        F("solved_count") + F("thread__learned_count") + F("thread__useful_count"),
        Coalesce("revised_at", "published_at", "created_at"),
    )
    use = {item_id: (-useful, -fresh.timestamp()) for item_id, useful, fresh in rows}
    return sorted(use, key=lambda item_id: (-round(scores[item_id] / NEARLY_EQUAL), *use[item_id], item_id))


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
