"""The journal: a line for each happening, in the same transaction, and a job for each reader."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from upwell.core import clock, journal
from upwell.core.models import Line


def jobs_waiting() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def test_a_line_says_who_did_what_to_what_and_when(cast: Cast) -> None:
    with clock.at(datetime(2024, 5, 2, tzinfo=UTC)):
        line = journal.record("team.renamed", by=cast.admin, about=cast.pharmacy, name="Pharmacy")
    kept = Line.objects.get(object_kind="team", object_id=cast.pharmacy.pk, verb="team.renamed")
    assert (kept.id, kept.actor_id, kept.context) == (line.id, cast.admin.pk, {"name": "Pharmacy"})
    assert kept.at == datetime(2024, 5, 2, tzinfo=UTC)


def test_a_line_is_gone_when_its_action_fails(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        journal.record("team.renamed", by=cast.admin, about=cast.pharmacy)
        raise ZeroDivisionError
    assert not Line.objects.filter(verb="team.renamed").exists()


def test_a_month_gets_its_own_partition_once(db: None) -> None:
    journal.ensure_month(datetime(2031, 7, 9, tzinfo=UTC))
    journal.ensure_month(datetime(2031, 7, 30, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('core_line_2031_07') IS NOT NULL")
        assert cursor.fetchone() == (True,)


def test_all_readers_of_a_line_are_told_in_one_statement(cast: Cast) -> None:
    before = len(jobs_waiting())
    with CaptureQueriesContext(connection) as asked:
        journal.record("item.published", by=cast.admin, about=cast.pharmacy)
    told = jobs_waiting()[before:]
    assert sorted(told) == sorted(journal.readers_of("item.published")) and len(told) > 2
    assert sum("procrastinate_defer_jobs" in query["sql"] for query in asked.captured_queries) == 1
