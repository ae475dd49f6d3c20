"""The parts of the shell that stand around every page, drawn once for whom and where they look the same.

Drawing rail, top and bar anew cost as much as a third of a page. What they show follows from a short key; only the form's
token is a page's own, and is put in last.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from upwell.web.context import Shell

PARTS = ("rail", "top", "bar")
MOST_KEPT = 3000  # drawn parts a process keeps, a few kB each; then it begins anew
TOKEN_GOES_HERE = "\x00token\x00"  # noqa: S105  # a place holder that nobody can write: PostgreSQL's texts hold no NUL

_drawn: dict[tuple[Any, ...], str] = {}


def draw_part(part: str, shell: Shell, token: str) -> SafeString:
    """One of PARTS for this shell, with the page's `token` in its forms."""
    key = (part, *key_of(shell))
    drawn = _drawn.get(key)
    if drawn is None:
        if len(_drawn) >= MOST_KEPT:
            _drawn.clear()
        context = {"shell": shell, "csrf_token": TOKEN_GOES_HERE}
        drawn = _drawn[key] = render_to_string(f"layouts/{part}.html", context)
    return mark_safe(drawn.replace(TOKEN_GOES_HERE, token))  # noqa: S308  # a template drew it


def key_of(shell: Shell) -> tuple[Any, ...]:
    """Everything that what is drawn depends on: who, in which language, where they are, and what waits."""
    person = shell.person
    return (get_language(), person.pk, person.name, person.photo, person.role, shell.here, shell.theme, shell.unread)
