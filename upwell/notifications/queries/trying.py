"""Who hears of tasks and links: whoever is asked to look, whoever tried, the maker, and the owner of a dead link."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from upwell.core.journal import Happening
from upwell.journeys.models import Attempt, Look
from upwell.library.models import Item
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.told import Telling


def _attempt(line: Happening) -> Attempt | None:
    return Attempt.objects.select_related("task__item").filter(pk=line["context"]["attempt"]).first()


def _shown(line: Happening) -> Telling | None:
    """Whoever is asked to look, as long as it waits for them."""
    attempt = _attempt(line)
    asked = int(line["context"]["observer"])
    if attempt is None or attempt.observer_id != asked:
        return None
    return Telling(NoticeKind.TASK_SHOWN, {asked}, line["actor"], attempt)


def _looked(line: Happening, kind: NoticeKind) -> Telling | None:
    attempt = _attempt(line)
    look = Look.objects.filter(pk=line["context"]["look"]).first()
    if attempt is None or look is None:
        return None
    return Telling(kind, {attempt.person_id}, line["actor"], attempt, look.word)


def _accepted(line: Happening) -> Telling | None:
    return _looked(line, NoticeKind.TASK_ACCEPTED)


def _sent_back(line: Happening) -> Telling | None:
    return _looked(line, NoticeKind.TASK_SENT_BACK)


def _unseen(line: Happening) -> Telling | None:
    attempt = _attempt(line)
    return Telling(NoticeKind.TASK_UNSEEN, {attempt.person_id}, None, attempt) if attempt else None


def _told(line: Happening) -> Telling | None:
    """Whoever made the task and whoever looked hear what came of it, where it is told to everybody."""
    attempt = _attempt(line)
    if attempt is None or attempt.told_at is None:
        return None
    people = {attempt.task.item.owner_id} | ({attempt.observer_id} if attempt.observer_id else set())
    return Telling(NoticeKind.TASK_TOLD, people, line["actor"], attempt.task.item, attempt.came_of_it)


def _dead(line: Happening) -> Telling | None:
    """Whoever looks after the link, with what was seen in words."""
    item = Item.objects.filter(pk=line["object"], owner__is_active=True).first()
    quote = _seen(str(line["context"].get("why", "")))
    return Telling(NoticeKind.LINK_DEAD, {item.owner_id}, None, item, quote) if item else None


def _seen(why: str) -> str:
    said = {
        "404": _("The page is not there any more."),
        "410": _("The page was taken away for good."),
        "508": _("One is sent round in circles there."),
        "no such site": _("There is no such site any more."),
    }
    return said.get(why, _("The site has not answered properly for three weeks."))


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "task.tried": _shown,
    "task.accepted": _accepted,
    "task.sent_back": _sent_back,
    "task.unseen": _unseen,
    "task.told": _told,
    "link.dead": _dead,
}
