"""What readers leave on an item: typed signs and comments, in its thread."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.discussion import actions as discussion
from upwell.discussion.models import Comment, Reaction
from upwell.library.models import Item
from upwell.library.permissions import can_react
from upwell.people.models import Person


@transaction.atomic
def react_to_item(item: Item, *, by: Person, kind: str, block: str = "") -> Reaction:
    """Say whether an item helped, or that it is out of date, unclear, or raises a question; of the whole or one block.

    Whoever may see it may; its authors do not judge what they made, and a draft has no readers yet.
    """
    item = Item.objects.select_related("thread", "module__version").get(pk=item.pk)
    if not can_react(by, item):
        raise PermissionDenied
    if block and not _has(item, block):
        raise ValidationError(_("There is no such part."))
    return discussion.react(item.thread, by=by, kind=kind, block=block, about=item)


@transaction.atomic
def take_back_reaction(item: Item, *, by: Person, kind: str, block: str = "") -> None:
    """Take one's own sign back; where there is none, nothing changes."""
    discussion.unreact(item.thread, by=by, kind=kind, block=block, about=item)


@transaction.atomic
def comment_on_item(item: Item, *, by: Person, text: str) -> Comment:
    """Say something about an item. Whoever may see it may."""
    return discussion.add_comment(item.thread, by=by, text=text, about=item)


def _has(item: Item, block: str) -> bool:
    version = item.module.version if hasattr(item, "module") else None
    return version is not None and any(part["id"] == block for part in version.blocks)
