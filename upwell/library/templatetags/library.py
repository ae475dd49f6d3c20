"""Markdown and the hidden rest of a block, for the library's templates."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from upwell.library.prose import to_html

register = template.Library()

# what the page one writes on without script has a field for
SHOWN = {
    "text": {"text"},
    "image": {"picture", "alt", "caption"},
    "question": {"text", "hint", "several", "options"},
    "link": {"url", "title", "why"},
}


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as harmless HTML."""
    return to_html(text)


@register.filter
def rest(block: dict[str, Any]) -> str:
    """What a block holds that the page one writes on has no field for, as JSON; '' for nothing."""
    shown = {"id", "type"} | SHOWN.get(block["type"], set())
    more = {name: value for name, value in block.items() if name not in shown}
    return json.dumps(more) if more else ""
