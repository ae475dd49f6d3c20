"""The reader of the journal that keeps search true."""

from upwell.core import jobs
from upwell.core.journal import Happening


@jobs.task(queue="search")
def follow_line(line: Happening) -> None:
    """Bring the documents that `line` touches up to date."""
