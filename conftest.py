"""Gives the tests a PostgreSQL of their own: Upwell's embedded one, without the care for power cuts, in a cache folder.

UPWELL_TEST_DATA names another folder; UPWELL_TEST_DATABASE_URL uses a server that runs already.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.db.models.signals import post_migrate

from upwell.core.database import running

_open = ExitStack()
atexit.register(_open.close)  # where a run ends before it is configured


def open_database() -> None:
    """Start (or join) the database and set Django up, before the other conftests import models."""
    folder = Path(os.environ.get("UPWELL_TEST_DATA", Path(__file__).parent / ".cache" / "test-data")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["UPWELL_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "upwell.settings"
    os.environ.setdefault("UPWELL_LOG_LEVEL", "ERROR")
    if url := os.environ.get("UPWELL_TEST_DATABASE_URL"):
        os.environ["UPWELL_DATABASE_URL"] = url
    else:
        os.environ.pop("UPWELL_DATABASE_URL", None)
        _open.enter_context(running(folder, durable=False))
    settings.DATABASES["default"]["ENGINE"] = "tests.engine"
    django.setup()
    # Django writes these each time the tables were emptied; nothing here reads them
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
    # one process may write a word index at a time, and several test at once
    settings.SEARCH_FOLDER = folder / "search" / os.environ.get("PYTEST_XDIST_WORKER", "alone")


open_database()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the database go; the last process to do so stops it."""
    _open.close()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: object) -> Iterator[None]:
    """Hashing a password takes a tenth of a second on purpose; the tests need it a hundred times."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    yield
