"""Talk about an event and in a circle."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from upwell.discussion.actions import add_comment
from upwell.discussion.models import Comment
from upwell.gatherings.models import Circle, Event
from upwell.gatherings.permissions import is_member
from upwell.people.models import Person


@transaction.atomic
def comment_on_event(event: Event, *, by: Person, text: str, reply_to: Comment | None = None) -> Comment:
    """Say something about an event; everybody who sees it may."""
    if not by.is_active:
        raise PermissionDenied
    return add_comment(event.item.thread, by=by, text=text, about=event, reply_to=reply_to)


@transaction.atomic
def speak_in_circle(circle: Circle, *, by: Person, text: str, reply_to: Comment | None = None) -> Comment:
    """Say something in a circle; its members may, and whoever may come in by themselves comes in first."""
    if not is_member(by, circle):
        raise PermissionDenied
    return add_comment(circle.thread, by=by, text=text, about=circle, reply_to=reply_to)
