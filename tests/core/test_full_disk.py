"""A disk without room ends nothing that runs: what is there can still be read."""

import sys
from pathlib import Path

from upwell.core.processes import Household

LIVES = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_what_died_is_started_again_though_nothing_can_be_noted(tmp_path: Path) -> None:
    for folder in ("logs", "run"):
        (tmp_path / folder).mkdir()
    said: list[str] = []
    household = Household(tmp_path, {}, say=said.append)
    try:
        child = household.start("worker", LIVES)
        (tmp_path / "run" / "processes.new").symlink_to("/dev/full")  # as every write on such a disk ends
        assert child.process is not None
        child.process.kill()
        child.process.wait()
        household.look_after()
        child.next_start = 0.0
        household.look_after()
        assert child.process is not None and child.process.poll() is None
    finally:
        household.stop()
    assert any("is full: pages can be read, but nothing can be saved" in words for words in said)
