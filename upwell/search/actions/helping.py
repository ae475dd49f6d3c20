"""Keeps how much each person has helped, and stores who is suggested for a need."""

from collections.abc import Collection
from typing import Any

from django.db import connection, transaction

from upwell.search import standing
from upwell.search.models import HelpGiven

# The sum over one person's answers of weight * 2**(days since 2020 / half-life), as its log2: `standing.help_given` says
# the same for one person in Python. Whole dates from 1900 to 2100 stay far inside what a double can hold.
_SUM = """
    INSERT INTO search_helpgiven (person_id, lately, in_years)
    SELECT by_id,
           ln(sum(weight * power(2::float8, days / %(lately)s))) / ln(2::float8),
           ln(sum(weight * power(2::float8, days / %(in_years)s))) / ln(2::float8)
    FROM (
        SELECT answer.by_id,
               CASE WHEN answer.is_accepted OR EXISTS (
                   SELECT 1 FROM needs_confirmation AS said WHERE said.answer_id = answer.id AND said.outcome = 'solved'
               ) THEN %(accepted)s ELSE 1::float8 END AS weight,
               greatest(extract(epoch FROM answer.at - %(epoch)s) / 86400, -43800)::float8 AS days
        FROM needs_answer AS answer
        JOIN needs_need AS need ON need.id = answer.need_id AND need.asked_by_id <> answer.by_id
        WHERE NOT answer.is_nameless AND (%(everybody)s OR answer.by_id = ANY(%(people)s))
    ) AS answers
    GROUP BY by_id
    ON CONFLICT (person_id) DO UPDATE SET lately = excluded.lately, in_years = excluded.in_years
"""
_FORGET = """
    DELETE FROM search_helpgiven AS given
    WHERE (%(everybody)s OR person_id = ANY(%(people)s))
      AND NOT EXISTS (
          SELECT 1 FROM needs_answer AS answer JOIN needs_need AS need ON need.id = answer.need_id
          WHERE answer.by_id = given.person_id AND need.asked_by_id <> given.person_id AND NOT answer.is_nameless
      )
"""


@transaction.atomic
def count_help(people: Collection[int] | None = None) -> None:
    """Work out how much help these people have given (all, if none are named) from their answers as they are now."""
    named = sorted(people or [])
    values: dict[str, Any] = {
        "lately": standing.LATELY_HALF_LIFE,
        "in_years": standing.YEARS_HALF_LIFE,
        "accepted": standing.ACCEPTED,
        "epoch": standing.EPOCH,
        "everybody": people is None,
        "people": named,
    }
    # always in the same order, so that two who count the same people do not wait for each other for ever
    list(HelpGiven.objects.select_for_update().filter(person__in=named).order_by("pk").values_list("pk"))
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, values)
        cursor.execute(_SUM, values)
