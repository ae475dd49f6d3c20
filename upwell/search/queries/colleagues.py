"""Who could help with a text: ranked by what they did, then by load, and said in words that are true."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from upwell.core import clock
from upwell.people.models import Person
from upwell.search import rows, standing
from upwell.search.candidates import Question
from upwell.search.models import DocumentKind
from upwell.search.queries.evidence import Evidence, gather, skills_in
from upwell.search.queries.reasons import reasons_for

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


def rank_helpers(
    question: Question, *, skills: Collection[str] = (), besides: Collection[int] = (), most_active: int = 0
) -> Ranked:
    """Everybody for whom something they did or say speaks, best first, whether or not there is a reason in words.

    The `most_active` of all are weighed, too, where one wants a ranking that is longer than what is known of the topic.
    """
    if not question.text.strip():
        return Ranked({}, Evidence())
    evidence = gather(
        question.ranked(DocumentKind.NEED), question.ranked(DocumentKind.ITEM), skills_in(question.text, skills)
    )
    topic, skill = standing.faded(evidence.topic), standing.faded(evidence.skill)
    known = {*topic, *skill, *evidence.declared}
    here = [
        row
        for row in rows.people(known, since=clock.now() - MONTH, most_active=most_active)
        if row.person_id not in besides
    ]
    lately, in_years = _shares_of_all_help(here)
    scores = standing.rank_people(
        standing.Standing(
            topic=standing.shares(topic),
            skill=standing.shares(skill),
            declared=standing.shares(evidence.declared),
            lately=lately,
            in_years=in_years,
        )
    )
    with_time = standing.spread_load(
        {row.person_id: scores[row.person_id] for row in here if row.person_id in scores},
        {row.person_id: row.asked for row in here},
        {row.person_id: row.cap for row in here},
    )
    return Ranked(with_time, evidence)


def _shares_of_all_help(people: list[rows.PersonRow]) -> tuple[dict[int, float], dict[int, float]]:
    """What part of all help each of these people has given, lately and in years."""
    leaders = rows.leaders()
    if not leaders["lately"]:
        return {}, {}
    recent, older = leaders["lately"][0][1], leaders["in_years"][0][1]
    all_recent, all_older = _all_help(leaders["lately"], leaders["in_years"])
    lately = {row.person_id: 2.0 ** (row.lately - recent) for row in people if row.lately is not None}
    in_years = {row.person_id: 2.0 ** (row.in_years - older) for row in people if row.in_years is not None}
    return standing.shares(lately, total=all_recent), standing.shares(in_years, total=all_older)


Leaders = tuple[tuple[int, float], ...]


@lru_cache(maxsize=16)
def _all_help(lately: Leaders, in_years: Leaders) -> tuple[float, float]:
    """All help there is, as multiples of the first leaders'. Summed again when one of the leaders has helped again.

    Until then others may have helped, too, but too little to be noticed; summing a hundred thousand rows for each letter
    that somebody types would be noticed.
    """
    return rows.all_help(lately[0][1], in_years[0][1])
