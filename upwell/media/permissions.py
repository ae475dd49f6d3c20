"""Who may add pictures and files."""

from upwell.media.models import Consent, StoredFile
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
    """Whoever brought a file had it already. Everybody else needs a page that shows it, which gives them a ticket. What was
    taken down for somebody who is filmed, nobody fetches."""
    return not file.is_down and file.brought_by.filter(pk=person.pk).exists()


def can_play(person: Person, file: StoredFile) -> bool:
    """Whoever was let in plays a film, unless it was taken down for somebody who is filmed; while it waits for a yes, only
    who brought it and those who are asked."""
    if file.is_shown:
        return True
    if file.is_down:
        return False
    return can_fetch_file(person, file) or file.consents.filter(person=person).exists()


def can_name_filmed(person: Person, file: StoredFile) -> bool:
    """Whoever brought a video or a sound says who is filmed."""
    return person.is_active and file.is_played and file.brought_by.filter(pk=person.pk).exists()


def can_answer_consent(person: Person, consent: Consent) -> bool:
    """Everybody answers for themselves alone."""
    return person.is_active and consent.person_id == person.pk
