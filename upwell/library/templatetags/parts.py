"""Draws the parts of a page. What every reader sees alike is drawn once for a version and kept: versions never change.

A page of 200 parts then costs little more than one of ten. What depends on the reader (what they left, a mixed order, a
recording's address) is drawn for each of them. Forms carry a token of the visit, which is put in afterwards.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from datetime import datetime
from threading import Lock

from django import template
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from upwell.library.queries.page import Sheet
from upwell.library.queries.parts import Part

MOST_KEPT = 4_000  # parts, of some two kilobytes each
LONGEST_KEPT = 20_000  # characters; longer ones are rare and drawn each time
TOKEN = secrets.token_hex(32)  # stands for the token of a visit; nobody's words can hold it

Page = tuple[int, datetime, str | None]
Key = tuple[Page, str]

register = template.Library()
_kept: OrderedDict[Key, str] = OrderedDict()
_lock = Lock()


@register.simple_tag(takes_context=True)
def draw_parts(context: Context, sheet: Sheet) -> SafeString:
    """All parts of a sheet, each in its template; those nobody has translated yet with their own language."""
    token = str(context.get("csrf_token", ""))
    untranslated = sheet.keeping.untranslated
    page = _page(sheet)
    pieces = []
    for part in sheet.parts:
        html = _drawn(context, part, token, page)
        if untranslated and part.block["id"] in untranslated:
            language = sheet.keeping.original.language if sheet.keeping.original else ""
            html = format_html('<div class="untranslated" lang="{}">{}</div>', language, mark_safe(html))  # noqa: S308  # drawn
        pieces.append(html)
    return mark_safe("\n".join(pieces))  # noqa: S308  # templates and format_html made each of them


def _page(sheet: Sheet) -> Page | None:
    """What is kept for which page: a version in a language. The moment is in it because a database that was put back from a
    copy may give a number twice."""
    if sheet.version is None or sheet.is_draft:
        return None
    return (sheet.version.pk, sheet.version.at, get_language())


def _drawn(context: Context, part: Part, token: str, page: Page | None) -> str:
    if page is None or not part.is_alike:
        return _draw(context, part, token)
    key = (page, part.block["id"])
    with _lock:
        kept = _kept.get(key)
        if kept is not None:
            _kept.move_to_end(key)
    if kept is None:
        kept = _draw(context, part, TOKEN)
        if len(kept) <= LONGEST_KEPT:
            _keep(key, kept)
    return kept.replace(TOKEN, token)


def _keep(key: Key, html: str) -> None:
    with _lock:
        _kept[key] = html
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def _draw(context: Context, part: Part, token: str) -> SafeString:
    drawing = context.template.engine.get_template(part.template) if context.template else Template("")
    with context.push(part=part, csrf_token=token):
        return drawing.render(context)
