"""Which item an address means, for the person who opens it: what one may not see is not there."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from upwell.library.models import Item
from upwell.library.permissions import can_edit, can_read_draft
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1


def seen_item(request: MemberRequest, item_id: int) -> Item:
    """The item of this address with its page and card, if this person may see it."""
    if item_id > LARGEST_ID:
        raise Http404
    seen = Item.objects.visible_to(request.user).select_related(
        "thread", "owner", "team", "until_happening", "translation_of", "module__version"
    )
    found = seen.with_authors().prefetch_related("skills").filter(pk=item_id).first()
    if found is None:
        raise Http404
    return found


def seen_module(request: MemberRequest, item_id: int) -> Item:
    """The same, for what is a page of blocks; an item of another kind has no such page."""
    found = seen_item(request, item_id)
    if not hasattr(found, "module"):
        raise Http404
    return found


def written_module(request: MemberRequest, item_id: int) -> Item:
    """The same, for its authors; whoever may read it and not write it is refused."""
    found = seen_module(request, item_id)
    if not can_edit(request.user, found):
        raise PermissionDenied
    return found


def read_draft(request: MemberRequest, item_id: int) -> Item:
    """The same, for whoever writes it or was asked to read it before it is out."""
    found = seen_module(request, item_id)
    if not can_read_draft(request.user, found):
        raise PermissionDenied
    return found
