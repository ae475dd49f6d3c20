"""Each process knows the jobs of the queues it works on, and need not load those of the others."""

from procrastinate.contrib.django import app

from upwell.cli.serve import QUEUES, SLOW_JOBS, SLOW_QUEUES
from upwell.core import jobs


def test_every_queue_is_worked_on() -> None:
    assert {*QUEUES.split(","), *SLOW_QUEUES.split(",")} == set(jobs.QUEUES)


def test_the_jobs_of_the_slow_queues_are_where_their_process_looks() -> None:
    slow = [name for name, task in app.tasks.items() if task.queue in SLOW_QUEUES.split(",")]
    assert slow
    assert {name.rpartition(".")[0] for name in slow} == set(SLOW_JOBS.split(","))
