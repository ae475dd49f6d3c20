"""What lists of needs show, as tags: {% need_row row %}, {% need_chip need offer %}, {% happening one %}."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from upwell.needs.models import Need, Offer
from upwell.needs.queries.board import Row
from upwell.needs.queries.story import Happening
from upwell.web.need_rows import draw_chip, draw_row
from upwell.web.need_stories import draw_happening
from upwell.web.templatetags.upwell import ago

register = template.Library()


@register.simple_tag(takes_context=True)
def need_row(context: Context, row: Row, level: int = 2) -> SafeString:
    """A need on the board; `next` in the context is the page of the list, where its buttons lead back to."""
    token, board = str(context.get("csrf_token", "")), str(context.get("next", ""))
    return draw_row(row, level=level, token=token, board=board)


@register.simple_tag
def need_chip(need: Need, offer: Offer | None = None) -> SafeString:
    """What is happening to a need, in a word or two; `offer` is the latest that stands."""
    return draw_chip(need, offer.by if offer else None, offer.how if offer else "")


@register.simple_tag
def happening(one: Happening) -> SafeString:
    """One line of a need's story."""
    return draw_happening(one, ago(one.at))
