"""Markdown, for the library's templates."""

from django import template
from django.utils.safestring import SafeString

from upwell.library.prose import to_html

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as harmless HTML."""
    return to_html(text)
