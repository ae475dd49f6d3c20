"""What nobody waits for comes after the pages."""

import sys
from pathlib import Path

import psutil

from upwell.core.giving_way import NICENESS
from upwell.core.processes import Household


def test_a_process_that_gives_way_comes_after_those_that_do_not(tmp_path: Path) -> None:
    for folder in ("logs", "run"):
        (tmp_path / folder).mkdir()
    usual = psutil.Process().nice()
    household = Household(tmp_path, {}, say=lambda _words: None)
    try:
        pages = household.start("web", [sys.executable, "-c", "import time; time.sleep(60)"])
        work = household.start("worker", [sys.executable, "-c", "import time; time.sleep(60)"], gives_way=True)
        assert pages.process and work.process
        assert psutil.Process(pages.process.pid).nice() == usual
        assert psutil.Process(work.process.pid).nice() == NICENESS
    finally:
        household.stop()
