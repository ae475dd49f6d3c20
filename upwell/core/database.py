"""The embedded PostgreSQL, so that Upwell runs where nobody has set up a database.

Used when UPWELL_DATABASE_URL is unset. It lives in the data folder, listens on a Unix socket alone, and runs for as long
as anybody needs it: the server and each command beside it hold it with `running()`, and the last to let go stops it. Who
holds it is counted with file locks, which the kernel takes back from a process however it ends, so that nothing is left to
tidy after a crash.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from upwell.core import cluster, places
from upwell.core.cluster import DatabaseUnavailable

NAME = "upwell"
PATIENCE_SECONDS = 120  # for a server that is mending itself after a crash


def url_for(data_folder: Path) -> str:
    """The address of this data folder's own database, whether or not it is running at the moment."""
    return _url_of(data_folder, NAME)


def is_running(data_folder: Path) -> bool:
    """Whether this data folder's own database is up."""
    return cluster.is_alive(_home(data_folder))


@contextmanager
def running(data_folder: Path, *, durable: bool = True) -> Iterator[str]:
    """Hold the embedded database for the time of the block, and give its address.

    Starts it if nobody has; stops it if nobody else holds it any more. Safe when several processes do so at once.
    `durable=False` trades safety against power cuts for speed, and is for tests alone.
    """
    run = places.make_folder(data_folder / "run")
    with (run / "database.users").open("a") as users:
        with _alone(run):
            _start(data_folder, durable=durable)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield url_for(data_folder)
        finally:
            with _alone(run), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                cluster.stop(_home(data_folder))


def revive(data_folder: Path) -> bool:
    """Start the database again if it has gone while somebody holds it. Whether it had."""
    with _alone(data_folder / "run"):
        if is_running(data_folder):
            return False
        _start(data_folder, durable=True)
        return True


def _home(data_folder: Path) -> Path:
    return data_folder.resolve() / "postgres"


def _url_of(data_folder: Path, name: str) -> str:
    return f"postgresql://{cluster.USER}@/{name}?host={quote(str(cluster.sockets_of(_home(data_folder))), safe='')}"


@contextmanager
def _alone(run: Path) -> Iterator[None]:
    """One process at a time looks at the database's state and changes it."""
    with (run / "database.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(data_folder: Path, *, durable: bool) -> None:
    """Have a server that answers, whatever state the one before was left in: starting, mending itself, or stopping."""
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        if not is_running(data_folder):
            cluster.start(_home(data_folder), durable=durable)
        try:
            return _ensure_database(data_folder)
        except psycopg.OperationalError as error:
            if time.monotonic() > patience_ends:
                raise DatabaseUnavailable(f"The database in {_home(data_folder)} does not answer: {error}") from error
            time.sleep(0.2)


def _ensure_database(data_folder: Path) -> None:
    with psycopg.connect(_url_of(data_folder, "postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
