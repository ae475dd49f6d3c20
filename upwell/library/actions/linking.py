"""Sharing a link or a file, changing what is said of it, and noting whether it still leads anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.refusals import text_fault
from upwell.core.text import clean, one_line, shorten
from upwell.library.actions.putting_up import change_card, put_up_card
from upwell.library.link_checks import Outcome
from upwell.library.models import Item, ItemKind, Link, LinkKind
from upwell.library.permissions import can_change_link, can_share_link
from upwell.media.models import StoredFile
from upwell.media.permissions import can_fetch_file
from upwell.people.models import Person, Team

LONGEST_TITLE, LONGEST_WHY, LONGEST_URL, LONGEST_SUMMARY = 200, 2000, 500, 300  # characters
MOST_MINUTES = 6000  # a hundred hours: a long book
PATIENCE = 3  # weeks in a row without an answer before we say that it leads nowhere
_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class LinkDetails:
    """What is said of a link: `why` it is worth it, `minutes` how long it takes. It has an address or a `file`."""

    title: str
    why: str
    url: str = ""
    what: str = LinkKind.PAGE
    minutes: int = 5
    skills: Sequence[str] = ()
    file: StoredFile | None = None


@transaction.atomic
def share_link(details: LinkDetails, *, by: Person, team: Team | None = None) -> Link:
    """Share something outside, or a file, with why it is worth it. Everybody here may; a `team` limits who sees it.

    Refused in words: no title, no why, neither address nor file, what is no web address, a file that is not theirs, and
    what somebody else shared already. What one shared oneself is shared once, however often one says it.
    """
    if not can_share_link(by):
        raise PermissionDenied
    details = _checked(details, by)
    known = _shared_already(details.url, by) if details.url else None
    if known is not None and known.owner_id == by.pk and hasattr(known, "link"):
        link: Link = known.link
        return link
    if known is not None:
        raise ValidationError({"url": _("It is here already: ‘%(title)s’.") % {"title": known.title}})
    item = put_up_card(ItemKind.LINK, by=by, team=team, **_card(details))
    link = Link.objects.create(item=item, what=details.what, why=details.why, file=details.file)
    journal.record("link.shared", by=by, about=item)
    return link


@transaction.atomic
def change_link(link: Link, *, by: Person, details: LinkDetails) -> Link:
    """Say otherwise what it is, or where. Whoever shared it may, whoever looks after it, and a steward. The same changes
    nothing; another address is taken for alive until it is looked at."""
    link = Link.objects.select_for_update(of=("self",)).select_related("item", "file").get(pk=link.pk)
    if not can_change_link(by, link.item):
        raise PermissionDenied
    details = _checked(details, by, kept=link.file)
    moved = details.url != link.item.url
    said = {"what": details.what, "why": details.why, "file": details.file}
    changed = [name for name, value in said.items() if getattr(link, name) != value]
    for name in changed:
        setattr(link, name, said[name])
    if moved:
        link.checked_at, link.failures = None, 0
        _alive(link)
        changed += ["checked_at", "failures", "dead_since"]
    if changed:
        link.save(update_fields=changed)
    if not change_card(link.item, **_card(details)) and not changed:
        return link
    Item.objects.filter(pk=link.pk).update(revised_at=clock.now())
    journal.record("item.described", by=by, about=link.item)
    return link


@transaction.atomic
def note_look(link: Link, *, url: str, seen: Outcome) -> Link:
    """Note what was seen at `url`. What is gone is dead at once, what gave no answer three weeks in a row as well; its
    owner is told once, and its card says that it needs work. What answers again is alive again. Of an address that we do
    not ask, such as one of the organisation's own network, nothing is said."""
    link = Link.objects.select_for_update(of=("self",)).select_related("item").get(pk=link.pk)
    if link.item.url != url:  # it was changed while we asked
        return link
    link.checked_at = clock.now()
    if seen.is_asked:
        link.failures = 0 if seen.is_there else min(link.failures + 1, 1000)
    if seen.is_there:
        _alive(link)
    elif seen.is_asked and (seen.is_there is False or link.failures >= PATIENCE) and link.dead_since is None:
        link.dead_since = link.checked_at
        Item.objects.filter(pk=link.pk, needs_work_at=None).update(needs_work_at=link.dead_since)
        journal.record("link.dead", by=None, about=link.item, why=seen.why)
    link.save(update_fields=["checked_at", "failures", "dead_since"])
    return link


def _alive(link: Link) -> None:
    if link.dead_since is not None:
        Item.objects.filter(pk=link.pk, needs_work_at=link.dead_since).update(needs_work_at=None)
        link.dead_since = None


def _shared_already(url: str, by: Person) -> Item | None:
    return Item.objects.visible_to(by).current().filter(kind=ItemKind.LINK, url=url).select_related("link").first()


def _card(details: LinkDetails) -> dict[str, Any]:
    return {
        "title": details.title,
        "summary": shorten(details.why, LONGEST_SUMMARY),
        "seconds": details.minutes * 60,
        "skills": details.skills,
        "url": details.url,
    }


def _checked(details: LinkDetails, by: Person, kept: StoredFile | None = None) -> LinkDetails:
    """The same, tidied; refused with a word for each field that does not fit."""
    tidy = replace(
        details,
        title=one_line(details.title),
        why=clean(details.why),
        url=one_line(details.url),
        file=details.file or kept,
    )
    faults = {
        "title": text_fault(tidy.title, LONGEST_TITLE, _("Give it a title, as it is called there.")),
        "why": text_fault(
            tidy.why, LONGEST_WHY, _("Say why it is worth it: that is what a search engine does not know.")
        ),
        "url": _address_fault(tidy),
        "what": "" if tidy.what in LinkKind.values else _("Choose what it is."),
        "minutes": ""
        if 1 <= tidy.minutes <= MOST_MINUTES
        else _("Say how many minutes it takes: from 1 to %(most)s.") % {"most": MOST_MINUTES},
        "file": ""
        if tidy.file is None or tidy.file == kept or can_fetch_file(by, tidy.file)
        else _("This is no file of yours."),
    }
    if found := {name: fault for name, fault in faults.items() if fault}:
        raise ValidationError(found)
    return tidy


def _address_fault(details: LinkDetails) -> str:
    if not details.url:
        return "" if details.file else _("Say where it is, or bring it as a file.")
    if len(details.url) > LONGEST_URL:
        return text_fault(details.url, LONGEST_URL, "")
    try:
        _is_address(details.url)
    except ValidationError:
        return _("This is not a web address. It begins with https://.")
    return ""
