"""Writes of films: asking for one, and making it, scene by scene, beside the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, jobs, journal
from upwell.films.actions.storyboards import hold_storyboard
from upwell.films.making.clips import join_clips, make_clip
from upwell.films.making.folders import folder_of
from upwell.films.making.shots import Shot, shots_of
from upwell.films.making.speaking import CannotSpeak, voice
from upwell.films.making.timing import MOST_SECONDS
from upwell.films.models import Film, Scene, SceneKind, Storyboard
from upwell.films.queries.films import digest_of, length_of, scenes_of
from upwell.media.actions import add_file, pieces_of
from upwell.media.actions.consenting import put_together
from upwell.media.actions.giving import give_words
from upwell.media.models import MakingState, StoredFile
from upwell.media.recordings import ffmpeg
from upwell.media.recordings.cuts import Words
from upwell.people.models import Person

JOINING = 0.04  # of the whole work, after the last scene

log = logging.getLogger(__name__)


@transaction.atomic
def ask_for_film(storyboard: Storyboard, *, by: Person) -> Film:
    """Have the film made of the scenes as they are now. Only whose storyboard it is.

    While one is being made, and where nothing changed since the last, nothing happens. Refused in words: no scenes, a
    picture or a clip that is still missing, slides that are still coming in, and a film of more than twenty minutes.
    """
    held, scenes, speaks = hold_storyboard(storyboard, by), scenes_of(storyboard), voice()
    _refuse_unready(held, scenes, length_of(held, scenes, speaks))
    digest, now = digest_of(held, scenes, speaks), clock.now()
    film, is_new = Film.objects.select_for_update(of=("self",)).get_or_create(
        storyboard=held, defaults={"asked_at": now, "seen_alive_at": now, "digest": digest}
    )
    if not is_new and (
        film.state == MakingState.WAITING or film.state == MakingState.WORKING and not film.is_abandoned
    ):
        return film
    if film.file_id is not None and film.made_digest == digest:
        return film
    film.state, film.percent, film.fault, film.digest = MakingState.WAITING, 0, "", digest
    film.asked_at = film.seen_alive_at = now
    film.save()
    jobs.enqueue("upwell.films.tasks.make", film_id=film.pk, lock=f"film-{film.pk}")
    journal.record("film.asked", by=by, about=film)
    return film


def make_film(film: Film) -> Film:
    """The clock: make the clip of each scene that is not there yet, join them, and keep the film as any other that people
    bring, with its words as captions and its scenes' titles as chapters.

    What cannot be made says why in words; the scenes stay as they are, and so does the film before. No transaction is open
    while ffmpeg works. Twice is harmless.
    """
    if not film.is_in_work:
        return film
    storyboard, scenes, speaks = film.storyboard, scenes_of(film.storyboard), voice()
    film.digest = digest_of(storyboard, scenes, speaks)
    _note(film, 1)
    folder = folder_of(storyboard)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shots = shots_of(storyboard, scenes, by=speaks, folder=folder)
        _refuse_unready(storyboard, scenes, sum(shot.seconds for shot in shots))
        clips = _clips(film, shots, folder)
        made = join_clips(clips, is_heard=any(shot.is_heard for shot in shots), seconds=_length(shots), into=folder)
        file = add_file(pieces_of(made), name=f"{storyboard.title or _('Film')}.mp4", by=storyboard.by)
        made.unlink(missing_ok=True)
        _sweep(folder, [*clips, *(shot.sound.spoken for shot in shots if shot.sound and shot.sound.spoken)])
        return _keep(film, file, shots)
    except ValidationError as refusal:
        return _give_up(film, " ".join(refusal.messages))
    except CannotSpeak as failure:
        log.warning("film %s cannot be spoken: %s", film.pk, failure)
        return _give_up(film, _("The voice of this installation failed. Turn ‘Read aloud’ off, or try again later."))
    except ffmpeg.TookTooLong:
        return _give_up(film, _("This film took too long to make. Make two of it, or shorten its clips."))
    except (ffmpeg.FfmpegFailed, OSError) as failure:
        log.warning("film %s cannot be made: %s", film.pk, failure)
        return _give_up(
            film, _("This film could not be made. Try again; if it fails again, leave out one scene after the other.")
        )


def _refuse_unready(storyboard: Storyboard, scenes: Sequence[Scene], seconds: float) -> None:
    if not scenes:
        raise ValidationError(_("There is no scene yet. Add the first one."))
    if any(deck.is_in_work for deck in storyboard.decks.all()):
        raise ValidationError(_("Your slides are still coming in. Make the film once they are here."))
    for number, scene in enumerate(scenes, start=1):
        if fault := _missing(scene):
            raise ValidationError(_("Scene %(number)s: %(fault)s") % {"number": number, "fault": fault})
    if seconds > MOST_SECONDS:
        raise ValidationError(
            _("This film would last %(minutes)s minutes; at most %(most)s are made here. Make two of it.")
            % {"minutes": round(seconds / 60), "most": MOST_SECONDS // 60}
        )


def _missing(scene: Scene) -> str:
    """What a scene still lacks; '' where nothing does."""
    if scene.kind == SceneKind.CLIP and scene.recording is None:
        return _("choose the recording that the clip is taken from.")
    if scene.kind == SceneKind.CLIP and scene.recording is not None and not scene.recording.file.is_shown:
        return _("this recording may not be shown now: somebody who is seen in it has not agreed.")
    if scene.kind in {SceneKind.PICTURE, SceneKind.SLIDE} and scene.picture is None:
        return _("choose its picture, or take the scene out.")
    if scene.kind == SceneKind.TEXT and not (scene.title or scene.words or scene.narration or scene.voice_id):
        return _("write something, or take the scene out.")
    return ""


def _clips(film: Film, shots: Sequence[Shot], folder: Path) -> list[Path]:
    """The clip of each, with how far it has come noted as it comes."""
    clips, done, whole = [], 0.0, _length(shots) * (1 + JOINING)
    for shot, after in zip(shots, [None, *shots[:-1]], strict=True):
        note = _noting(film, done, whole)
        clips.append(make_clip(shot, after, transition=film.storyboard.transition, into=folder, progress=note))
        done += shot.seconds
        _note(film, int(done / whole * 100))
    return clips


def _noting(film: Film, done: float, whole: float) -> Callable[[float], None]:
    return lambda reached: _note(film, int((done + reached) / whole * 100))


def _length(shots: Sequence[Shot]) -> float:
    return sum(shot.seconds for shot in shots)


def _note(film: Film, percent: int) -> None:
    """That somebody is at it, and how far they are."""
    film.state, film.percent, film.seen_alive_at = MakingState.WORKING, min(max(percent, 1), 99), clock.now()
    Film.objects.filter(pk=film.pk).update(
        state=film.state, percent=film.percent, seen_alive_at=film.seen_alive_at, digest=film.digest
    )


def _sweep(folder: Path, used: Sequence[Path]) -> None:
    """What no scene uses any more is not kept."""
    names = {path.name for path in used}
    for path in folder.iterdir():
        if path.is_file() and path.name not in names:
            path.unlink(missing_ok=True)


@transaction.atomic
def _keep(film: Film, file: StoredFile, shots: Sequence[Shot]) -> Film:
    """The film is there. A page that shows the one before keeps it; 'Use it' then starts another."""
    found = Film.objects.select_for_update(of=("self",)).select_related("storyboard__by").get(pk=film.pk)
    lines, chapters, begin = _said_and_chapters(shots)
    language = found.storyboard.language
    give_words(file, by=found.storyboard.by, seconds=begin, lines=lines, language=language, chapters=chapters)
    shown = [shot.stretch.place for shot in shots if shot.stretch]
    put_together(file, of=StoredFile.objects.filter(file__in=shown))
    if found.file_id != file.pk:
        found.item = None
    found.file, found.seconds, found.made_digest, found.made_at = file, begin, film.digest, clock.now()
    found.state, found.percent, found.fault = MakingState.READY, 100, ""
    found.save()
    journal.record("film.made", by=None, about=found)
    return found


def _said_and_chapters(shots: Sequence[Shot]) -> tuple[Words, list[tuple[float, str]], float]:
    """What is said in the whole film, where its titled scenes begin, and how long it lasts."""
    lines: Words = []
    chapters: list[tuple[float, str]] = []
    begin = 0.0
    for shot in shots:
        if shot.title and len(chapters) < 50:
            chapters.append((begin, shot.title))
        lines += [[[round(a + begin, 2), round(b + begin, 2), word] for a, b, word in line] for line in shot.said]
        begin = round(begin + shot.seconds, 2)
    return lines, chapters, begin


@transaction.atomic
def _give_up(film: Film, words: str) -> Film:
    found = Film.objects.select_for_update().get(pk=film.pk)
    found.state, found.percent, found.fault = MakingState.FAILED, 0, words
    found.save(update_fields=["state", "percent", "fault"])
    journal.record("film.failed", by=None, about=found)
    return found
