"""A job whose worker was killed in the middle is done all the same, and one that kills its worker is given up."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from upwell.core import jobs

pytestmark = pytest.mark.django_db


def doing(*, heartbeat: timedelta | None, attempts: int = 0, queueing_lock: str | None = None) -> int:
    """A job in the hands of a worker that last said so long ago that it lives; None: of a worker that is not even known."""
    worker = None
    with connection.cursor() as cursor:
        if heartbeat is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
                [timezone.now() - heartbeat],
            )
            worker = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts, worker_id, queueing_lock)"
            " VALUES ('default', 'upwell.people.tasks.mail_link', '{}', 'doing', %s, %s, %s) RETURNING id",
            [attempts, worker, queueing_lock],
        )
        return int(cursor.fetchone()[0])


def state_of(job: int) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", [job])
        return tuple(cursor.fetchone())


@pytest.mark.parametrize("heartbeat", [timedelta(minutes=5), None])
def test_what_a_dead_worker_held_waits_again(heartbeat: timedelta | None) -> None:
    job = doing(heartbeat=heartbeat)
    assert jobs.retry_abandoned() == 1
    assert state_of(job) == ("todo", 1)
    assert jobs.retry_abandoned() == 0


def test_what_a_living_worker_is_at_is_left_alone() -> None:
    job = doing(heartbeat=timedelta(seconds=20))
    assert jobs.retry_abandoned() == 0
    assert state_of(job) == ("doing", 0)


def test_a_job_that_kills_its_worker_again_and_again_is_given_up() -> None:
    job = doing(heartbeat=None, attempts=jobs.MOST_TRIES)
    assert jobs.retry_abandoned() == 0
    assert state_of(job)[0] == "failed"


def test_of_two_alike_the_one_that_waits_is_enough() -> None:
    job = doing(heartbeat=None, queueing_lock="nightly")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, queueing_lock)"
            " VALUES ('default', 'upwell.people.tasks.mail_link', '{}', 'nightly')"
        )
    assert jobs.retry_abandoned() == 0
    assert state_of(job)[0] == "failed"
