"""The door to writing together that needs nothing but a web server: send what was typed, get what others typed."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upwell.core.access import members_only
from upwell.library.actions.coediting import merge_update, open_document
from upwell.library.documents.framing import Message, Step, read_messages, sync_message
from upwell.library.documents.merging import NOTHING
from upwell.library.models import Document
from upwell.library.queries.documents import load
from upwell.library.queries.remarks import stamp_of
from upwell.library.views.seeing import written_module
from upwell.people.requests import MemberRequest

EPOCH = "Upwell-Epoch"
REMARKS = "Upwell-Remarks"  # another value than before: something is said of the draft


@members_only
@require_POST
def sync(request: MemberRequest, item_id: int) -> HttpResponse:
    """Take in what was typed and answer with what is missing there, in the framing of the y-protocols.

    `?epoch=` says which history the sender's copy belongs to: 409 where the document has begun anew since. A change that
    is refused is 422 with the reason in JSON; nothing that was sent with it is kept, and the document stays as it was.
    """
    item = written_module(request, item_id)
    try:
        messages = read_messages(_body(request))
        document = open_document(item, by=request.user)
        if request.GET.get("epoch", document.epoch) != document.epoch:
            return JsonResponse({"epoch": document.epoch}, status=409, headers={EPOCH: document.epoch})
        for message in messages:
            if message.is_change and message.data != NOTHING:
                document = merge_update(item, by=request.user, update=message.data)
    except ValidationError as refusal:
        return JsonResponse({"faults": refusal.messages}, status=422)
    body = _answer(document, messages)
    headers = {EPOCH: document.epoch, REMARKS: stamp_of(item)}
    return HttpResponse(body, content_type="application/octet-stream", headers=headers)


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig as error:
        raise ValidationError(_("This is more than one module can hold. Make two modules of it.")) from error


def _answer(document: Document, messages: list[Message]) -> bytes:
    doc, _last = load(document)
    try:
        missing = [
            sync_message(Step.MISSING, doc.get_update(message.data))
            for message in messages
            if message.step == Step.STATE
        ]
    except ValueError:
        missing = [sync_message(Step.MISSING, doc.get_update())]
    return b"".join([*missing, sync_message(Step.STATE, doc.get_state())])
