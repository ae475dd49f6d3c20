"""What every test may ask for: the cast; and what none leaves behind."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, make_cast

KEEPING = {"transactional_db", "live_server"}


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
