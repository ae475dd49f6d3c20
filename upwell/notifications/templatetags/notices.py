"""What templates need to say a notice in words."""

from django import template

from upwell.notifications.queries.inbox import Bundle
from upwell.notifications.sentences import sentence

register = template.Library()


@register.simple_tag
def notice_sentence(bundle: Bundle) -> str:
    """A bundle of notices in one sentence."""
    return sentence(bundle.latest, bundle.others)
