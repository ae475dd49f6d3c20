"""Draws what lists name by the dozen: an item in a line, a colleague in a line.

In Python and not as components, because ten of them drawn by a template cost as much as the search that found them.
"""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from upwell.library.icons import icon_of
from upwell.web.drawing import draw_face, draw_icon

NOTHING = SafeString("")
Pieces = list[tuple[str, bool]]  # of a passage; True where a word was found


def draw_item_line(item: Any, detail: str = "", passage: Any = "", inside: Any = "", icon: str = "") -> SafeString:
    """An item's title under the icon of its kind (or `icon`), what is said of it below, the passage that was found, and what stands beside it."""
    return format_html(
        '<li class="item-row">{}<div><a class="whole" href="{}"><b>{}</b></a>{}{}</div>{}</li>',
        draw_icon(icon or icon_of(item)),
        item.get_absolute_url(),
        item.title,
        format_html("<small>{}</small>", detail) if detail else NOTHING,
        format_html('<p class="hit-text">{}</p>', passage) if passage else NOTHING,
        inside,
    )


def draw_passage(pieces: Pieces) -> SafeString:
    """A passage with the words that were found marked."""
    return format_html_join("", "{}{}{}", ((_open(found), words, _close(found)) for words, found in pieces))


def draw_helper_line(person: Any, said: Any, *, you: bool = False, act: Any = "") -> SafeString:
    """A colleague's face, name and team (or 'You'), why they could help, and a button."""
    return format_html(
        '<li class="helper">{}<div>{}<span class="reasons">{}</span></div>{}</li>',
        draw_face(person, "lg"),
        format_html("<b>{}</b>", _("You")) if you else _named(person),
        said,
        format_html("<div>{}</div>", act) if act else NOTHING,
    )


def _named(person: Any) -> SafeString:
    team = f", {person.team.name}" if person.team else ""
    return format_html('<a class="quiet-link" href="{}"><b>{}</b></a>{}', person.get_absolute_url(), person.name, team)


def _open(found: bool) -> SafeString:
    return SafeString("<mark>") if found else NOTHING


def _close(found: bool) -> SafeString:
    return SafeString("</mark>") if found else NOTHING
