"""Shows times as the reader's own clock has them."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from upwell.people.models import Person


def zone_of(person: Person) -> zoneinfo.ZoneInfo:
    """The time zone somebody lives by: their own choice, else the organisation's."""
    return _zone(person.time_zone) or _zone(settings.TIME_ZONE) or zoneinfo.ZoneInfo("UTC")


class LocalTimeMiddleware:
    """Uses the time zone that somebody chose on their page; the organisation's for everybody else."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.user.time_zone if request.user.is_authenticated else ""
        with timezone.override(_zone(chosen)):
            return self.answer(request)


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    """The zone of this name; None, which stands for the setting, for none and for one the system does not know."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
