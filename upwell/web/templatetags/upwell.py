"""The small parts that stand in every page: assets, icons, faces, times in words.

They are tags and not components because a list draws dozens of them: a tag costs a tenth of a component.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField, Textarea, Widget
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.web import words
from upwell.web.assets import asset_url, icon_shapes

register = template.Library()

TURNING = {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "undo-2", "external-link"}


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file: {% asset 'app.css' %}."""
    return asset_url(name)


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A lucide icon by its name, hidden from screen readers unless it has a `label`. Sizes: xs, sm, (plain), lg."""
    classes = " ".join(part for part in ("icon", size, "turns" if name in TURNING else "") if part)
    shapes = mark_safe(icon_shapes(name))  # noqa: S308  # our own build wrote it
    if label:
        return format_html(
            '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', classes, label, shapes
        )
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', classes, shapes)


@register.simple_tag
def face(person: Any, size: str = "", *, named: bool = False) -> SafeString:
    """Somebody's photo, or initials on their hue; None is somebody without a name. Sizes: sm, (plain), lg, xl.

    The name usually stands beside it, so a screen reader skips the face; `named=True` where it stands alone.
    """
    name = person.name if person else _("somebody")
    spoken = format_html(' role="img" aria-label="{}"', name) if named else mark_safe(' aria-hidden="true"')
    if person is None:
        return format_html('<span class="face nobody {}"{}>{}</span>', size, spoken, icon("user", "sm"))
    if person.photo:
        photo = format_html('<img src="{}" alt="" loading="lazy" decoding="async">', _photo_url(person.photo))
        return format_html('<span class="face {}"{} title="{}">{}</span>', size, spoken, name, photo)
    hue = person.hue // 10 % 36
    return format_html('<span class="face {} h-{}"{} title="{}">{}</span>', size, hue, spoken, name, person.initials)


def _photo_url(photo: str) -> str:
    return photo if photo.startswith("/") else reverse("media:picture", args=[photo])


@register.simple_tag
def faces(people: Iterable[Any], total: int | None = None, size: str = "sm", most: int = 4) -> SafeString:
    """The first few faces of a group, then '+n' for the rest of `total`. The words beside it say who they are."""
    shown: Sequence[Any] = list(people)[:most]
    rest = (total if total is not None else len(shown)) - len(shown)
    more = format_html('<span class="face rest {}">+{}</span>', size, rest) if 0 < rest < 1000 else ""
    drawn = format_html_join("", "{}", ((face(person, size),) for person in shown))
    return format_html('<span class="faces" aria-hidden="true">{}{}</span>', drawn, more)


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
def shares(parts: Iterable[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """For a bar of teams: each part's start, width (both in hundredths of the bar), percent, and hue class.

    `parts` are (name, count, hue in degrees; below zero for 'the rest'). Between two parts a gap of 0.4 is left.
    """
    counted = [(name, count, hue) for name, count, hue in parts if count > 0]
    total = sum(count for _name, count, _hue in counted) or 1
    drawn, start = [], 0.0
    for name, count, hue in counted:
        width = 100 * count / total
        hue_class = f"h-{hue // 10 % 36}" if hue >= 0 else "rest"
        drawn.append(
            {
                "name": name,
                "count": count,
                "percent": round(width),
                "start": f"{start:.2f}",
                "width": f"{max(width - 0.4, 0.3):.2f}",
                "hue": hue_class,
            }
        )
        start += width
    return drawn


@register.simple_tag(takes_context=True)
def unique(context: Context, stem: str) -> str:
    """An id that occurs once on a page: 'menu-3'; for labels and what they describe."""
    counts = context.render_context.setdefault("upwell_unique", {})
    counts[stem] = counts.get(stem, 0) + 1
    return f"{stem}-{counts[stem]}"


@register.simple_tag
def others(count: int) -> str:
    """Of `count` people the first was named; the rest are 'and 7 others'."""
    return and_others(count - 1)


REACTION_ICONS = {
    "learned": "lightbulb",
    "useful": "thumbs-up",
    "outdated": "history",
    "unclear": "circle-question-mark",
    "question": "message-circle-question-mark",
}


@register.simple_tag
def reaction_icon(kind: str) -> SafeString:
    """The sign of a reaction."""
    return icon(REACTION_ICONS.get(kind, "sparkle"), "sm")


@register.filter
def is_chosen(option: object, value: object) -> bool:
    """Whether `option` is `value`, or one of it where `value` is a list."""
    if isinstance(value, list | tuple | set):
        return str(option) in {str(one) for one in value}
    return value is not None and str(option) == str(value)


@register.simple_tag
def control(field: BoundField, placeholder: str = "", *, large: bool = False, has_help: object = "") -> SafeString:
    """The control of a bound field, dressed, told its help and its faults; a text area grows with what is typed."""
    widget = field.field.widget
    described = [f"{field.auto_id}_helptext"] if has_help or field.help_text else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    attributes: dict[str, str] = {"class": _dress(widget, large=large)}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    if placeholder:
        attributes["placeholder"] = placeholder
    drawn = field.as_widget(attrs=attributes)
    return format_html("<x-grow>{}</x-grow>", drawn) if isinstance(widget, Textarea) else drawn


def _dress(widget: Widget, *, large: bool) -> str:
    own = widget.attrs.get("class", "")
    if large:
        return f"line-field {own}".strip()
    dress = {"textarea": "textarea", "select": "select", "checkbox": "box", "file": "file"}
    kind = "textarea" if isinstance(widget, Textarea) else getattr(widget, "input_type", "text")
    return f"{dress.get(kind, 'input')} {own}".strip()


@register.filter
def cut_words(text: str) -> list[str]:
    """A list of the words of `text`."""
    return text.split()
