"""Mails: one person's notices in plain words, each with its address, and a way to hear less."""

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.notifications.models import Notice, NoticeKind
from upwell.notifications.sentences import sentence


def send(notices: Iterable[Notice]) -> int:
    """Send each person one mail with their `notices`. Returns how many mails went out."""
    ordered = sorted(notices, key=lambda notice: (notice.person_id, -notice.at.timestamp()))
    mails = [_mail(list(group)) for _person, group in groupby(ordered, key=lambda notice: notice.person_id)]
    return get_connection().send_messages(mails) or 0 if mails else 0


def address_of(notice: Notice) -> str:
    """Where the thing a notice speaks of is to be seen, with the host."""
    return settings.SITE_URL + path_of(notice)


def path_of(notice: Notice) -> str:
    """Where the thing a notice speaks of is to be seen."""
    if notice.kind == NoticeKind.INHERITED:
        return reverse("library:look_after")
    if notice.kind == NoticeKind.PLANNED:
        return reverse("planning:plan")
    if notice.kind == NoticeKind.ATTENTION:
        return reverse("library:attention")
    if notice.kind == NoticeKind.INVITED:  # what is out already has a draft that readers do not see
        return reverse("library:look", args=[notice.about_id])
    if notice.kind == NoticeKind.REMARKED:
        return f"{reverse('library:look', args=[notice.about_id])}#remarks"
    if notice.kind in {NoticeKind.SUGGESTION, NoticeKind.ACCEPTED, NoticeKind.DECLINED}:
        return reverse("library:suggestions", args=[notice.about_id])
    if notice.kind == NoticeKind.BUDDY:
        return f"{reverse('journeys:paths')}?view=beside"
    names = {
        "need": "needs:need",
        "item": "library:module",
        "person": "people:person",
        "review": "library:review",
        "event": "gatherings:event",
        "circle": "gatherings:circle",
        "path": "journeys:path",
        "attempt": "journeys:attempt",
        "mentoring": "gatherings:pair",
        "practice": "practice:practice",
        "consent": "media:consent",
        "storedfile": "media:filmed",
        "storyboard": "films:storyboard",
    }
    return reverse(names[notice.about_kind], args=[notice.about_id])


def _mail(notices: list[Notice]) -> EmailMessage:
    person = notices[0].person
    rows = [{"sentence": sentence(notice), "quote": notice.quote, "url": address_of(notice)} for notice in notices]
    preferences = settings.SITE_URL + reverse("notifications:preferences")
    body = render_to_string("notifications/mail.txt", {"person": person, "rows": rows, "preferences": preferences})
    return EmailMessage(
        subject=_subject(notices),
        body=body,
        to=[person.email],
        headers={"List-Unsubscribe": f"<{preferences}>", "Auto-Submitted": "auto-generated"},
    )


def _subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        return sentence(notices[0]).replace("\n", " ")[:200]
    return ngettext("%(count)d thing came back to you", "%(count)d things came back to you", len(notices)) % {
        "count": len(notices)
    } + _(" on Upwell")
