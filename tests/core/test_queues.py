"""Each process knows the jobs of the queues it works on, and need not load those of the others."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from upwell.cli.serve import QUEUES, SLOW_JOBS, SLOW_QUEUES
from upwell.core import jobs


def test_every_queue_is_worked_on() -> None:
    assert {*QUEUES.split(","), *SLOW_QUEUES.split(",")} == set(jobs.QUEUES)


def test_the_jobs_of_the_slow_queues_are_where_their_process_looks() -> None:
    slow = [name for name, task in app.tasks.items() if task.queue in SLOW_QUEUES.split(",")]
    assert slow
    assert {name.rpartition(".")[0] for name in slow} == set(SLOW_JOBS.split(","))


@pytest.mark.django_db
def test_a_thousand_plans_wait_for_what_somebody_just_did() -> None:
    jobs.enqueue("upwell.planning.tasks.make_some", people=[], day="2026-11-23")
    jobs.enqueue("upwell.search.tasks.suggest_for_need", need_id=0)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        (worker,) = cursor.fetchone()
        cursor.execute("SELECT task_name FROM procrastinate_fetch_job_v2(%s, %s)", [["default", "search"], worker])
        assert cursor.fetchone() == ("upwell.search.tasks.suggest_for_need",)
