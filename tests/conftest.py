"""What every test may ask for: a database, the cast; and what none leaves behind."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, make_cast
from tests.databases import fresh_copy

KEEPING = {"transactional_db", "live_server"}


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_createdb: bool,
) -> Iterator[None]:
    """A database of this process's own. `--create-db` has the migrations run again; nothing else is kept from run to run."""
    name = f"test_upwell_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock(), fresh_copy(name, anew=django_db_createdb):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, fresh."""
    return make_cast()


@pytest.fixture(autouse=True)
def _no_jobs_stay(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Where a test commits, its tables are emptied after it; the queue's are not Django's, so nobody empties them but us."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if KEEPING & set(request.fixturenames) or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
