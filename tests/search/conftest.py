"""What the tests of search begin with: a word index of their own, and a way to let the worker's jobs happen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from upwell.core import jobs


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_FOLDER = tmp_path / "search"


@pytest.fixture
def settle(db: None) -> Callable[[], int]:
    """Carries out the jobs that wait, as the worker would."""
    return jobs.run_waiting
