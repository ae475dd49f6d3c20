"""The small parts that stand in every page: assets, icons, faces, times in words.

They are tags and not components because a list draws dozens of them: a tag costs a tenth of a component.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from upwell.web import words
from upwell.web.assets import asset_url
from upwell.web.controls import dress_control
from upwell.web.drawing import REACTION_ICONS, draw_face, draw_faces, draw_icon
from upwell.web.frame import draw_part
from upwell.web.lines import draw_helper_line, draw_item_line, draw_passage
from upwell.web.shares import Share, share_out

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file: {% asset 'app.css' %}."""
    return asset_url(name)


@register.simple_tag(takes_context=True)
def shell_part(context: Context, part: str) -> SafeString:
    """A part of the shell around the page: rail, top or bar."""
    return draw_part(part, context["shell"], str(context.get("csrf_token", "")))


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A lucide icon by its name, hidden from screen readers unless it has a `label`. Sizes: xs, sm, (plain), lg."""
    return draw_icon(name, size, label)


@register.simple_tag
def reaction_icon(kind: str) -> SafeString:
    """The sign of a reaction."""
    return draw_icon(REACTION_ICONS.get(kind, "sparkle"), "sm")


@register.simple_tag
def face(person: Any, size: str = "", *, named: bool = False) -> SafeString:
    """Somebody's photo, or initials on their hue; None is somebody without a name. Sizes: sm, (plain), lg, xl.

    A screen reader skips it, because the name stands beside it; `named=True` where it stands alone.
    """
    return draw_face(person, size, named=named)


@register.simple_tag
def faces(people: Iterable[Any], total: int | None = None, size: str = "sm", most: int = 4) -> SafeString:
    """The first few faces of a group, then '+n' for the rest of `total`. The words beside it say who they are."""
    return draw_faces(people, total, size, most)


@register.simple_tag
def item_line(
    item: Any, detail: str = "", passage: Any = "", inside: Any = "", icon: str = "", pieces: Any = ()
) -> SafeString:
    """An item in a line; `passage` is what was found in it, or `pieces` of it, True where a word was found."""
    return draw_item_line(item, detail, draw_passage(pieces) if pieces else passage, inside, icon)


@register.simple_tag
def helper_line(person: Any, said: Any = "", *, you: bool = False, act: Any = "") -> SafeString:
    """A colleague in a line, and why they could help: words, or a list of sentences."""
    return draw_helper_line(person, ". ".join(said) if isinstance(said, list) else said, you=you, act=act)


@register.simple_tag
def ago(moment: datetime | date | None) -> SafeString | str:
    """A moment as '3 days ago', with the exact one in its <time> and title."""
    if moment is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', moment.isoformat(), _exactly(moment), words.ago(moment)
    )


def _exactly(moment: datetime | date) -> str:
    if isinstance(moment, datetime):
        return date_format(timezone.localtime(moment), "j F Y, H:i")
    return date_format(moment, "j F Y")


@register.simple_tag
def waited(since: datetime, until: datetime | None = None) -> str:
    """How long something took or has been waiting: '3 days', '4 hours'."""
    return words.waited(since, until)


@register.filter
def minutes(count: float | None) -> str:
    """A number of minutes as '3 min' or '2 h 10 min'; nothing for None."""
    return "" if count is None else words.minutes(count)


@register.simple_tag
def and_others(count: int) -> str:
    """'and 7 others', or nothing for nobody else."""
    if count < 1:
        return ""
    return ngettext("and %(count)s other", "and %(count)s others", count) % {"count": count}


@register.simple_tag
def shares(parts: Iterable[tuple[str, int, int]]) -> list[Share]:
    """For a bar of teams, from (name, count, hue in degrees; below zero for 'the rest')."""
    return share_out(parts)


@register.simple_tag
def others(count: int) -> str:
    """Of `count` people the first was named; the rest are 'and 7 others'."""
    return and_others(count - 1)


@register.filter
def is_chosen(option: object, value: object) -> bool:
    """Whether `option` is `value`, or one of it where `value` is a list."""
    if isinstance(value, list | tuple | set):
        return str(option) in {str(one) for one in value}
    return value is not None and str(option) == str(value)


@register.simple_tag
def control(field: BoundField, placeholder: str = "", *, large: bool = False, has_help: object = "") -> SafeString:
    """The control of a bound field, dressed, told its help and its faults; a text area grows with what is typed."""
    return dress_control(field, placeholder, large=large, has_help=bool(has_help))


@register.filter
def cut_words(text: str) -> list[str]:
    """A list of the words of `text`."""
    return text.split()
