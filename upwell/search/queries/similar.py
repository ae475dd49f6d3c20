"""Needs and items like a text: what may already have been asked, and what may already answer it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core.prepared import IsAmong, prepared
from upwell.library.models import Item, ItemQuerySet
from upwell.needs.models import Need, State
from upwell.people.models import Person
from upwell.search import rows
from upwell.search.candidates import Question
from upwell.search.models import DocumentKind

SPARE = 2  # rows fetched beyond those asked for: what is found was visible a moment ago, so hardly any is dropped
PROVEN = 5.0  # in units of `fuse`, what it counts that an item answered a need like this
NAMED = (
    *("title", "is_nameless", "voice_count", "answer_count", "solved_count", "merged_into"),
    *("asked_at", "first_help_at", "answered_at", "solved_at", "parked_at"),
    *(f"asked_by__{name}" for name in ("name", "email", "photo")),
)
CARD = (
    *("kind", "title", "summary", "seconds", "answer_count", "solved_count", "endorsed_version", "created_at"),
    *("published_at", "revised_at", "retired_at", "valid_from", "valid_until", "checked_on"),
    *(f"thread__{name}" for name in ("learned_count", "useful_count")),
    *(f"owner__{name}" for name in ("name", "email", "photo", "title", "team__name")),
)
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

    @property
    def detail(self) -> str:
        """How long it takes, then the reasons, in a line."""
        length = _("%(count)s min") % {"count": self.item.minutes}
        return f"{length}, {', '.join(self.reasons)}" if self.reasons else length


def similar_needs(
    text: str | Question,
    person: Person | None,
    *,
    limit: int = 5,
    besides: Collection[int] = (),
    whole: bool = False,
) -> list[NeedHit]:
    """Needs that ask about the same as `text`, the likest first; only such as `person` may see, none of `besides`.

    `None` is the installation itself, which may see everything. An empty text is like nothing. With `whole`, all that
    programs are told of a need is loaded, too.
    """
    question = Question.by(text, person)
    ranked, alike = question.ranked(DocumentKind.NEED), question.alike(DocumentKind.NEED)
    wanted = [need_id for need_id in ranked if need_id in alike and need_id not in besides]
    seen = {need.pk: need for need in _seen_needs(wanted[: limit + SPARE], person, whole)}
    found = [seen[need_id] for need_id in wanted if need_id in seen][:limit]
    return [NeedHit(need, ranked[need.pk], reasons_for_need(need)) for need in found]


def _seen_needs(wanted: list[int], person: Person | None, whole: bool) -> Iterable[Need]:
    if person and not whole:
        return needs_among(wanted, person)
    needs = Need.objects.standing().with_card().filter(pk__in=wanted)
    return needs.visible_to(person) if person else needs


@prepared
def needs_among(needs: list[int], person: Person) -> QuerySet[Need]:
    """Those of the needs that stand and that `person` may see, with what a line about each says."""
    seen = Need.objects.standing().visible_to(person).filter(IsAmong("pk", needs))
    return seen.select_related("asked_by").only(*NAMED)


def answering_items(
    text: str | Question, person: Person | None, *, limit: int = 5, besides: Collection[int] = ()
) -> list[ItemHit]:
    """Items that may already answer `text`: what answered needs like it, then the likest; of near equals the most useful.

    Only what is published, current and visible to `person`; none of `besides`.
    """
    ranked = rank_items(Question.by(text, person), alike=True)
    wanted = [item_id for item_id in ranked if item_id not in besides]
    found = best_items(wanted[: limit * 2], ranked, person)[:limit]
    return [ItemHit(item, ranked[item.pk], reasons_for_item(item)) for item in found]


def rank_items(question: Question, *, alike: bool = False) -> dict[int, float]:
    """Items for a text, best first: what answers a need like it, then what reads as if it might.

    With `alike`, only what one may name on a page: answers to needs that are alike, and items that are.
    """
    ranked, needs = question.ranked(DocumentKind.ITEM), question.ranked(DocumentKind.NEED)
    named = question.alike(DocumentKind.ITEM)
    scores = {item_id: score for item_id, score in ranked.items() if item_id in named or not alike}
    for item_id, need_id in rows.items_answering(question.alike(DocumentKind.NEED)):
        scores[item_id] = max(scores.get(item_id, 0.0), needs[need_id] + PROVEN)
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0])))


def best_items(item_ids: Collection[int], scores: Mapping[int, float], person: Person | None) -> list[Item]:
    """Those of the items that are current and that `person` may see (None: all): the best first, of near equals the
    most useful (how many colleagues it helped, taught, served), then the freshest."""
    wanted, today = list(item_ids), timezone.localdate()
    items = _items_among(wanted, person, today) if person else _current_among(wanted, today)

    def order(item: Item) -> tuple[float, int, float, int]:
        useful = item.solved_count + item.thread.learned_count + item.thread.useful_count
        fresh = item.revised_at or item.published_at or item.created_at
        return (-round(scores[item.pk] / NEARLY_EQUAL), -useful, -fresh.timestamp(), item.pk)

    return sorted(items, key=order)


@prepared
def _items_among(items: list[int], person: Person, today: date) -> QuerySet[Item]:
    return _current(items, today).visible_to(person)


@prepared
def _current_among(items: list[int], today: date) -> QuerySet[Item]:
    return _current(items, today)


def _current(items: list[int], today: date) -> ItemQuerySet:
    current = Item.objects.current(today).filter(IsAmong("pk", items))
    return current.select_related("thread", "owner__team").only(*CARD)


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
            ngettext("solved it for %(count)s colleague", "solved it for %(count)s colleagues", item.solved_count)
            % {"count": item.solved_count}
        )
    elif item.answer_count:
        reasons.append(
            ngettext("answers %(count)s need", "answers %(count)s needs", item.answer_count)
            % {"count": item.answer_count}
        )
    if useful := item.thread.learned_count + item.thread.useful_count:
        reasons.append(ngettext("useful to %(count)s", "useful to %(count)s", useful) % {"count": useful})
    return reasons
