"""The reader of the journal that tells people what came back to them."""

from upwell.core import jobs
from upwell.core.journal import Happening


@jobs.task()
def notify_line(line: Happening) -> None:
    """Tell whoever should hear of `line`."""
