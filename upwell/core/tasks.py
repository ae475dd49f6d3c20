"""The clock's jobs of the ground floor."""

from datetime import UTC, datetime, timedelta

from upwell.core import jobs, journal


@jobs.scheduled("10 3 * * *")
def open_next_months(timestamp: int) -> None:
    """Make the journal's partitions for this month and the next two, before they are needed."""
    today = datetime.fromtimestamp(timestamp, UTC)
    for ahead in (0, 31, 62):
        journal.ensure_month(today + timedelta(days=ahead))


@jobs.scheduled("* * * * *")
def retry_abandoned(timestamp: int) -> None:
    """Take up what a worker that is gone left undone."""
    jobs.retry_abandoned()
