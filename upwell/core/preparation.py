"""Remembers what the last start did to the database, so that the next need not load Django only to find nothing to do.

What counts is what is there now: the steps that the database says it has taken, and the code that asks for them.
"""

import hashlib
import json
import sysconfig
from pathlib import Path

import psycopg

from upwell.core import places


def is_needed(data_folder: Path, url: str) -> bool:
    """Whether this database, or this code, is another than after the last preparation."""
    try:
        noted = json.loads(_note_in(data_folder).read_text())
    except (OSError, ValueError):
        return True
    return bool(noted != _state(url))


def note_done(data_folder: Path, url: str) -> None:
    """Note how things are now that the database is prepared."""
    _note_in(data_folder).write_text(json.dumps(_state(url)))


def steps_taken(url: str) -> list[str]:
    """The migrations that this database has seen; none if nothing has ever been set up in it."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT to_regclass('django_migrations') IS NULL").fetchone()
        if found is None or found[0]:
            return []
        rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
        return [row[0] for row in rows]


def _state(url: str) -> dict[str, object]:
    return {"steps": steps_taken(url), "code": _code()}


def _code() -> str:
    """A sign that changes with our own migrations, and with the version of any package that may bring some."""
    ours = places.PACKAGE.glob("*/migrations/*.py")
    theirs = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    contents = [path.read_bytes() for path in sorted(ours)]
    names = [path.name.encode() for path in sorted(theirs)]
    return hashlib.sha256(b"\n".join(contents + names)).hexdigest()


def _note_in(data_folder: Path) -> Path:
    return data_folder / "run" / "prepared.json"
