"""Finds skills by name, and adds those that are new."""

from collections.abc import Iterable

from django.db import connection


def skill_ids(names: Iterable[str]) -> dict[str, int]:
    """The id of the skill of each name, however it is capitalised; a new one is spelt as it is first.

    PostgreSQL says what is alike, as its unique index does.
    """
    wanted = list(dict.fromkeys(names))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_skill (name) SELECT DISTINCT ON (lower(name)) name"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (name, place)"
            " ORDER BY lower(name), place ON CONFLICT DO NOTHING",
            [wanted],
        )
        cursor.execute(
            "SELECT wanted.name, skill.id FROM unnest(%s::text[]) AS wanted (name)"
            " JOIN people_skill skill ON lower(skill.name) = lower(wanted.name)",
            [wanted],
        )
        return dict(cursor.fetchall())
