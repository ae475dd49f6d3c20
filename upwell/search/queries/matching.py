"""Who and what could answer this, put together as pages and programs show it."""

from collections.abc import Collection
from dataclasses import dataclass

from upwell.library.models import Item
from upwell.needs.models import Answer, Need
from upwell.people.models import Person
from upwell.search.candidates import Question
from upwell.search.models import HelperSuggestion
from upwell.search.queries.colleagues import HelperHit, helpers
from upwell.search.queries.similar import ItemHit, NeedHit, answering_items, reasons_for_item, similar_needs

SHORTEST = 3  # characters below which nothing is like anything


@dataclass(frozen=True)
class Match:
    """Needs like a text, items that may answer it, people who could help; each with its reasons in words."""

    needs: list[NeedHit]
    items: list[ItemHit]
    people: list[HelperHit]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.needs or self.items or self.people)


def match(text: str, person: Person, *, limit: int = 5) -> Match:
    """What answers `text`, as `person` may see it; at most `limit` of each."""
    if len(text) < SHORTEST:
        return Match([], [], [])
    question = Question.by(text, person)
    needs = similar_needs(question, person, limit=limit)
    return Match(needs, _items(question, needs, person, limit), helpers(question, person, limit=limit))


def match_need(need: Need, person: Person, *, limit: int = 4) -> Match:
    """What answers `need`, besides what answers it already.

    People are those that were suggested for it, where some were: what was told to them is what is shown. Who reads may be
    among them. Where the need has no standing suggestion, they are looked for as for any text.
    """
    text = f"{need.title}. {need.why}" if need.why else need.title
    answers = list(need.answers.values_list("item_id", "by_id", "person_id"))
    answered = {item_id for item_id, _by, _person in answers if item_id}
    taking_part = {
        need.asked_by_id,
        *(by for _item, by, _person in answers),
        *(each for _i, _b, each in answers if each),
    }
    question = Question.by(text, person)
    needs = similar_needs(question, person, limit=limit, besides={need.pk})
    return Match(
        needs,
        _items(question, needs, person, limit, besides=answered),
        _suggested(need, limit) or _looked_for(need, question, taking_part, limit),
    )


def _items(
    question: Question, needs: list[NeedHit], person: Person, limit: int, besides: Collection[int] = ()
) -> list[ItemHit]:
    """What answered needs like this, those that solved most first; then what only reads as if it might."""
    found = _answers_to(needs, person, besides)[:limit]
    besides = {*besides, *(hit.item.pk for hit in found)}
    return [*found, *answering_items(question, person, limit=limit, besides=besides)][:limit]


def _answers_to(needs: list[NeedHit], person: Person, besides: Collection[int]) -> list[ItemHit]:
    if not needs:
        return []
    nearness = {hit.need.pk: hit.score for hit in needs}
    answers = Answer.objects.filter(need__in=nearness, item__isnull=False).values_list("item", "need")
    best: dict[int, float] = {}
    for item_id, need_id in answers:
        if item_id not in besides:
            best[item_id] = max(nearness[need_id], best.get(item_id, nearness[need_id]))
    rows = Item.objects.current().visible_to(person).with_card().in_bulk(list(best)) if best else {}
    order = sorted(rows.values(), key=lambda item: (-item.solved_count, -best[item.pk], item.pk))
    return [ItemHit(item, best[item.pk], reasons_for_item(item)) for item in order]


def _suggested(need: Need, limit: int) -> list[HelperHit]:
    rows = HelperSuggestion.objects.filter(need=need, declined_at__isnull=True, person__is_active=True)
    return [
        HelperHit(row.person, 0.0, row.reasons) for row in rows.select_related("person__team").order_by("place")[:limit]
    ]


def _looked_for(need: Need, question: Question, besides: Collection[int], limit: int) -> list[HelperHit]:
    names = [skill.name for skill in need.skills.all()]
    return helpers(question, None, limit=limit, skills=names, besides=besides) if not need.team_id else []
