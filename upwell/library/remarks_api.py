"""What is said of a draft, for programs: the same actions and the same permissions as the pages."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from upwell.core.fields import After, Id, Limit, Listing, listing
from upwell.core.problems import REFUSALS
from upwell.library.actions.remarking import answer_remark, remark_on_draft, reopen_remark, settle_remark
from upwell.library.models import Item, Remark
from upwell.library.permissions import can_read_draft
from upwell.library.queries.remarks import threads, threads_of
from upwell.library.remarks_schemas import RemarkAnswerIn, RemarkIn, RemarkOut
from upwell.people.bearer import ProgramRequest

router = Router(tags=["drafts"])


@router.get("/modules/{item_id}/remarks", response={200: Listing[RemarkOut], **REFUSALS})
def remarks(
    request: ProgramRequest, item_id: Id, settled: bool = False, after: After = "", limit: Limit = 20
) -> dict[str, object]:
    """What waits for a word beside a draft, or (`settled`) was dealt with; the newest first, with its answers.

    Only for those who write the draft and those who were asked to read it.
    """
    return listing(threads_of(_draft(request, item_id), settled=settled, after=after, size=limit))


@router.post("/modules/{item_id}/remarks", response={201: RemarkOut, **REFUSALS})
def remark(request: ProgramRequest, item_id: Id, body: RemarkIn) -> Status[Remark]:
    """Say something of a draft, a block of it or words in it; those who write it are told."""
    item = _draft(request, item_id)
    made = remark_on_draft(item, by=request.auth, text=body.text, block=body.block, said=body.said())
    return Status(201, _remark(item, made.pk))


@router.post("/modules/{item_id}/remarks/{remark_id}/answers", response={201: RemarkOut, **REFUSALS})
def answer(request: ProgramRequest, item_id: Id, remark_id: Id, body: RemarkAnswerIn) -> Status[Remark]:
    """Answer a remark; the whole thread comes back. What is settled takes no answer until it is opened again."""
    item = _draft(request, item_id)
    answer_remark(_remark(item, remark_id), by=request.auth, text=body.text)
    return Status(201, _remark(item, remark_id))


@router.post("/modules/{item_id}/remarks/{remark_id}/settle", response={200: RemarkOut, **REFUSALS})
def settle(request: ProgramRequest, item_id: Id, remark_id: Id) -> Remark:
    """Say that it is dealt with."""
    item = _draft(request, item_id)
    settle_remark(_remark(item, remark_id), by=request.auth)
    return _remark(item, remark_id)


@router.post("/modules/{item_id}/remarks/{remark_id}/reopen", response={200: RemarkOut, **REFUSALS})
def reopen(request: ProgramRequest, item_id: Id, remark_id: Id) -> Remark:
    """Say that it is not dealt with after all."""
    item = _draft(request, item_id)
    reopen_remark(_remark(item, remark_id), by=request.auth)
    return _remark(item, remark_id)


def _draft(request: ProgramRequest, item_id: int) -> Item:
    item = get_object_or_404(Item.objects.modules().visible_to(request.auth).with_module(), pk=item_id)
    if not can_read_draft(request.auth, item):
        raise PermissionDenied
    return item


def _remark(item: Item, remark_id: int) -> Remark:
    return get_object_or_404(threads(item), pk=remark_id)
