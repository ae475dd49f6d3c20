"""What the page in plain fields asks of a block."""

from django import template

from upwell.library.blocks.kinds import Block
from upwell.library.plain_form import Control, controls_of, rest_of

register = template.Library()


@register.filter
def controls(block: Block) -> list[Control]:
    """The controls for what one may type and choose in a block."""
    return controls_of(block)


@register.filter
def rest(block: Block) -> str:
    """What there is no control for, as JSON, so that it comes back as it was."""
    return rest_of(block)
