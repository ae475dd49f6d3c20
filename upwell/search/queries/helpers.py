"""Who could help with a text: ranked by what they did, then by load, and said in words that are true."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.db.models import Count, F, Sum
from django.db.models.functions import Power

from upwell.core import clock
from upwell.people.models import Person
from upwell.search import standing
from upwell.search.candidates import Question
from upwell.search.models import DocumentKind, HelperSuggestion, HelpGiven
from upwell.search.queries.evidence import Evidence, gather, skills_in
from upwell.search.queries.reasons import reasons_for

MOST_ACTIVE = 100  # people who are weighed though nothing speaks for them but that they help a lot
LOOKED_AT = 60  # of the ranked, among whom those are sought for whom there is a reason in words
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class HelperHit:
    """Somebody who could help, and why, in words; the first reason is the best."""

    person: Person
    score: float
    reasons: list[str]


@dataclass(frozen=True)
class Ranked:
    """Everybody who was weighed, best first, and what is known of them."""

    scores: dict[int, float]
    evidence: Evidence


def helpers(
    text: str | Question,
    person: Person | None,
    *,
    limit: int = 5,
    skills: Collection[str] = (),
    besides: Collection[int] = (),
) -> list[HelperHit]:
    """Colleagues who could help with `text`, each with a reason; `person` asks, and is not among them.

    Nobody is named without evidence that `person` may see, nobody who left, who has no time for helping, or who was
    suggested as often this month as they allow; and of two who are able, the one who was asked less. `skills` are names
    of what it is about, besides those the text itself names; `besides` are people who are not to be named.
    """
    question = Question.by(text, person)
    ranked = rank_helpers(question, skills=skills, besides={*besides, *([person.pk] if person else [])})
    looked_at = list(ranked.scores)[:LOOKED_AT]
    reasons = reasons_for(looked_at, ranked.evidence, question)
    chosen = [person_id for person_id in looked_at if reasons.get(person_id)][:limit]
    people = Person.objects.with_team().in_bulk(chosen)
    return [HelperHit(people[person_id], ranked.scores[person_id], reasons[person_id]) for person_id in chosen]


def rank_helpers(question: Question, *, skills: Collection[str] = (), besides: Collection[int] = ()) -> Ranked:
    """Everybody whom something speaks for, best first, with or without a reason in words."""
    if not question.text.strip():
        return Ranked({}, Evidence())
    evidence = gather(
        question.ranked(DocumentKind.NEED), question.ranked(DocumentKind.ITEM), skills_in(question.text, skills)
    )
    topic, skill = standing.faded(evidence.topic), standing.faded(evidence.skill)
    lately, in_years = _help_given({*topic, *skill, *evidence.declared})
    scores = standing.rank_people(
        standing.Standing(
            topic=standing.shares(topic),
            skill=standing.shares(skill),
            declared=standing.shares(evidence.declared),
            lately=lately,
            in_years=in_years,
        )
    )
    kept = _with_time({person_id: score for person_id, score in scores.items() if person_id not in besides})
    return Ranked(kept, evidence)


def _help_given(people: Collection[int]) -> tuple[dict[int, float], dict[int, float]]:
    """The shares of all help, lately and over the years, of these people and of the most active."""
    return _shares_of("lately", people), _shares_of("in_years", people)


def _shares_of(name: str, people: Collection[int]) -> dict[int, float]:
    most = list(HelpGiven.objects.order_by(f"-{name}", "pk").values_list("pk", name)[:MOST_ACTIVE])
    if not most:
        return {}
    powers = dict([*most, *HelpGiven.objects.filter(pk__in=people).values_list("pk", name)])
    highest = most[0][1]
    weights = {person_id: 2.0 ** (power - highest) for person_id, power in powers.items()}
    return standing.shares(weights, total=_total(name, tuple(most[:5])))


@lru_cache(maxsize=16)
def _total(name: str, leaders: tuple[tuple[int, float], ...]) -> float:
    """All help there is, as a multiple of the first leader's. Summed again when one of the `leaders` has helped again.

    Until then others may have helped, too, but too little to be noticed; summing a hundred thousand rows for each letter
    that somebody types would be noticed.
    """
    power = Power(2.0, F(name) - leaders[0][1])
    return float(HelpGiven.objects.aggregate(total=Sum(power))["total"] or 0.0)


def _with_time(scores: Mapping[int, float]) -> dict[int, float]:
    """Those who are here and have time, after what they were asked this month."""
    here = Person.objects.active().filter(pk__in=scores)
    caps = {
        person_id: cap if minutes else 0
        for person_id, cap, minutes in here.values_list("pk", "asks_per_month", "minutes_for_helping")
    }
    lately = HelperSuggestion.objects.filter(person__in=caps, at__gt=clock.now() - MONTH)
    asked = {row["person"]: row["count"] for row in lately.values("person").annotate(count=Count("pk"))}
    return standing.spread_load({person_id: scores[person_id] for person_id in caps}, asked, caps)
