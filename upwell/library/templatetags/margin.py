"""What the margin's templates need: an address that means a sentence, a second as a clock shows it, names in a comment."""

import re
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from upwell.discussion.anchors import Quote
from upwell.discussion.models import Comment
from upwell.library.prose import to_plain

register = template.Library()


@register.simple_tag
def said_query(block: dict[str, Any], said: Quote | None, wish: str) -> str:
    """The query of an address at which one responds to a sentence of a block, or (None) to all of it."""
    named = {"block": block["id"], "as": wish}
    if said is not None:
        named |= {"exact": said.exact, "prefix": said.prefix, "suffix": said.suffix, "start": str(said.start)}
    return urlencode({name: value for name, value in named.items() if value})


@register.filter
def plain(markdown: str) -> str:
    """The words of a piece of Markdown."""
    return to_plain(markdown)


@register.filter
def clock(seconds: float) -> str:
    """Seconds of a recording as '1:23', or '1:02:03' from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def with_names(comment: Comment) -> SafeString:
    """What somebody said, each colleague it names as a link to them; everything else is text."""
    html = str(conditional_escape(comment.text))
    for each in comment.mentions:
        name = str(conditional_escape(f"@{each['name']}"))
        link = format_html(
            '<a class="link" href="{}">@{}</a>', reverse("people:person", args=[each["id"]]), each["name"]
        )
        html = re.sub(re.escape(name) + r"(?!\w)", lambda _found, link=link: str(link), html, flags=re.IGNORECASE)  # type: ignore[misc]
    return mark_safe(html)  # noqa: S308  # everything in it was escaped above
