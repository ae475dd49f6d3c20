"""The journal: what happens is written once, in the action's own transaction, and whoever only watches reads it here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypedDict

from django.conf import settings
from django.db import connection, models

from upwell.core import clock, jobs
from upwell.core.models import Line

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


class Happening(TypedDict):
    """A line as its readers get it: JSON values; `at` in ISO 8601; `actor` and `object` are ids."""

    id: int
    at: str
    verb: str
    actor: int | None
    kind: str
    object: int
    context: dict[str, Any]


def record(verb: str, *, by: models.Model | None, about: models.Model, **context: Any) -> Line:
    """Write one line, 'need.voiced' by a person about a need, and leave a job for each reader of such verbs.

    `context` holds JSON values that readers need and cannot look up later. Call it inside the action's transaction.
    """
    line = Line.objects.create(
        at=clock.now(),
        verb=verb,
        actor_id=by.pk if by else None,
        object_kind=str(about._meta.model_name),
        object_id=about.pk,
        context=context,
    )
    if not _quiet.get():
        jobs.enqueue_each(readers_of(verb), line=happening(line))
    return line


def readers_of(verb: str) -> list[str]:
    """The jobs that want to know of `verb`, from settings.JOURNAL_READERS."""
    return [name for name, beginnings in settings.JOURNAL_READERS.items() if verb.startswith(beginnings)]


def happening(line: Line) -> Happening:
    """`line` as a reader's job carries it."""
    return Happening(
        id=line.id,
        at=line.at.isoformat(),
        verb=line.verb,
        actor=line.actor_id,
        kind=line.object_kind,
        object=line.object_id,
        context=line.context,
    )


@contextmanager
def quietly() -> Iterator[None]:
    """Write lines without waking the readers; for imports of many rows, which rebuild what is derived at their end."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def ensure_month(moment: datetime) -> None:
    """Make the journal's partition for the month of `moment`, unless it is there or its lines are in the default one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_line_ensure_month(%s)", [moment])
