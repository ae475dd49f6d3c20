"""Writes of captions: what is said in a recording, written down by this machine and put right by people."""

import json
import logging
import os
import signal
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, jobs, journal
from upwell.core.store import store, workplace
from upwell.core.text import one_line
from upwell.media.actions.chapters import propose_chapters
from upwell.media.models import MakingState, Recording, Transcript
from upwell.media.recordings import ffmpeg
from upwell.media.recordings.captions import realigned, said
from upwell.media.recordings.listening import model_folder
from upwell.people.models import Person

PATIENCE_SECONDS = 120.0
PATIENCE_FACTOR = 4.0  # times its own length; a small model needs a tenth of it
LONGEST_WORD = 80  # characters
LONGEST_LINE = 400

log = logging.getLogger(__name__)


@transaction.atomic
def ask_for_captions(recording: Recording) -> Transcript | None:
    """The clock: have what is said in a recording written down, once, where there is sound and something to listen with."""
    if not recording.has_sound or model_folder(settings.SPEECH_MODEL) is None:
        return None
    row, is_new = Transcript.objects.get_or_create(recording=recording, defaults={"at": clock.now()})
    if is_new:
        jobs.enqueue("upwell.media.tasks.write_captions", recording_id=recording.pk, lock=f"captions-{recording.pk}")
    return row


@transaction.atomic
def bring_captions(recording: Recording, told: dict[str, Any]) -> Transcript:
    """An import, or whoever made the recording of written words: keep what is said in it (`language`, and `lines` of words with
    their seconds), so that nobody need listen. What people have put right is never written over."""
    row, _is_new = Transcript.objects.get_or_create(recording=recording, defaults={"at": clock.now()})
    return keep_captions(row, told)


def make_captions(transcript: Transcript) -> Transcript:
    """The clock: listen to a recording and keep what is said, word for word with its seconds. What people have put right
    is never written over. What cannot be listened to says so; the recording plays all the same."""
    recording = transcript.recording
    try:
        told = _listened(recording)
    except (ffmpeg.FfmpegFailed, subprocess.SubprocessError, ValueError, FileNotFoundError) as failure:
        log.warning("recording %s has no captions: %s", recording.pk, failure)
        return keep_captions(transcript, {}, fault=_("What is said in this recording could not be written down."))
    return keep_captions(transcript, told)


@transaction.atomic
def keep_captions(transcript: Transcript, told: dict[str, Any], *, fault: str = "") -> Transcript:
    """The clock: keep what a listener heard (`language`, and `lines` of words with their seconds), or why it heard nothing.
    What people have put right is never written over."""
    found = _locked(transcript)
    if found.edited_at is not None:
        return found
    found.lines, found.language = told.get("lines", []), str(told.get("language", ""))[:10]
    found.state, found.fault = (MakingState.FAILED if fault else MakingState.READY), fault
    found.at = clock.now()
    found.save(update_fields=["lines", "language", "state", "fault", "at"])
    if not fault:
        propose_chapters(found.recording, found.lines)
        journal.record("recording.captioned", by=None, about=found.recording)
    return found


@transaction.atomic
def correct_word(transcript: Transcript, *, by: Person, line: int, word: int, text: str) -> Transcript:
    """Put one word of the captions right; its time stays. Part of an action that asked who may.

    An empty word is left out of what is shown; one that was right already changes nothing.
    """
    found = _locked(transcript)
    text = one_line(text)
    if len(text) > LONGEST_WORD:
        raise ValidationError(_("This is more than a word. Write at most %(most)s letters.") % {"most": LONGEST_WORD})
    if not (0 <= line < len(found.lines) and 0 <= word < len(found.lines[line])):
        raise ValidationError(_("This word is no longer there. Load the page again."))
    if found.lines[line][word][2] == text:
        return found
    found.lines[line][word][2] = text
    return _corrected(found, by)


@transaction.atomic
def correct_line(transcript: Transcript, *, by: Person, line: int, text: str) -> Transcript:
    """Write a line of the captions anew: words that stay keep their time, new ones share that of those they stand for.
    Part of an action that asked who may. The same line again changes nothing."""
    found = _locked(transcript)
    text = one_line(text)
    if len(text) > LONGEST_LINE:
        raise ValidationError(_("This is more than a line. Write at most %(most)s letters.") % {"most": LONGEST_LINE})
    if not (0 <= line < len(found.lines) and found.lines[line]):
        raise ValidationError(_("This line is no longer there. Load the page again."))
    if said(found.lines[line]) == text:
        return found
    words = realigned(found.lines[line], text)
    begin, end = found.lines[line][0][0], found.lines[line][-1][1]
    found.lines[line] = words or [[begin, end, ""]]
    return _corrected(found, by)


def _locked(transcript: Transcript) -> Transcript:
    return Transcript.objects.select_for_update(of=("self",)).select_related("recording__file").get(pk=transcript.pk)


def _corrected(found: Transcript, by: Person) -> Transcript:
    found.edited_by, found.edited_at = by, clock.now()
    found.save(update_fields=["lines", "edited_by", "edited_at"])
    journal.record("recording.captions_corrected", by=by, about=found.recording)
    return found


def _listened(recording: Recording) -> dict[str, Any]:
    """What was said: the sound as speech models want it (16 kHz, one channel), and a listener in a process of its own."""
    model = model_folder(settings.SPEECH_MODEL)
    if model is None:
        raise ValueError("nothing to listen with")
    patience = PATIENCE_SECONDS + (recording.seconds or 0) * PATIENCE_FACTOR
    with workplace() as folder, store().on_disk(recording.file.file) as path:
        sound = ["-map", "0:a:0", "-ac", "1", "-ar", "16000", "sound.wav"]
        ffmpeg.make(path, recording.file.content_type, sound, into=folder, patience=patience)
        arguments = [f"{folder}/sound.wav", str(model), settings.SPEECH_LANGUAGE, ", ".join(settings.SPEECH_WORDS)]
        command = [sys.executable, "-m", "upwell.media.recordings.listening", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, process_group=0)
        try:
            told, _nothing = process.communicate(timeout=patience)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    if process.returncode:
        raise ValueError(f"the listener ended with status {process.returncode}")
    return dict(json.loads(told))
