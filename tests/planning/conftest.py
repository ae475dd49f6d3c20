"""Tests of planning happen on one Monday morning."""

from collections.abc import Iterator

import pytest

from tests.planning.telling import monday_morning


@pytest.fixture
def on_monday() -> Iterator[None]:
    """Eight o'clock on Monday, 2 March 2026."""
    with monday_morning():
        yield
