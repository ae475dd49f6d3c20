"""What templates need to say a notice in words."""

from django import template
from django.utils.safestring import SafeString

from upwell.notifications.queries.inbox import Bundle
from upwell.notifications.sentences import marked_sentence

register = template.Library()


@register.simple_tag
def notice_sentence(bundle: Bundle) -> SafeString:
    """A bundle of notices in one sentence."""
    return marked_sentence(bundle.latest, bundle.others)
