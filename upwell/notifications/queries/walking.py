"""Who hears of paths: whoever is given one, whoever is asked to go along, and who gave it when there is nobody beside them."""

from __future__ import annotations

from collections.abc import Callable

from upwell.core.journal import Happening
from upwell.journeys.models import Path
from upwell.notifications.models import NoticeKind
from upwell.notifications.queries.told import Telling
from upwell.people.models import Person


def _path(line: Happening) -> Path | None:
    return Path.objects.select_related("item").filter(pk=line["object"]).first()


def _entered(line: Happening) -> Telling | None:
    """Whoever was given a path, by a colleague or by a rule; not who began it."""
    path, person = _path(line), line["context"]["person"]
    if path is None or person == line["actor"]:
        return None
    giver = line["actor"] or line["context"].get("ruled_by")
    return Telling(NoticeKind.PATH_GIVEN, {person}, giver, path, path.item.summary)


def _buddy_named(line: Happening) -> Telling | None:
    """Whoever is asked to go along, of whom it is."""
    path, buddy = _path(line), line["context"].get("buddy")
    walker = Person.objects.filter(pk=line["context"]["person"]).first()
    if path is None or buddy is None or walker is None:
        return None
    return Telling(NoticeKind.BUDDY, {buddy}, walker.pk, path)


def _buddy_lost(line: Happening) -> Telling | None:
    """Whoever loses their buddy, so that they ask another colleague."""
    path = _path(line)
    return Telling(NoticeKind.BUDDY_LOST, {line["context"]["person"]}, None, path) if path else None


WRITERS: dict[str, Callable[[Happening], Telling | None]] = {
    "path.entered": _entered,
    "path.buddy_named": _buddy_named,
    "path.buddy_lost": _buddy_lost,
}
