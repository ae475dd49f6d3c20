"""What every test of practice has: a folder of its own for films."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.practice.telling import keep_files_in


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    keep_files_in(settings, tmp_path)
    yield
