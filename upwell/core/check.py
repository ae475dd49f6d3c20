"""Finds what is wrong with this installation, and says it in words that help whoever looks after it.

Each look at one thing gives a finding: all right, a warning (Upwell works, something does not), or a problem.
"""

import importlib.util
import os
import shutil
import smtplib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from upwell.core import places
from upwell.core.outside_database import EXTENSIONS, too_old
from upwell.core.store import try_out

OLDEST_PYTHON = (3, 11)
SCARCE_BYTES = 2_000_000_000
DANGEROUSLY_FEW_BYTES = 200_000_000
WORKER_SILENT_SECONDS = 60  # it says every ten that it is alive
KEY_LENGTH = 40


@dataclass(frozen=True)
class Finding:
    """What one look found: `ok`, `warning` or `problem`, about what, in which words."""

    level: str
    about: str
    words: str


def ok(about: str, words: str) -> Finding:
    """Nothing to do."""
    return Finding("ok", about, words)


def warning(about: str, words: str) -> Finding:
    """Upwell runs, but something that people may expect does not."""
    return Finding("warning", about, words)


def problem(about: str, words: str) -> Finding:
    """Upwell does not run, or not safely."""
    return Finding("problem", about, words)


def findings(*, away: str = "") -> Iterator[Finding]:
    """Everything that is looked at, in the order in which to mend it; `away` says why there is no database."""
    yield python()
    yield from data_folder()
    yield disk()
    if settings.FILES_S3:
        yield bucket()
    yield secret_key()
    if away:
        yield problem("Database", away)
    else:
        yield from database()
        yield worker()
    yield front_end()
    yield search_index()
    yield mail()
    yield video()
    yield voice()
    yield from address()


def python() -> Finding:
    """Whether this Python is new enough."""
    found = sys.version.split()[0]
    if sys.version_info < OLDEST_PYTHON:
        return problem("Python", f"{found} is too old: Upwell needs 3.11 or newer.")
    return ok("Python", found)


def data_folder() -> Iterator[Finding]:
    """Whether everything that Upwell keeps can be written."""
    for folder in (settings.DATA, settings.FILES, settings.SEARCH_FOLDER):
        try:
            places.make_folder(Path(folder))
        except places.CannotWrite as refusal:
            belongs_to_others = isinstance(refusal.__cause__, PermissionError)
            advice = " Let the user that runs Upwell own it." if belongs_to_others else ""
            yield problem("Data folder", f"{refusal}{advice}")
            return
    yield ok("Data folder", f"{settings.DATA} can be written.")


def disk() -> Finding:
    """Whether there is room for more recordings, and for the database to go on at all."""
    free = shutil.disk_usage(settings.DATA).free
    words = f"{free / 1e9:.1f} GB are free for {settings.DATA}"
    if free < DANGEROUSLY_FEW_BYTES:
        return problem("Disk", f"{words}: the database is about to stop. Make room now.")
    if free < SCARCE_BYTES:
        return warning("Disk", f"{words}: make room before recordings and the database need it.")
    return ok("Disk", f"{words}.")


def bucket() -> Finding:
    """Whether files can be kept in the bucket, read and removed."""
    name = settings.FILES_S3["bucket_name"]
    try:
        try_out()
    except OSError as error:
        return problem("Files", f"the bucket {name} cannot be used ({error}): look at UPWELL_FILES_S3 and its like.")
    return ok("Files", f"are kept in the bucket {name}.")


def secret_key() -> Finding:
    """Whether sessions and links in mails are signed with something that nobody can guess or read."""
    if len(settings.SECRET_KEY) < KEY_LENGTH:
        return problem("Secret key", "UPWELL_SECRET_KEY is short: give it 50 random characters, or leave it out.")
    kept = settings.DATA / "secret-key"
    if kept.exists() and kept.stat().st_mode & 0o077:
        return problem("Secret key", f"{kept} can be read by others: chmod 600 {kept}")
    return ok("Secret key", "long, and readable by Upwell alone.")


def database() -> Iterator[Finding]:
    """Whether PostgreSQL answers, is new enough, has what Upwell needs, and holds this version's tables."""
    try:
        with connection.cursor() as cursor:
            yield _postgresql(cursor.connection.info.server_version)
            cursor.execute(
                "SELECT name, installed_version FROM pg_available_extensions WHERE name = ANY(%s)", [[*EXTENSIONS]]
            )
            yield _extensions(dict(cursor.fetchall()))
        yield _migrations()
    except (DatabaseError, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        yield problem("Database", f"cannot be used: {reason}. Is it running, and is UPWELL_DATABASE_URL right?")


def worker() -> Finding:
    """Whether somebody carries out what is left to be done: mails, search, whatever comes by the clock."""
    question = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)"
    backlog = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()"
    try:
        alive, waiting = _number(question, [WORKER_SILENT_SECONDS]), _number(backlog)
    except DatabaseError:
        return warning("Worker", "not known until the tables are there.")
    if not alive:
        return warning("Worker", f"none is running, and {waiting} jobs wait for one: start Upwell with `upwell serve`.")
    return ok("Worker", f"{alive} running, {waiting} jobs waiting.")


def front_end() -> Finding:
    """Whether the styles and scripts are there."""
    if not (places.PACKAGE / "web" / "built" / "manifest.json").exists():
        return problem("Front end", "not built: run bin/serve, or `npm ci && npm run build` in frontend/.")
    return ok("Front end", "built.")


def search_index() -> Finding:
    """Whether this machine has an index of words to search in."""
    folder = Path(settings.SEARCH_FOLDER)
    if not folder.exists() or not any(folder.iterdir()):
        return warning("Search", f"{folder} holds no index yet; the worker makes one when Upwell runs.")
    return ok("Search", "the index is there.")


def mail() -> Finding:
    """Whether mail leaves the house."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return warning("Mail", "is not sent, only written to the logs: set UPWELL_EMAIL_URL to smtp://...")
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
    try:
        with server(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=10) as session:
            if settings.EMAIL_USE_TLS:
                session.starttls()
            if settings.EMAIL_HOST_USER:
                session.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except (OSError, smtplib.SMTPException) as error:
        return problem("Mail", f"{where} does not take our mail ({error}): look at UPWELL_EMAIL_URL.")
    return ok("Mail", f"{where} takes our mail.")


def video() -> Finding:
    """Whether recordings can be made ready to play."""
    program = shutil.which("ffmpeg") or "the ffmpeg that comes along"
    if importlib.util.find_spec("faster_whisper") is None:
        return warning("Video", f"{program}; captions are not written: install faster-whisper and a model for it.")
    return ok("Video", f"{program}; captions are written by faster-whisper.")


def voice() -> Finding:
    """Whether the words of films can be read aloud."""
    asked = settings.VOICE.strip()
    if asked.lower() == "none":
        return ok("Voice", "none, as UPWELL_VOICE says: films show their words as captions.")
    program = asked.split()[0] if asked else "espeak-ng"
    if shutil.which(program) is None:
        return warning(
            "Voice", f"{program} is not installed: films show their words as captions. UPWELL_VOICE names another."
        )
    return ok("Voice", f"{program} reads the words of films aloud.")


def address() -> Iterator[Finding]:
    """Whether people can reach this installation by its name, and without being listened to."""
    if "*" in settings.ALLOWED_HOSTS:
        yield problem("Address", "UPWELL_ALLOWED_HOSTS lets any name in: list the names that you serve.")
    if settings.DEBUG:
        yield problem("Address", "UPWELL_DEBUG is on: it shows passers-by what is inside. Turn it off.")
    is_for_others = not any(name in settings.SITE_URL for name in ("127.0.0.1", "localhost", "[::1]"))
    if is_for_others and not settings.IS_HTTPS:
        yield problem("Address", f"{settings.SITE_URL} is not https: passwords can be overheard. See docs/operate.md.")
    elif not is_for_others:
        yield ok("Address", f"{settings.SITE_URL}, for this machine alone; UPWELL_SITE_URL names another.")
    else:
        yield ok("Address", settings.SITE_URL)


def _postgresql(version: int) -> Finding:
    if words := too_old(version):
        return problem("Database", words)
    whose = "an outside server" if os.environ.get("UPWELL_DATABASE_URL") else "Upwell's own"
    return ok("Database", f"PostgreSQL {version // 10000}.{version % 10000}, {whose}.")


def _extensions(found: dict[str, str | None]) -> Finding:
    if missing := [name for name in EXTENSIONS if name not in found]:
        return problem(
            "Extensions", f"the server lacks {', '.join(missing)}: install them there (postgresql-contrib, pgvector)."
        )
    if asleep := [name for name in EXTENSIONS if not found[name]]:
        statements = " ".join(f"CREATE EXTENSION {name};" for name in asleep)
        return problem(
            "Extensions", f"not in use yet: start Upwell once, or let the database's owner run: {statements}"
        )
    return ok("Extensions", ", ".join(f"{name} {found[name]}" for name in EXTENSIONS))


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return problem(
            "Tables", f"{len(waiting)} changes are still to be made: `upwell serve` makes them when it starts."
        )
    return ok("Tables", "as this version needs them.")


def _number(question: str, values: Sequence[int] = ()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return int(cursor.fetchone()[0])
