"""What the tests of needs begin with: a need that Sofia declared, and a published module that could answer it."""

import pytest

from tests.cast import Cast
from tests.needs.telling import published
from upwell.library.models import Item
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Need


@pytest.fixture
def need(cast: Cast) -> Need:
    """Sofia's need, open to all."""
    return declare_need("How do I write a discharge letter that the GP reads?", by=cast.asker, why="Mine come back.")


@pytest.fixture
def item(cast: Cast) -> Item:
    """A module of Amara's that everybody can read."""
    return published("Letters that get read", cast.author)
