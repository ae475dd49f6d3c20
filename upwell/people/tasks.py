"""Jobs about people."""

from upwell.core import jobs
from upwell.people.mail import send_link


@jobs.task(queue="mail")
def mail_link(email: str, next_page: str) -> None:
    """Send the link with which whoever reads `email` signs in."""
    send_link(email, next_page)
