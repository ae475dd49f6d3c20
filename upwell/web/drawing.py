"""Draws the smallest parts, icons and faces, as HTML.

A list draws dozens of them, so each is drawn once and remembered: the same icon, and the same face in the same size.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from upwell.web.assets import icon_shapes

# icons that point along the line of reading turn round where it runs from right to left
TURNING = {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "undo-2", "external-link"}
REACTION_ICONS = {
    "learned": "lightbulb",
    "useful": "thumbs-up",
    "outdated": "history",
    "unclear": "circle-question-mark",
    "question": "message-circle-question-mark",
}


@lru_cache(maxsize=1024)
def draw_icon(name: str, size: str = "", label: str = "") -> SafeString:
    """An icon by its name, hidden from screen readers unless it has a `label`."""
    classes = " ".join(part for part in ("icon", size, "turns" if name in TURNING else "") if part)
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    shapes = mark_safe(icon_shapes(name))  # noqa: S308  # our own build wrote it
    return format_html('<svg class="{}" viewBox="0 0 24 24" {}>{}</svg>', classes, spoken, shapes)


def draw_face(person: Any, size: str = "", *, named: bool = False) -> SafeString:
    """Somebody's photo, or initials on their hue; None is somebody without a name."""
    if person is None:
        return _draw_nobody(_("somebody"), size, named)
    return _draw_face(person.name, person.photo, person.hue, person.initials, size, named)


def draw_faces(people: Iterable[Any], total: int | None = None, size: str = "sm", most: int = 4) -> SafeString:
    """The first faces of a group, at most `most`, then '+n' for the rest of `total`."""
    drawn = [draw_face(person, size) for person in islice(people, most)]
    rest = (total or 0) - len(drawn)
    if 0 < rest < 1000:
        drawn.append(format_html('<span class="face rest {}">+{}</span>', size, rest))
    inside = mark_safe("".join(drawn))  # noqa: S308  # each of them is safe
    return format_html('<span class="faces" aria-hidden="true">{}</span>', inside)


@lru_cache(maxsize=8192)
def _draw_face(name: str, photo: str, hue: int, initials: str, size: str, named: bool) -> SafeString:
    address = photo if not photo or photo.startswith("/") else reverse("media:picture", args=[photo])
    picture = format_html('<img src="{}" alt="" loading="lazy" decoding="async">', address) if photo else initials
    turn = hue // 10 % 36
    spoken = _spoken(name, named)
    return format_html('<span class="face {} h-{}" {} title="{}">{}</span>', size, turn, spoken, name, picture)


def _draw_nobody(name: str, size: str, named: bool) -> SafeString:
    return format_html('<span class="face nobody {}" {}>{}</span>', size, _spoken(name, named), draw_icon("user", "sm"))


def _spoken(name: str, named: bool) -> SafeString:
    """The name usually stands beside the face, so a screen reader skips it."""
    return format_html('role="img" aria-label="{}"', name) if named else mark_safe('aria-hidden="true"')
