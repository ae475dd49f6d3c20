"""Invitations by mail: a few words, and what a calendar needs to put the event in, change it or take it away."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from upwell.core import clock
from upwell.gatherings.calendars import CANCEL, invitation
from upwell.gatherings.models import Event
from upwell.people.models import Person


def send_invitations(event: Event, people: Iterable[Person], method: str) -> int:
    """Send each of `people` the event for their calendar (REQUEST), or what takes it out again (CANCEL)."""
    mails = [_mail(event, person, method) for person in people]
    return get_connection().send_messages(mails) or 0 if mails else 0


def _mail(event: Event, person: Person, method: str) -> EmailMultiAlternatives:
    calendar = invitation(event, person, method, now=clock.now())
    with translation.override(settings.LANGUAGE_CODE), timezone.override(event.time_zone):
        context = {"event": event, "person": person, "gone": method == CANCEL, "site": settings.SITE_URL}
        body = render_to_string("gatherings/invitation.txt", context)
        subject = (
            _("Not in your calendar any more: %(title)s") if method == CANCEL else _("In your calendar: %(title)s")
        )
    mail = EmailMultiAlternatives(
        subject=(subject % {"title": event.item.title})[:200],
        body=body,
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    # Outlook and Google look for the calendar beside the text; other programs for a file
    mail.attach_alternative(calendar.decode(), f"text/calendar; method={method}")
    mail.attach("invitation.ics", calendar, "application/ics")
    return mail
