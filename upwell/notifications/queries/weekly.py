"""Who hears that their week is planned: whoever has something in it, once a week at most, and nobody who has not looked yet."""

from __future__ import annotations

from collections.abc import Callable

from upwell.core.journal import Happening
from upwell.notifications.models import Notice, NoticeKind
from upwell.notifications.queries.told import Telling
from upwell.planning.models import Plan


def _came(line: Happening) -> Telling | None:
    """As long as the note of an earlier week is unread, there is no other: nothing nags."""
    plan = Plan.objects.filter(pk=line["object"]).first()
    if plan is None:
        return None
    planned = set(line["context"]["people"])
    unread = Notice.objects.unread().filter(kind=NoticeKind.PLANNED, person__in=planned)
    return Telling(NoticeKind.PLANNED, planned - set(unread.values_list("person", flat=True)), None, plan)


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {"plan.came": _came}
