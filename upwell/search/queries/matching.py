"""Who and what could answer this, put together as pages and programs show it."""

from collections.abc import Collection
from dataclasses import dataclass

from upwell.needs.models import Need
from upwell.people.models import Person
from upwell.search.candidates import Question
from upwell.search.models import HelperSuggestion
from upwell.search.queries.colleagues import HelperHit, helpers
from upwell.search.queries.similar import ItemHit, NeedHit, answering_items, similar_needs

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


def match(text: str, person: Person, *, limit: int = 5, whole: bool = False) -> Match:
    """What answers `text`, as `person` may see it; at most `limit` of each. `whole` loads what programs are told, too."""
    if len(text) < SHORTEST:
        return Match([], [], [])
    question = Question.by(text, person)
    return Match(
        similar_needs(question, person, limit=limit, whole=whole),
        answering_items(question, person, limit=limit),
        helpers(question, person, limit=limit),
    )


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
    return Match(
        similar_needs(question, person, limit=limit, besides={need.pk}),
        answering_items(question, person, limit=limit, besides=answered),
        _suggested(need, limit) or _looked_for(need, question, taking_part, limit),
    )


def _suggested(need: Need, limit: int) -> list[HelperHit]:
    rows = HelperSuggestion.objects.filter(need=need, declined_at__isnull=True, person__is_active=True)
    return [
        HelperHit(row.person, 0.0, row.reasons) for row in rows.select_related("person__team").order_by("place")[:limit]
    ]


def _looked_for(need: Need, question: Question, besides: Collection[int], limit: int) -> list[HelperHit]:
    names = [skill.name for skill in need.skills.all()]
    return helpers(question, None, limit=limit, skills=names, besides=besides) if not need.team_id else []
