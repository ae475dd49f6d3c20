"""The databases that tests run in: one has every migration, for as long as these stay as they are; each process gets a copy.

Migrating takes some seconds, copying less than one.
"""

import hashlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

MIGRATED, BEING_MIGRATED = "upwell_migrated_", "upwell_being_migrated"
# an id that somebody makes up, as the tests of the API do, is never by chance one of something that is there
COUNT_FROM_AFAR = (
    "SELECT setval(oid::regclass, 70000) FROM pg_class WHERE relkind = 'S' AND relname <> 'django_migrations_id_seq'"
)


@contextmanager
def fresh_copy(name: str, *, anew: bool) -> Iterator[None]:
    """A database called `name`, used by all that is inside the block; `anew` has it migrated again in any case."""
    usual = str(connection.settings_dict["NAME"])
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [MIGRATED])  # until this block ends
        _replace(server, name, like=_migrated(server, anew=anew))
    _use(name)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_FROM_AFAR)
    yield
    _use(usual)
    with _server() as server:
        _drop(server, name)


def _migrated(server: psycopg.Connection[Any], *, anew: bool) -> str:
    """The name of the database that has every migration. Whoever comes first makes it, and does away with the one before."""
    name = f"{MIGRATED}{_fingerprint()}"
    there = [
        row[0] for row in server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [MIGRATED])
    ]
    if anew or name not in there:
        for before in there:
            _drop(server, before)
        _replace(server, BEING_MIGRATED)
        _use(BEING_MIGRATED)
        call_command("migrate", verbosity=0, interactive=False)
        _let_go()
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (BEING_MIGRATED, name))))
    return name


def _fingerprint() -> str:
    """What every migration says at the moment, ours and those of what we build on."""
    migrations = sorted(MigrationLoader(None).disk_migrations.items())
    files = "".join(
        f"{name} {inspect.getsource(import_module(migration.__module__))}" for name, migration in migrations
    )
    return hashlib.sha256(files.encode()).hexdigest()[:16]


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        yield server


def _use(name: str) -> None:
    _let_go()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _let_go() -> None:
    ours = connections["default"]
    assert isinstance(ours, DatabaseWrapper)
    ours.close()
    ours.close_pool()


def _replace(server: psycopg.Connection[Any], name: str, like: str = "template1") -> None:
    _drop(server, name)
    server.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(name), sql.Identifier(like))
    )


def _drop(server: psycopg.Connection[Any], name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
