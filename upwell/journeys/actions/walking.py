"""Doing a step that nothing else notices: having met somebody, thought of something, recorded oneself, tried something."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock
from upwell.core.text import clean
from upwell.journeys.actions.finishing import finish_walks, note_done
from upwell.journeys.models import Enrolment, Step, StepDone, StepKind
from upwell.journeys.models.step import BY_ITEMS
from upwell.journeys.permissions import can_walk
from upwell.media.models import FileKind, StoredFile
from upwell.people.models import Person

LONGEST_WORDS = 4000  # characters
MOST_MET = 10


@transaction.atomic
def do_step(
    enrolment: Enrolment,
    *,
    by: Person,
    step: Step,
    words: str = "",
    file: StoredFile | None = None,
    met: Collection[Person] = (),
    share: bool = False,
) -> StepDone:
    """Say that one has done a step of one's own path; only whoever walks it may. Said again, it keeps the newer words.

    What one writes or records is one's own, unless one shares it with one's buddy. Refused in words: a step that is done
    by finishing what it holds, one before which another has to be done, a reflection without a word, a recording without
    a recording, and a path that one has left.
    """
    walk = Enrolment.objects.select_for_update(of=("self",)).select_related("path", "person").get(pk=enrolment.pk)
    if not can_walk(by, walk) or step.path_id != walk.path_id:
        raise PermissionDenied
    words = clean(words)
    _refuse_wrong(walk, step, words, file)
    colleagues = [person for person in met if person.pk != by.pk and person.is_active][:MOST_MET]
    said = {"words": words, "file": file, "is_shared": share}
    done, is_new = StepDone.objects.get_or_create(enrolment=walk, step=step, defaults={"at": clock.now(), **said})
    if not is_new:
        done.words, done.is_shared, done.file = words, share, file or done.file
        done.save(update_fields=["words", "is_shared", "file"])
    done.met.set(colleagues)
    if is_new:
        note_done(walk, step, met=colleagues)
        finish_walks([walk.pk])
    return done


@transaction.atomic
def undo_step(enrolment: Enrolment, *, by: Person, step: Step) -> None:
    """Take back that one has done a step, with what one wrote there; while one is still walking. Again changes nothing."""
    walk = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if not can_walk(by, walk):
        raise PermissionDenied
    if walk.finished_at is not None:
        raise ValidationError(_("The path is finished; its steps stay done."))
    walk.done.filter(step=step).exclude(step__kind__in=BY_ITEMS, step__items__isnull=False).delete()


def _refuse_wrong(walk: Enrolment, step: Step, words: str, file: StoredFile | None) -> None:
    if walk.left_at is not None:
        raise ValidationError(_("You left this path. Begin it again to go on."))
    if step.kind in BY_ITEMS and step.items.exists():
        raise ValidationError(_("This step is done when you finish what it holds."))
    if waits := step.after.exclude(done__enrolment=walk).first():
        raise ValidationError(_("First comes ‘%(title)s’.") % {"title": waits.title})
    if len(words) > LONGEST_WORDS:
        raise ValidationError({"words": _("Say it in at most %(most)s characters.") % {"most": LONGEST_WORDS}})
    if step.kind == StepKind.REFLECTION and not words:
        raise ValidationError({"words": _("Write down what you thought; a sentence is enough.")})
    if step.kind == StepKind.RECORDING:
        _refuse_silence(walk, step, file)


def _refuse_silence(walk: Enrolment, step: Step, file: StoredFile | None) -> None:
    if file is None and not walk.done.filter(step=step, file__isnull=False).exists():
        raise ValidationError({"file": _("Choose the recording, or make one with your camera or microphone.")})
    if file is not None and file.kind not in {FileKind.VIDEO, FileKind.AUDIO}:
        raise ValidationError({"file": _("This is neither a video nor a sound recording.")})
