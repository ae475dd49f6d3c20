"""People enter and leave paths as their data changes: for somebody, for one path, or for everybody and all paths at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.timezone import localdate

from upwell.core import clock, journal
from upwell.journeys.actions.finishing import finish_walks, mark_known
from upwell.journeys.models import Enrolment, Path
from upwell.journeys.queries.meaning import MEANT

FEW = 500  # walks: so many are told one by one; more only get their lines, for nobody reads hundreds of notices

_MEANT_NOW = f"""
    CREATE TEMP TABLE meant ON COMMIT DROP AS
    SELECT DISTINCT ON (each.path_id, each.person_id) each.* FROM ({MEANT}) AS each
    JOIN journeys_rule AS live ON live.id = each.rule_id AND live.live_at IS NOT NULL
    JOIN library_item AS card ON card.id = each.path_id AND card.published_at IS NOT NULL AND card.retired_at IS NULL
        AND (card.valid_until IS NULL OR card.valid_until >= %(today)s)
    ORDER BY each.path_id, each.person_id, each.rule_id
"""  # noqa: S608
_ENTER = """
    INSERT INTO journeys_enrolment (path_id, person_id, how, rule_id, day, until, entered_at)
    SELECT meant.path_id, meant.person_id, 'rule', meant.rule_id,
        CASE WHEN path.anchor = 'joined' THEN coalesce(person.joined, %(today)s) ELSE %(today)s END,
        %(today)s::date + path.days, %(now)s
    FROM meant JOIN journeys_path AS path ON path.item_id = meant.path_id
    JOIN people_person AS person ON person.id = meant.person_id
    ON CONFLICT (path_id, person_id) DO UPDATE
        SET left_at = NULL, how = 'rule', rule_id = excluded.rule_id, until = excluded.until
        WHERE journeys_enrolment.left_at IS NOT NULL AND journeys_enrolment.left_by_id IS NULL
            AND journeys_enrolment.finished_at IS NULL
    RETURNING id
"""
_LEAVE = """
    UPDATE journeys_enrolment AS walk SET left_at = %(now)s, left_by_id = NULL
    FROM library_item AS card
    WHERE walk.how = 'rule' AND walk.left_at IS NULL AND walk.finished_at IS NULL
        AND card.id = walk.path_id AND card.retired_at IS NULL
        AND (card.valid_until IS NULL OR card.valid_until >= %(today)s)
        AND (%(paths)s::bigint[] IS NULL OR walk.path_id = ANY(%(paths)s))
        AND (%(people)s::bigint[] IS NULL OR walk.person_id = ANY(%(people)s))
        AND NOT EXISTS (SELECT FROM meant WHERE meant.path_id = walk.path_id AND meant.person_id = walk.person_id)
    RETURNING walk.id
"""
_LINES = """
    INSERT INTO core_line (at, verb, actor_id, object_kind, object_id, context)
    SELECT %(now)s, %(verb)s, NULL, 'path', walk.path_id, jsonb_build_object('person', walk.person_id, 'how', 'rule')
    FROM journeys_enrolment AS walk WHERE walk.id = ANY(%(walks)s)
"""


@dataclass(frozen=True)
class Moved:
    """How many came onto paths and how many left them."""

    entered: int
    left: int


@transaction.atomic
def follow_rules(*, people: Collection[int] | None = None, paths: Collection[int] | None = None) -> Moved:
    """Put onto paths whoever a rule that holds means now, and take off whom it means no longer; the clock's and the
    journal's work, for these people and paths, or for all (None).

    Whoever finished, was given the path by a colleague or began it stays; whom somebody took off by hand does not come
    back. What they finished before counts as done. Again changes nothing.
    """
    now = clock.now()
    asked = {"rules": None, "people": _listed(people), "paths": _listed(paths), "now": now, "today": localdate(now)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('upwell path rules'))")
        if people is None:  # right after an import the planner does not know yet how many there are of anything
            cursor.execute("ANALYZE people_person, people_team, people_personskill, journeys_rule, library_item")
        cursor.execute(_MEANT_NOW, asked)
        cursor.execute("ANALYZE meant")
        cursor.execute(_ENTER, asked)
        entered = [row[0] for row in cursor.fetchall()]
        cursor.execute(_LEAVE, asked)
        left = [row[0] for row in cursor.fetchall()]
        cursor.execute("DROP TABLE meant")
    _tell("path.entered", entered)
    _tell("path.left", left)
    finish_walks(mark_known(entered))
    return Moved(len(entered), len(left))


def _listed(numbers: Collection[int] | None) -> list[int] | None:
    return None if numbers is None else list(numbers)


def _tell(verb: str, walks: list[int]) -> None:
    if len(walks) > FEW:
        with connection.cursor() as cursor:
            cursor.execute(_LINES, {"now": clock.now(), "verb": verb, "walks": walks})
        return
    found = Enrolment.objects.filter(pk__in=walks).order_by("pk").values_list("path", "person", "rule__by")
    for path, person, by in found:
        journal.record(verb, by=None, about=Path(pk=path), person=person, how="rule", ruled_by=by)
