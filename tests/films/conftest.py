"""Every test of films has a folder of its own for files, and no voice unless it asks for one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Files of one test; what is said in recordings is not listened to."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    settings.VOICE = "none"
    yield
