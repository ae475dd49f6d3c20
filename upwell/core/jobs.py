"""Jobs: rows in the same transaction as the change that asks for them, carried out by the worker (procrastinate).

An action names its job, it never imports it: `jobs.enqueue("upwell.needs.tasks.ask_again", need_id=need.pk)`.
"""

import importlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from procrastinate.contrib.django import app

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

QUEUES = ("default", "search", "mail", "media")
SILENT_SECONDS = 60  # of a worker that is taken for gone
MOST_TRIES = 5
AT_LEISURE = -10  # the priority of work that comes by the thousand: what follows one person's deed (0) goes before it

_RETRY = """
    UPDATE procrastinate_jobs AS job
    SET status = CASE
            WHEN job.attempts >= %(most)s OR EXISTS (
                SELECT FROM procrastinate_jobs AS other
                WHERE other.queueing_lock = job.queueing_lock AND other.status = 'todo'
            ) THEN 'failed'::procrastinate_job_status
            ELSE 'todo'::procrastinate_job_status
        END,
        attempts = job.attempts + 1, scheduled_at = now()
    WHERE job.status = 'doing' AND NOT EXISTS (
        SELECT FROM procrastinate_workers AS worker
        WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - make_interval(secs => %(silent)s)
    )
    RETURNING job.status
"""


def task(
    queue: str = "default", *, retry: int = 5, **options: Any
) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Make a function of a `tasks.py` a job, called by its full dotted name; it must be safe to run twice."""

    def register(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        name = f"{function.__module__}.{function.__name__}"
        app.task(name=name, queue=queue, retry=retry, **options)(function)  # type: ignore[no-untyped-call]
        return function

    return register


def scheduled(cron: str, queue: str = "default") -> Callable[[Callable[[int], Result]], Callable[[int], Result]]:
    """Make a function of a `tasks.py` a job that comes by the clock; `cron` has five fields, in UTC.

    The function takes the moment it was due, in seconds since 1970.
    """

    def register(function: Callable[[int], Result]) -> Callable[[int], Result]:
        name = f"{function.__module__}.{function.__name__}"
        app.periodic(cron=cron)(app.task(name=name, queue=queue, queueing_lock=name)(function))
        return function

    return register


def enqueue(
    name: str, *, due: datetime | None = None, once: str | None = None, lock: str | None = None, **arguments: Any
) -> None:
    """Leave a row for the worker, in this transaction: call the job `name` with `arguments` (JSON values), from `due` on.

    Jobs with the same `lock` never run at the same time. `once` keeps a second waiting job of the same name away.
    """
    module, _, _ = name.rpartition(".")
    importlib.import_module(module)
    options: dict[str, Any] = {"lock": lock, "schedule_at": due}
    if once and _is_waiting(once):
        return
    app.tasks[name].configure(queueing_lock=once, **options).defer(**arguments)


def enqueue_each(names: Iterable[str], **arguments: Any) -> None:
    """Leave a row for each of these jobs, in this transaction and in one statement; all get the same arguments."""
    left = []
    for name in names:
        importlib.import_module(name.rpartition(".")[0])
        left.append(app.tasks[name].configure().make_new_job(**arguments))
    if left:
        app.job_manager.batch_defer_jobs(left)


def run_waiting(*, limit: int = 100_000) -> int:
    """Carry out the jobs that are due, here and now, in order; for tests and for commands that fill an organisation.

    Returns how many were run. An error leaves the rest waiting and is raised.
    """
    for done in range(limit):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo'"
                " AND (scheduled_at IS NULL OR scheduled_at <= now())"
                " ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED"
            )
            row = cursor.fetchone()
            if row is None:
                return done
            job_id, name, arguments = row
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job_id])
            app.tasks[name].func(**(arguments if isinstance(arguments, dict) else json.loads(arguments)))
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
    return limit


def retry_abandoned() -> int:
    """Give jobs whose worker is gone (killed, out of power) back to the queue. Returns how many.

    A worker says every ten seconds that it lives. A job that was abandoned MOST_TRIES times is given up: it is what kills.
    So is one of which another already waits.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RETRY, {"silent": SILENT_SECONDS, "most": MOST_TRIES})
        return sum(status == "todo" for (status,) in cursor.fetchall())


def _is_waiting(queueing_lock: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo' LIMIT 1", [queueing_lock]
        )
        return cursor.fetchone() is not None
