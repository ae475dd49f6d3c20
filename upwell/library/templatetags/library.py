"""Markdown, and the icon of each kind of item, for templates."""

from django import template
from django.utils.safestring import SafeString

from upwell.library.icons import icon_of
from upwell.library.models import Item
from upwell.library.prose import to_html

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as harmless HTML."""
    return to_html(text)


@register.filter
def kind_icon(item: Item) -> str:
    """The icon of what kind of thing an item is: {% icon item|kind_icon %}."""
    return icon_of(item)
