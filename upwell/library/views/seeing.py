"""Which item an address means, for the person who opens it: what one may not see is not there."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from upwell.core.prepared import prepared
from upwell.library.models import Item, ItemQuerySet
from upwell.library.permissions import can_edit, can_read_draft
from upwell.library.queries.cards import with_authors, with_skills
from upwell.people.models import Person
from upwell.people.requests import MemberRequest

LARGEST_ID = 2**63 - 1


def seen_item(request: MemberRequest, item_id: int) -> Item:
    """The item of this address with its page and card, if this person may see it."""
    return with_skills(with_authors([item_meant(request, item_id)]))[0]


def item_meant(request: MemberRequest, item_id: int) -> Item:
    """The same without those who wrote it and what it is about, for somebody who only says something of it."""
    found = _seen(item_id, request.user) if item_id <= LARGEST_ID else []
    if not found:
        raise Http404
    return found[0]


@prepared
def _seen(item_id: int, person: Person) -> ItemQuerySet:
    return (
        Item.objects.visible_to(person).filter(pk=item_id).select_related("thread", "owner", "team", "module__version")
    )


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
