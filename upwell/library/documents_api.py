"""Documents, for programs: a Word file and its like become the draft of a module."""

from typing import Annotated

from django.core.exceptions import ValidationError
from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile

from upwell.core.fields import Id
from upwell.core.problems import REFUSALS
from upwell.library.actions.taking_in import start_from_document
from upwell.library.models import Item
from upwell.library.schemas import ModuleOut
from upwell.media.uploading import is_too_large, too_large
from upwell.people.bearer import ProgramRequest

router = Router(tags=["modules"])


class DraftedOut(Schema):
    """The module that was started, and in a few words each what of the document did not come along."""

    module: ModuleOut
    left_out: list[str]


@router.post("/documents", response={201: DraftedOut, **REFUSALS})
def from_document(
    request: ProgramRequest, file: Annotated[UploadedFile, File()], need: Annotated[Id | None, Query()] = None
) -> Status[dict[str, object]]:
    """Start a module from a Word, PowerPoint, OpenDocument, PDF, HTML or Markdown file of at most 50 MB, as a draft that only
    its authors see. `need` is the one it is written for.

    What cannot be read is refused with 422 and a sentence that says why. It takes a second or two, 25 at most.
    """
    if is_too_large(request):
        raise ValidationError(too_large())
    item, document = start_from_document(file, by=request.auth, for_need_id=need)
    module = Item.objects.modules().visible_to(request.auth).with_module().get(pk=item.pk)
    return Status(201, {"module": module, "left_out": document.left_out})
