"""Who may add pictures and files."""

from upwell.media.models import StoredFile
from upwell.media.recordings.upload import Upload
from upwell.people.models import Person


def can_add_pictures(person: Person | None) -> bool:
    """Everybody who is here: whoever may write may show. So may the installation itself (an import: None)."""
    return person is None or person.is_active


def can_add_files(person: Person | None) -> bool:
    """The same for files: whoever may write may hand something along."""
    return can_add_pictures(person)


def can_continue_upload(person: Person, upload: Upload) -> bool:
    """Only who began to bring a file goes on with it or takes it back."""
    return person.is_active and upload.by_id == person.pk


def can_fetch_file(person: Person, file: StoredFile) -> bool:
    """Whoever brought a file had it already. Everybody else needs a page that shows it, which gives them a ticket."""
    return file.brought_by.filter(pk=person.pk).exists()
