"""Recording a take of a practice, taking it away again, and putting one into the library."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.discussion.models import Anchor, Thread
from upwell.library.actions.recording import refuse_unplayable, start_with_file
from upwell.library.models import Item
from upwell.media.actions import add_file
from upwell.media.actions.admitting import shut_out
from upwell.media.actions.consenting import name_filmed
from upwell.media.actions.forgetting import forget_file
from upwell.media.actions.takes import keep_take
from upwell.media.actions.uploads import drop_upload
from upwell.media.models import StoredFile, Upload
from upwell.people.models import Person
from upwell.practice.actions.asking import hold_practice, hold_to_record
from upwell.practice.models import Practice, Take
from upwell.practice.permissions import can_record, can_show_take
from upwell.practice.queries.pages import pages_playing

MOST_TAKES = 30


def record_take(practice: Practice, *, by: Person, upload: Upload) -> Take:
    """Keep what somebody recorded as the next take of their practice: for them alone, until they show it.

    Only who is to record it. Not one transaction on purpose: a recording that has become a file stays one, and stays among
    one's takes, whatever is wrong with the rest.
    """
    if not can_record(by, practice):
        raise PermissionDenied
    file = keep_take(upload, by=by)
    with transaction.atomic():
        made = _add_take(practice, file, by)
        drop_upload(upload, by=by)
        return made


@transaction.atomic
def record_film(practice: Practice, chunks: Iterable[bytes], *, by: Person, name: str) -> Take:
    """The same with a film that one has, sent whole with a form. Refused for what is in it as any other file is."""
    if not can_record(by, practice):
        raise PermissionDenied
    return _add_take(practice, add_file(chunks, name=name, by=by), by)


@transaction.atomic
def take_back_take(take: Take, *, by: Person) -> None:
    """Take away a take whole: nobody sees it any more, what was said of it goes with it, and so do its bytes, unless a page
    of whoever recorded it plays the same film. Only they may; again changes nothing."""
    if not Take.objects.filter(pk=take.pk).exists():
        return
    practice = hold_practice(take.practice)
    held = practice.takes.select_related("practice", "file", "thread").filter(pk=take.pk).first()
    if held is None:
        return
    if not can_show_take(by, held):
        raise PermissionDenied
    _remove(held, by)
    journal.record("practice.taken_back", by=by, about=practice, take=take.number)


@transaction.atomic
def take_back_practice(practice: Practice, *, by: Person) -> None:
    """Take away everything one recorded for a practice, whole. One that one asked of oneself is gone; what a colleague
    asked for stays asked. Only who recorded it; again changes nothing."""
    if not Practice.objects.filter(pk=practice.pk).exists():
        return
    held = hold_practice(practice)
    if held.person_id != by.pk or not by.is_active:
        raise PermissionDenied
    numbers = []
    for take in held.takes.select_related("practice", "file", "thread"):
        numbers.append(take.number)
        _remove(take, by)
    if numbers or held.is_own:
        journal.record("practice.taken_back", by=by, about=held, takes=numbers)
    if held.is_own:
        held.delete()


@transaction.atomic
def keep_in_library(take: Take, *, by: Person) -> Item:
    """Begin a page with a take, called like the practice: a draft that nobody sees until it is published. Only who recorded
    it; again, as long as that page is there, it is the same one."""
    practice = hold_practice(take.practice)
    held = practice.takes.select_related("practice", "file", "kept").get(pk=take.pk)
    if not can_show_take(by, held):
        raise PermissionDenied
    if held.kept is not None:
        return held.kept
    held.kept = start_with_file(held.file, by=by, title=practice.title)
    held.save(update_fields=["kept"])
    journal.record("practice.kept", by=by, about=practice, take=held.number, item=held.kept.pk)
    return held.kept


def _add_take(practice: Practice, file: StoredFile, by: Person) -> Take:
    held = hold_to_record(practice, by)
    if known := Take.objects.filter(file=file).first():
        if known.practice_id == held.pk:
            return known
        raise ValidationError(_("This film belongs to a practice already. Record another take, or bring another film."))
    refuse_unplayable(file)
    if held.takes.count() >= MOST_TAKES:
        raise ValidationError(_("There are %(most)s takes already. Take one away first.") % {"most": MOST_TAKES})
    number = (held.takes.aggregate(last=Max("number"))["last"] or 0) + 1
    made = held.takes.create(number=number, file=file, thread=Thread.objects.create(), at=clock.now())
    name_filmed(file, by=by, person=by)
    journal.record("practice.recorded", by=by, about=held, take=number)
    return made


def _remove(take: Take, by: Person) -> None:
    """The row and all that hangs on it. What was said with a voice belongs to whoever said it, and is forgotten with it."""
    voices = [(note.file, note.comment.by) for note in take.voice_notes.select_related("file", "comment__by")]
    thread, file = take.thread, take.file
    for showing in take.showings.select_related("person"):
        shut_out(file, person=showing.person)
    take.delete()
    thread.comments.all().delete()
    Anchor.objects.filter(thread=thread).delete()
    thread.delete()
    for voice, speaker in voices:
        forget_file(voice, by=speaker)
    if not pages_playing(file, by):
        forget_file(file, by=by)
