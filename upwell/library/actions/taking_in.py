"""Taking in a document from outside: its pictures are kept here, and it becomes blocks, or the start of a module."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from upwell.core.text import one_line
from upwell.library.actions.writing import start_module
from upwell.library.intake.reading import Document, below_heading, read_document
from upwell.library.models import Item
from upwell.library.permissions import can_take_in
from upwell.media.actions import add_picture
from upwell.people.models import Person


def take_in_document(sent: UploadedFile[bytes], *, by: Person) -> Document:
    """Read a document and keep its pictures; nothing is written with it yet. Everybody here may.

    Not one transaction on purpose: reading takes seconds, and a picture that was added twice is kept once. Refused in
    words, with nothing kept but pictures, where the document cannot be read (`intake.reading`).
    """
    if not can_take_in(by):
        raise PermissionDenied
    return read_document(sent, add_picture=lambda content: add_picture(content, by=by).sha256)


def start_from_document(
    sent: UploadedFile[bytes], *, by: Person, title: str = "", for_need_id: int | None = None
) -> tuple[Item, Document]:
    """Start a module from a document, as its owner, with the title given or else its own. Everybody here may.

    With another title than its own, the document's stays a heading above its words. What did not come along is in the
    document's `left_out`. Twice starts two modules, as pressing Start twice does.
    """
    document = take_in_document(sent, by=by)
    has_other = one_line(title) not in {"", document.title}
    blocks = below_heading(document.heading, document.blocks) if has_other else document.blocks
    with transaction.atomic():
        item = start_module(by=by, title=title or document.title, blocks=blocks, for_need_id=for_need_id)
    return item, document
