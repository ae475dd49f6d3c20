"""Who could help with a text: ranked by what they did, then by load, and said in words that are true."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.db.models import QuerySet

from upwell.core import clock
from upwell.core.prepared import IsAmong, prepared
from upwell.people.models import Person
from upwell.search import rows, standing
from upwell.search.candidates import Question
from upwell.search.models import DocumentKind
from upwell.search.queries.evidence import Evidence, gather, skills_in
from upwell.search.queries.reasons import reasons_for

LEADERS = (
    5  # people who have helped most: as long as none of them has helped again, all help is taken to be what it was
)
LOOKED_AT = 60  # of the ranked, among whom those are sought for whom there is a reason in words
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class HelperHit:
    """Somebody who could help, and why, in words; the first reason is the best."""

    person: Person
    score: float
    reasons: list[str]


Leaders = tuple[tuple[int, float], ...]


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
    people = {each.pk: each for each in _with_teams(chosen)}
    return [HelperHit(people[person_id], ranked.scores[person_id], reasons[person_id]) for person_id in chosen]


@prepared
def _with_teams(people: list[int]) -> QuerySet[Person]:
    named: QuerySet[Person] = Person.objects.with_team().filter(IsAmong("pk", people))
    return named


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
    here = rows.people(known, since=clock.now() - MONTH, most_active=max(most_active, LEADERS))
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
        {
            row.person_id: scores[row.person_id]
            for row in here
            if row.person_id in scores and row.person_id not in besides
        },
        {row.person_id: row.asked for row in here},
        {row.person_id: row.cap for row in here},
    )
    return Ranked(with_time, evidence)


def _shares_of_all_help(people: list[rows.PersonRow]) -> tuple[dict[int, float], dict[int, float]]:
    """What part of all help each of these people has given, lately and in years."""
    recent = {row.person_id: row.lately for row in people if row.lately is not None}
    older = {row.person_id: row.in_years for row in people if row.in_years is not None}
    if not recent:
        return {}, {}
    all_recent, all_older = _all_help(_leaders(recent), _leaders(older))
    return _shares(recent, all_recent), _shares(older, all_older)


def _leaders(given: dict[int, float]) -> Leaders:
    return tuple(sorted(given.items(), key=lambda pair: (-pair[1], pair[0]))[:LEADERS])


def _shares(given: dict[int, float], everything: float) -> dict[int, float]:
    highest = max(given.values())
    return standing.shares({person: 2.0 ** (power - highest) for person, power in given.items()}, total=everything)


@lru_cache(maxsize=16)
def _all_help(lately: Leaders, in_years: Leaders) -> tuple[float, float]:
    """All help there is, as multiples of the first leaders'. Summed again when one of the leaders has helped again.

    Until then others may have helped, too, but too little to be noticed; summing a hundred thousand rows for each letter
    that somebody types would be noticed.
    """
    return rows.all_help(lately[0][1], in_years[0][1])
