"""The clock's job of the needs: a month after an answer helped, ask whether it was used at work."""

from upwell.core import clock, jobs
from upwell.needs.actions.confirming import ASKED_AFTER, ask_whether_used
from upwell.needs.models import Confirmation, Outcome

MOST_AT_ONCE = 5_000


@jobs.scheduled("40 6 * * *")
def ask_who_used_it(timestamp: int) -> None:
    """Ask everybody who is due, the longest waiting first; a day with more than there is room for goes on the next."""
    helped = Confirmation.objects.filter(asked_again_at__isnull=True, used="", by__is_active=True)
    due = helped.exclude(outcome=Outcome.NOT).filter(at__lte=clock.now() - ASKED_AFTER)
    for confirmation in due.order_by("at", "id")[:MOST_AT_ONCE]:
        ask_whether_used(confirmation)
