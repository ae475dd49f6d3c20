"""A recording becomes a page: a draft with the film or the sound as its only part, to which words can be added."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.library.actions.writing import fitting_title, start_module
from upwell.library.models import Item
from upwell.media.actions import add_file
from upwell.media.actions.takes import keep_take
from upwell.media.actions.uploads import drop_upload
from upwell.media.models import FileKind, StoredFile, Upload
from upwell.people.models import Person

PARTS = {FileKind.VIDEO: "video", FileKind.AUDIO: "audio"}  # anything else is a file to take along


def start_from_take(take: Upload, *, by: Person, title: str = "", for_need_id: int | None = None) -> Item:
    """Start a module with what somebody recorded or brought; from then on it is no longer a take. Only who made it.

    Not one transaction on purpose: a take that has become a file stays one, and stays among one's takes, whatever is
    wrong with the title. What `keep_take` refuses is refused; a second time there is no take to start from.
    """
    title = fitting_title(title)
    file = keep_take(take, by=by)
    refuse_unplayable(file)
    with transaction.atomic():
        drop_upload(take, by=by)
        return start_with_file(file, by=by, title=title, for_need_id=for_need_id)


@transaction.atomic
def start_from_film(
    chunks: Iterable[bytes], *, name: str, by: Person, title: str = "", for_need_id: int | None = None
) -> Item:
    """Start a module with a film that came whole with a form, as browsers without script send it. Everybody here may;
    refused for what is in it, and for its size, as any other file."""
    title = fitting_title(title)
    file = add_file(chunks, name=name, by=by)
    refuse_unplayable(file)
    return start_with_file(file, by=by, title=title, for_need_id=for_need_id)


@transaction.atomic
def start_with_file(file: StoredFile, *, by: Person, title: str = "", for_need_id: int | None = None) -> Item:
    """Start a module whose only part so far is this file. Everybody here may; nobody sees it until it is published."""
    part = {"type": PARTS.get(FileKind(file.kind), "file"), "file": file.sha256}
    return start_module(by=by, title=title, blocks=[part], for_need_id=for_need_id)


def refuse_unplayable(file: StoredFile) -> None:
    """Refuse, where a film or a sound is asked for, what is neither: words that call themselves a film, a document."""
    if not file.is_played:
        raise ValidationError(_("There is nothing to play in this file. Bring a film or a sound."))
