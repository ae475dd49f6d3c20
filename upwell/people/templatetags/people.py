"""Languages in words."""

from collections.abc import Iterable

from django import template

from upwell.people.languages import name_of

register = template.Library()


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """'Welsh, English' for ['cy', 'en']."""
    return ", ".join(name_of(code) for code in codes)
