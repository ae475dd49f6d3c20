"""What is said of a take: on the second, in words or with one's voice, and against what was looked for."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.refusals import text_fault
from upwell.core.text import one_line
from upwell.discussion.actions import add_comment, remove_comment
from upwell.discussion.actions.anchoring import put_second
from upwell.discussion.models import Anchor, Comment
from upwell.media.actions.forgetting import forget_file
from upwell.media.actions.takes import keep_take
from upwell.media.actions.uploads import drop_upload
from upwell.media.models import FileKind, Upload
from upwell.people.models import Person
from upwell.practice.actions.showing import hold_take
from upwell.practice.models import Aspect, Level, Mark, Take, VoiceNote
from upwell.practice.permissions import can_say

LONGEST_REASON = 500  # characters
BLOCK = "take"  # what a place in a take is called; a take has one part


@transaction.atomic
def comment_take(
    take: Take, *, by: Person, text: str, second: float | None = None, reply_to: Comment | None = None
) -> Comment:
    """Say something of a take, of one second of it or of the whole, or in reply. Whoever recorded it may, and those it is
    shown to, once they have watched it. The same words twice in a row are one comment."""
    held = _hold_to_say(take, by)
    anchor = _anchor(held, second)
    return add_comment(held.thread, by=by, text=text, about=held, anchor=anchor, reply_to=reply_to)


def say_with_voice(take: Take, *, by: Person, upload: Upload, second: float | None = None) -> Comment:
    """The same with one's voice, as it was just recorded. Refused: anything but a sound.

    Not one transaction on purpose: what was recorded stays among one's takes, whatever is wrong with the rest.
    """
    if not can_say(by, take):
        raise PermissionDenied
    file = keep_take(upload, by=by)
    with transaction.atomic():
        held = _hold_to_say(take, by)
        if known := VoiceNote.objects.filter(file=file).select_related("comment").first():
            return known.comment
        if file.kind != FileKind.AUDIO:
            raise ValidationError(_("A voice note has no picture. Choose ‘Voice alone’."))
        text = _("Said aloud (%(name)s)") % {"name": file.name[:80]}
        said = add_comment(held.thread, by=by, text=text, about=held, anchor=_anchor(held, second))
        VoiceNote.objects.create(comment=said, take=held, file=file)
        drop_upload(upload, by=by)
        return said


@transaction.atomic
def take_back_words(comment: Comment, *, by: Person) -> None:
    """Take back what one said of a take; what one said with one's voice goes with its bytes. Only who said it; again
    changes nothing."""
    note = VoiceNote.objects.select_related("file").filter(comment=comment).first()
    remove_comment(comment, by=by)
    if note is not None:
        note.delete()
        forget_file(note.file, by=by)


@transaction.atomic
def mark_take(take: Take, *, by: Person, aspect: Aspect, level: str, reason: str) -> Mark:
    """Say of one thing that was looked for whether it is not yet there, there, or strong, and why; whoever may say something
    of the take may. It is for whoever recorded it, and never added up.

    Refused: a mark without a reason, and what was not looked for. Again it replaces what one said; the same changes nothing.
    """
    held = _hold_to_say(take, by)
    reason = one_line(reason)
    if aspect.practice_id != held.practice_id or level not in Level.values:
        raise ValidationError({"level": _("Choose one of the three.")})
    if fault := text_fault(reason, LONGEST_REASON, _("Say why: what did you see or hear?")):
        raise ValidationError({"reason": fault})
    mark = Mark.objects.filter(take=held, aspect=aspect, by=by).first() or Mark(take=held, aspect=aspect, by=by)
    if mark.pk and (mark.level, mark.reason) == (level, reason):
        return mark
    mark.level, mark.reason, mark.at = level, reason, clock.now()
    mark.save()
    journal.record("practice.marked", by=by, about=held, aspect=aspect.pk, level=level)
    return mark


def _hold_to_say(take: Take, by: Person) -> Take:
    held = hold_take(take)
    if not can_say(by, held):
        raise PermissionDenied
    return held


def _anchor(take: Take, second: float | None) -> Anchor | None:
    if second is None:
        return None
    return put_second(take.thread, block=BLOCK, second=second, number=take.number)
