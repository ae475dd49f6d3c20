"""A PostgreSQL that somebody else runs, as UPWELL_DATABASE_URL names it: whether Upwell can live in it, asked before anything is
begun there.

Whoever starts Upwell is told what is in the way in one line that says what to do, and not by the first of many steps that fails.
"""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from upwell import env
from upwell.core.cluster import DatabaseUnavailable

OLDEST_POSTGRESQL = 150000  # as server_version_num counts: 15.0
# the oldest of each that will do: an index of vectors goes on looking only since pgvector 0.8
EXTENSIONS = {"vector": (0, 8), "pg_trgm": (1, 0), "unaccent": (1, 0)}
PACKAGES = {"vector": "pgvector", "pg_trgm": "postgresql-contrib", "unaccent": "postgresql-contrib"}
PATIENCE_SECONDS = 5

Database = psycopg.Connection[tuple[object, ...]]


def reach(url: str) -> None:
    """Refuse, saying why, unless the database at this address answers, is new enough, and has or may be given what Upwell needs.

    Nothing is changed there. The password is never repeated.
    """
    address, _ = env.postgresql("UPWELL_DATABASE_URL", url)
    try:
        with psycopg.connect(url, dbname=address["NAME"], connect_timeout=PATIENCE_SECONDS) as database:
            fault = next(_faults(database), "")
            database.rollback()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise DatabaseUnavailable(f"The database of UPWELL_DATABASE_URL cannot be reached: {reason}") from None
    if fault:
        raise DatabaseUnavailable(fault)


def too_old(version: int) -> str:
    """Why a server of this version, as server_version_num counts, will not do; '' where it will."""
    if version >= OLDEST_POSTGRESQL:
        return ""
    return f"PostgreSQL {version // 10000}.{version % 10000} is too old: Upwell needs 15 or newer."


def _faults(database: Database) -> Iterator[str]:
    """What is in the way, the first to be mended first; looked at in a transaction that is undone."""
    if words := too_old(database.info.server_version):
        yield f"The database of UPWELL_DATABASE_URL will not do: {words}"
        return
    question = (
        "SELECT name, coalesce(installed_version, default_version), installed_version FROM pg_available_extensions"
    )
    there = {str(name): (str(version), installed) for name, version, installed in database.execute(question)}
    for name, oldest in EXTENSIONS.items():
        if name not in there:
            yield f"The server of UPWELL_DATABASE_URL lacks the extension {name}: install it there ({PACKAGES[name]})."
            continue
        version, installed = there[name]
        if _numbers(version) < oldest:
            needed = ".".join(map(str, oldest))
            yield (
                f"The extension {name} of UPWELL_DATABASE_URL is {version}, and Upwell needs {needed} or newer: install "
                f"that there, then let the database's owner run: ALTER EXTENSION {name} UPDATE;"
            )
        elif not installed:
            yield from _not_to_be_created(database, name)
    yield from _no_room_for_tables(database)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _not_to_be_created(database: Database, name: str) -> Iterator[str]:
    """Tried rather than looked up: those who rent databases out let some create what the catalogue says they may not."""
    try:
        database.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege:
        yield (
            f"{database.info.user} may not create the extension {name} in the database of UPWELL_DATABASE_URL: let a superuser "
            f"run there: {' '.join(f'CREATE EXTENSION IF NOT EXISTS {each};' for each in EXTENSIONS)}"
        )


def _no_room_for_tables(database: Database) -> Iterator[str]:
    """Since PostgreSQL 15 nobody but the owner may make tables in a database that was not made for them."""
    question = (
        "SELECT to_regclass('django_migrations') IS NULL AND NOT has_schema_privilege(current_schema(), 'CREATE')"
    )
    [row] = database.execute(question).fetchall()
    if row[0]:
        yield (
            f"{database.info.user} may not make tables in the database of UPWELL_DATABASE_URL: let its owner run there: "
            f'GRANT CREATE ON SCHEMA public TO "{database.info.user}";'
        )
