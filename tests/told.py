"""A beginning that many tests share, told once by the real actions and put back for each test as rows, in a hundredth of the time."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from django.db import connection, connections, transaction
from psycopg import sql

from upwell.core import clock

Beginning = TypeVar("Beginning")
FRESH = timedelta(minutes=20)  # after that it is told anew, so that nothing in a test is much older than the test
OF_A_TRIGGER = "procrastinate_events"  # written again by the database itself, whenever a job is put back

# what this transaction inserted into, and the columns that are to be written (not those the database works out)
WRITTEN = """
    SELECT relname, array_agg(attname::text ORDER BY attnum)
    FROM pg_stat_xact_user_tables JOIN pg_attribute ON attrelid = relid
    WHERE n_tup_ins > 0 AND relname <> %s AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    GROUP BY relname
"""
# rows that this transaction wrote: all that it did not find there
OURS = "COPY (SELECT {columns} FROM {table} WHERE xmin::text::bigint >= pg_current_xact_id()::text::bigint) TO STDOUT"


class Telling(NamedTuple):
    """What a beginning gave back, and the rows it wrote: the COPY that takes them, and their text."""

    at: datetime
    gave: bytes
    rows: list[tuple[sql.Composed, bytes]]


_tellings: dict[Callable[[], Any], list[Telling]] = {}


def told(beginning: Callable[[], Beginning]) -> Beginning:
    """What `beginning()` gives, with everything it writes, as though it had just been called.

    It is really called where it has not been at about this moment of the clock, which tests set. It may not change rows
    that were there before it, and what it gives must be nothing that cannot be pickled.
    """
    tellings, now = _tellings.setdefault(beginning, []), clock.now()
    known = next((telling for telling in tellings if timedelta() <= now - telling.at < FRESH), None)
    if known is None:
        known = _tell(beginning, now)
        tellings.append(known)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, text in known.rows:
            with cursor.copy(statement) as copy:
                copy.write(text)
    gave: Beginning = pickle.loads(known.gave)  # noqa: S301 - this process wrote it
    return gave


def _tell(beginning: Callable[[], Any], now: datetime) -> Telling:
    with _beside(), transaction.atomic(), connection.cursor() as cursor:
        gave = pickle.dumps(beginning())
        cursor.execute(WRITTEN, [OF_A_TRIGGER])
        rows = []
        for name, columns in cursor.fetchall():
            table, listed = sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
            with cursor.copy(sql.SQL(OURS).format(table=table, columns=listed)) as copy:
                rows.append((sql.SQL("COPY {} ({}) FROM STDIN").format(table, listed), b"".join(copy)))
        transaction.set_rollback(True)
    return Telling(now, gave, rows)


@contextmanager
def _beside() -> Iterator[None]:
    """Another connection than the test's, which does not see what the test has written and has not committed."""
    ours = connections["default"]
    connections["default"] = ours.copy()
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = ours
