"""A PostgreSQL of somebody else's: what is in the way is told in one line, before anything is begun there."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from upwell.core.cluster import DatabaseUnavailable
from upwell.core.outside_database import EXTENSIONS, reach

NAME, PLAIN = "test_outside", "test_outside_plain"
WITHOUT_EXTENSIONS = "options=-c%20extension_control_path%3D/nowhere"


@pytest.fixture
def outside(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """An empty database, and somebody who may do nothing special; gives a connection of the one who may do everything."""
    with _as_superuser("postgres") as server:
        server.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(PLAIN)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
        with _as_superuser(NAME) as there:
            yield there
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))
        server.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(PLAIN)))


def _as_superuser(name: str) -> psycopg.Connection[Any]:
    return psycopg.connect(address(name), autocommit=True)


def address(name: str = NAME, *, user: str = "") -> str:
    said = connection.get_connection_params()
    return f"postgresql://{user or said['user']}@/{name}?host={said['host']}&port={said.get('port') or 5432}"


def create_extensions(there: psycopg.Connection[Any]) -> None:
    for name in EXTENSIONS:
        there.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(name)))


def refusal(url: str) -> str:
    with pytest.raises(DatabaseUnavailable) as refused:
        reach(url)
    [line] = str(refused.value).splitlines()
    return line


def test_an_empty_database_will_do_and_is_left_as_it_was(outside: psycopg.Connection[Any]) -> None:
    reach(address())
    assert outside.execute("SELECT count(*) FROM pg_extension WHERE extname = 'vector'").fetchone() == (0,)


def test_who_may_not_create_extensions_is_told_what_a_superuser_should_run(outside: psycopg.Connection[Any]) -> None:
    line = refusal(address(user=PLAIN))
    assert f"{PLAIN} may not create the extension vector" in line
    assert all(f"CREATE EXTENSION IF NOT EXISTS {name};" in line for name in EXTENSIONS)


def test_who_may_not_make_tables_is_told_and_then_may(outside: psycopg.Connection[Any]) -> None:
    create_extensions(outside)
    assert f'GRANT CREATE ON SCHEMA public TO "{PLAIN}";' in refusal(address(user=PLAIN))
    outside.execute(sql.SQL("GRANT CREATE ON SCHEMA public TO {}").format(sql.Identifier(PLAIN)))
    reach(address(user=PLAIN))


def test_an_extension_that_the_server_lacks_is_named(outside: psycopg.Connection[Any]) -> None:
    assert "lacks the extension vector: install it there (pgvector)" in refusal(f"{address()}&{WITHOUT_EXTENSIONS}")


def test_an_extension_that_is_too_old_is_named_with_its_version(outside: psycopg.Connection[Any]) -> None:
    create_extensions(outside)
    outside.execute("UPDATE pg_extension SET extversion = '0.6.2' WHERE extname = 'vector'")
    assert "vector of UPWELL_DATABASE_URL is 0.6.2, and Upwell needs 0.8 or newer" in refusal(address())


def test_a_server_that_is_too_old_is_named_with_its_version() -> None:
    with server_of_version("14.9") as port:
        line = refusal(f"postgresql://somebody@127.0.0.1:{port}/upwell?sslmode=disable&gssencmode=disable")
    assert "PostgreSQL 14.9 is too old: Upwell needs 15 or newer." in line


def test_a_database_that_is_not_there_is_named(outside: psycopg.Connection[Any]) -> None:
    assert 'database "nonesuch" does not exist' in refusal(address("nonesuch"))


def test_an_address_that_cannot_be_read_is_refused_without_its_password() -> None:
    with pytest.raises(SystemExit, match="cannot be read") as refused:
        reach("postgresql://upwell:un%said@127.0.0.1/upwell")
    assert "said@" not in str(refused.value)


@contextmanager
def server_of_version(version: str) -> Iterator[int]:
    """Something that greets as PostgreSQL of this version does, and then says no more; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        greeter = threading.Thread(target=_greet, args=[listening, version])
        greeter.start()
        yield listening.getsockname()[1]
        greeter.join()


def _greet(listening: socket.socket, version: str) -> None:
    """The end of the handshake of PostgreSQL's protocol 3: welcome, who I am, ready for a question."""
    said = f"server_version\0{version}\0".encode()
    with listening.accept()[0] as visitor:
        visitor.recv(4096)
        visitor.sendall(b"R\0\0\0\x08\0\0\0\0" + b"S" + (4 + len(said)).to_bytes(4) + said + b"Z\0\0\0\x05I")
        visitor.recv(4096)
