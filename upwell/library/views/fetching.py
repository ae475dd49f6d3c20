"""The door to the files of a page one writes: its own address of a file, which leads to one that holds for some hours."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from upwell.core.access import members_only
from upwell.library import blocks as parts
from upwell.library.documents.converting import from_document
from upwell.library.models import Document, Item
from upwell.library.queries.documents import load
from upwell.library.views.seeing import written_module
from upwell.media.models import StoredFile
from upwell.media.permissions import can_fetch_file
from upwell.media.recordings.tickets import source_for
from upwell.people.requests import MemberRequest


@members_only
@require_safe
def file(request: MemberRequest, item_id: int, sha256: str) -> HttpResponse:
    """A file that stands on a page, for who writes on it; also one that they have only just brought."""
    item = written_module(request, item_id)
    row = get_object_or_404(StoredFile, sha256=sha256)
    if not can_fetch_file(request.user, row) and sha256 not in _files_on(item):
        raise Http404
    return redirect(source_for(row, request.user))


def _files_on(item: Item) -> set[str]:
    """The files that the draft names, what readers see, and what somebody has put there since the draft was last kept."""
    module, live = item.module, Document.objects.filter(module=item.module).first()
    named = [*(module.draft or []), *(module.version.blocks if module.version else [])]
    typed = from_document(load(live)[0])[1] if live else []
    return parts.files(map(parts.filled, [*named, *typed]))
