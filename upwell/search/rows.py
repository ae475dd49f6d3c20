"""The statements that read what speaks for people: plain SQL, for they are asked at each pause in typing.

Each takes its ids as one array, is limited, and goes by an index; sizes are those of the organisation's answers to a few
hundred needs, never of the organisation.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from upwell.core.prepared import ask_kept

MOST_ANSWERS = 1_000  # on the needs like a text, the latest
MOST_SKILLED_ANSWERS = 500  # under the skills of a text, the latest

# days since 2020 as a number: reading a thousand dates costs more than all the rest of a ranking
_DAY = "extract(epoch FROM {at} - timestamptz '2020-01-01 00:00:00+00')::float8 / 86400"

# an answer was of help where it was accepted elsewhere, or where one of those who asked said here that it solved it
_HELPED = """(answer.is_accepted OR EXISTS (
    SELECT 1 FROM needs_confirmation AS said WHERE said.answer_id = answer.id AND said.outcome = 'solved'
))"""

_SKILLS = "SELECT id, name FROM people_skill WHERE lower(name) = ANY(%(names)s)"

_ANSWERS = f"""
    SELECT answer.need_id, answer.by_id, answer.person_id, {_DAY.format(at="answer.at")}, {_HELPED}
    FROM needs_answer AS answer
    JOIN needs_need AS need ON need.id = answer.need_id AND need.asked_by_id <> answer.by_id
    WHERE answer.need_id = ANY(%(needs)s) AND NOT answer.is_nameless
    ORDER BY answer.at DESC, answer.id DESC
    LIMIT %(most)s
"""  # noqa: S608  # nothing in it was typed

_OFFERS = f"""
    SELECT need_id, by_id, {_DAY.format(at="at")}
    FROM needs_offer
    WHERE need_id = ANY(%(needs)s) AND withdrawn_at IS NULL AND person_id IS NULL
    ORDER BY at DESC, id DESC
    LIMIT %(most)s
"""  # noqa: S608  # as above

_MADE = f"""
    SELECT item.id, author.person_id, {_DAY.format(at="coalesce(item.revised_at, item.published_at, item.created_at)")}
    FROM library_authorship AS author
    JOIN library_item AS item ON item.id = author.item_id
    WHERE item.id = ANY(%(items)s)
    ORDER BY author.id
"""  # noqa: S608  # as above

_ANSWERING = """
    SELECT DISTINCT item_id, need_id FROM needs_answer WHERE need_id = ANY(%(needs)s) AND item_id IS NOT NULL LIMIT %(most)s
"""

_USES = "SELECT skill_id, count(*) FROM needs_need_skills WHERE skill_id = ANY(%(skills)s) GROUP BY skill_id"

_SKILLED = f"""
    SELECT tag.skill_id, answer.need_id, answer.by_id, {_DAY.format(at="answer.at")}, {_HELPED}
    FROM needs_need_skills AS tag
    JOIN needs_need AS need ON need.id = tag.need_id
    JOIN needs_answer AS answer ON answer.need_id = need.id AND need.asked_by_id <> answer.by_id
    WHERE tag.skill_id = ANY(%(skills)s) AND NOT answer.is_nameless
    ORDER BY answer.at DESC, answer.id DESC, tag.skill_id
    LIMIT %(most)s
"""  # noqa: S608  # as above

_TOTALS = """
    SELECT sum(power(2::float8, lately - %(lately)s)), sum(power(2::float8, in_years - %(in_years)s)) FROM search_helpgiven
"""

_PEOPLE = """
    WITH wanted AS (
        SELECT unnest(%(people)s::bigint[]) AS id
        UNION (SELECT person_id FROM search_helpgiven ORDER BY lately DESC, person_id LIMIT %(most_active)s)
        UNION (SELECT person_id FROM search_helpgiven ORDER BY in_years DESC, person_id LIMIT %(most_active)s)
    )
    SELECT person.id,
           CASE WHEN person.minutes_for_helping > 0 THEN person.asks_per_month ELSE 0 END,
           (SELECT count(*) FROM search_helpersuggestion AS asked WHERE asked.person_id = person.id AND asked.at > %(since)s),
           given.lately,
           given.in_years
    FROM wanted
    JOIN people_person AS person ON person.id = wanted.id AND person.is_active
    LEFT JOIN search_helpgiven AS given ON given.person_id = person.id
"""


_SEEN = """
    SELECT object_id FROM search_document
    WHERE kind = %(kind)s AND object_id = ANY(%(ids)s) AND (team_id IS NULL OR team_id = ANY(%(teams)s))
"""

_SKILLS_OF = "SELECT object_id, skills FROM search_document WHERE kind = 'person' AND object_id = ANY(%(people)s)"


class AnswerRow(NamedTuple):
    """Somebody answered a need, perhaps by naming a colleague; whether it was of help."""

    need_id: int
    by_id: int
    named_id: int | None
    day: float
    helped: bool


class OfferRow(NamedTuple):
    """Somebody offers help with a need."""

    need_id: int
    by_id: int
    day: float


class MadeRow(NamedTuple):
    """Somebody wrote an item, which was renewed on that day."""

    item_id: int
    person_id: int
    day: float


class SkilledRow(NamedTuple):
    """Somebody answered a need that is about a skill."""

    skill_id: int
    need_id: int
    by_id: int
    day: float
    helped: bool


class PersonRow(NamedTuple):
    """How often somebody may be suggested in a month, how often they were, and how much they have helped (log2)."""

    person_id: int
    cap: int
    asked: int
    lately: float | None
    in_years: float | None


def seen(kind: str, ids: Collection[int], teams: Collection[int]) -> set[int]:
    """Those of the documents of a kind that are limited to nobody or to one of `teams`."""
    return {row[0] for row in ask_kept(_SEEN, {"kind": kind, "ids": list(ids), "teams": list(teams)})}


def skills_of(people: Collection[int]) -> dict[int, list[str]]:
    """What each of these people can do or would teach, by name, what they do best first."""
    return dict(ask_kept(_SKILLS_OF, {"people": list(people)}))


def skills_called(names: Collection[str]) -> dict[int, str]:
    """Skills by any of these names, in small letters."""
    return dict(ask_kept(_SKILLS, {"names": sorted(names)}))


def answers_on(needs: Collection[int]) -> list[AnswerRow]:
    """The latest answers on these needs; without whoever answered themselves, for they helped nobody, or without their name."""
    return [AnswerRow(*row) for row in ask_kept(_ANSWERS, {"needs": list(needs), "most": MOST_ANSWERS})]


def offers_on(needs: Collection[int]) -> list[OfferRow]:
    """The latest standing offers on these needs; those that only name somebody are left out."""
    return [OfferRow(*row) for row in ask_kept(_OFFERS, {"needs": list(needs), "most": MOST_ANSWERS})]


def items_answering(needs: Collection[int]) -> list[tuple[int, int]]:
    """Items that answer one of these needs, each with the need."""
    return [(row[0], row[1]) for row in ask_kept(_ANSWERING, {"needs": list(needs), "most": MOST_ANSWERS})]


def authors_of(items: Collection[int]) -> list[MadeRow]:
    """Who wrote these items."""
    return [MadeRow(*row) for row in ask_kept(_MADE, {"items": list(items)})]


def uses_of(skills: Collection[int]) -> dict[int, int]:
    """How many needs are about each of these skills."""
    return {**dict.fromkeys(skills, 0), **dict(ask_kept(_USES, {"skills": list(skills)}))}


def answers_about(skills: Collection[int]) -> list[SkilledRow]:
    """The latest answers on needs that are about these skills."""
    return [SkilledRow(*row) for row in ask_kept(_SKILLED, {"skills": list(skills), "most": MOST_SKILLED_ANSWERS})]


def all_help(lately: float, in_years: float) -> tuple[float, float]:
    """All help given, as multiples of 2**lately and 2**in_years. Reads every row: a page must not."""
    ((recent, older),) = ask_kept(_TOTALS, {"lately": lately, "in_years": in_years})
    return float(recent or 0.0), float(older or 0.0)


def people(ids: Collection[int], *, since: datetime, most_active: int) -> list[PersonRow]:
    """These people and the `most_active`, as far as they are here; suggestions are counted from `since` on."""
    values = {"people": sorted(ids), "since": since, "most_active": most_active}
    return [PersonRow(*row) for row in ask_kept(_PEOPLE, values)]
