"""What every test may ask for: the cast."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, fresh."""
    return make_cast()
