"""Takes a file away for good: its row, what was made of it, and its bytes."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import ProtectedError

from upwell.core import jobs
from upwell.core.store import store
from upwell.media.actions.consenting import hand_on_consents
from upwell.media.models import Recording, StoredFile
from upwell.people.models import Person


@transaction.atomic
def forget_file(file: StoredFile, *, by: Person) -> bool:
    """Take away a file that somebody brought: whole, with what was made of it and what is said in it. Part of an action that
    asked who may, and that knows of nothing which still shows it. Returns whether it is gone: where a colleague brought
    the same one, or something else holds it, it stays, and is only no longer `by`'s."""
    held = StoredFile.objects.select_for_update().filter(pk=file.pk).first()
    if held is None:
        return True
    held.brought_by.remove(by)
    if held.brought_by.exists():
        return False
    recording = Recording.objects.filter(file=held).first()
    lock, sha256 = f"recording-{recording.pk}" if recording else None, held.sha256
    try:
        with transaction.atomic():
            hand_on_consents(held)
            held.delete()
    except ProtectedError:  # shown as what somebody did on a path
        return False
    transaction.on_commit(partial(sweep_bytes, sha256), robust=True)
    # once more after whoever is just making it ready: they write until they notice
    jobs.enqueue("upwell.media.tasks.forget_bytes", sha256=sha256, lock=lock)
    return True


def sweep_bytes(sha256: str) -> None:
    """Remove what is kept of a file that has no row any more; of one that was brought again, nothing."""
    if StoredFile.objects.filter(sha256=sha256).exists():
        return
    store().remove(f"files/{sha256[:2]}/{sha256}")
    store().remove_folder(f"recordings/{sha256[:2]}/{sha256}")
