"""Markdown and the hidden rest of a block, for the library's templates."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from upwell.library.blocks import FIELDS
from upwell.library.prose import to_html

register = template.Library()

SHOWN = {"id", "type", "several", "options"}


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as harmless HTML."""
    return to_html(text)


@register.filter
def rest(block: dict[str, Any]) -> str:
    """What a block holds that this version has no field for, as JSON; '' for nothing."""
    shown = SHOWN | set(FIELDS[block["type"]]) if block["type"] in FIELDS else {"id", "type"}
    more = {name: value for name, value in block.items() if name not in shown}
    return json.dumps(more) if more else ""
