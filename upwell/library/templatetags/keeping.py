"""An item's age and state, and a language's name, for templates."""

from django import template

from upwell.library import lasting
from upwell.library.models import Item
from upwell.people.languages import name_of

register = template.Library()


@register.filter
def age(item: Item) -> str:
    """'checked 3 weeks ago', 'valid until 4 March', 'out of date since 1 May'; '' where there is nothing to say."""
    return lasting.in_words(item)


@register.filter
def state(item: Item) -> str:
    """'over', 'ends', 'ahead', 'retired', 'draft', 'checked' or 'new'."""
    return lasting.state_of(item)


@register.filter
def language(code: str) -> str:
    """What a language is called."""
    return name_of(code)
