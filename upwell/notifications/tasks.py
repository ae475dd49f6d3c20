"""The reader of the journal that tells people what came back to them, and the mail that follows."""

from datetime import UTC, datetime, timedelta

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.notifications.actions import claim_for_mail, settle_care, tell
from upwell.notifications.mail import send
from upwell.notifications.models import Mailing
from upwell.notifications.queries.inbox import to_mail_daily, to_mail_of


@jobs.task()
def notify_line(line: Happening) -> None:
    """Tell whoever should hear of `line`, and settle what it answers."""
    settle_care(line)
    tell(line)


@jobs.task(queue="mail")
def mail_at_once(line_id: int) -> None:
    """Mail what `line_id` told to those who want it at once."""
    send(claim_for_mail(to_mail_of(line_id, Mailing.AT_ONCE)))


@jobs.scheduled("0 6 * * *", queue="mail")
def mail_digests(timestamp: int) -> None:
    """Mail everybody what came back to them since yesterday and is not read yet, in one mail each."""
    since = datetime.fromtimestamp(timestamp, UTC) - timedelta(hours=26)
    send(claim_for_mail(to_mail_daily(since)))
