"""A voice for narration that somebody typed: the engine of this machine, in a process with limits.

UPWELL_VOICE names it: nothing for espeak-ng where it is installed, 'none' for no voice, or a command that reads the words
from its standard input and writes a WAV file to {sound}; {language} is a code like 'en'. Where there is no voice the words
are shown, as captions.
"""

import json
import shlex
import shutil
import subprocess
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from upwell.media.recordings.ffmpeg import CAGE

ESPEAK = "espeak-ng"
WORDS_A_MINUTE = 155
LANGUAGES = {"en": "en-gb"}  # espeak-ng says 'en-gb' for what is spoken in Britain; the others have our codes
SECONDS = 120  # until a voice is given up; three thousand letters take espeak-ng two
MEMORY_BYTES = 3 * 1024**3  # of addresses; a neural voice maps its model
FILE_BYTES = 200 * 1024**2


class CannotSpeak(Exception):
    """The engine failed or took too long; the message is for the log."""


@dataclass(frozen=True)
class Voice:
    """An engine: what it is called, and its command with {sound} and {language} to be filled in."""

    name: str
    command: tuple[str, ...]
    is_ours: bool = False  # known to need nothing but its own files, so that everything else can be hidden from it


def voice() -> Voice | None:
    """The voice of this installation; None where there is none, or none is wanted."""
    asked = settings.VOICE.strip()
    if asked.lower() == "none":
        return None
    if not asked or asked == ESPEAK:
        found = shutil.which(ESPEAK)
        told = ("-v", "{language}", "-s", str(WORDS_A_MINUTE), "--stdin", "-w", "{sound}")
        return Voice(ESPEAK, (found, *told), is_ours=True) if found else None
    program, *told_it = shlex.split(asked)
    found = shutil.which(program)
    return Voice(Path(program).name, (found, *told_it)) if found else None


def speak(by: Voice, words: str, *, language: str, sound: Path) -> Path:
    """Say the words into the WAV file `sound`, whole or not at all."""
    beside = sound.with_suffix(".part.wav")
    code = LANGUAGES.get(language, language) if by.is_ours else language
    command = [each.replace("{sound}", str(beside)).replace("{language}", code) for each in by.command]
    limits = {
        "reads": [] if by.is_ours else ["/"],
        "writes": [str(sound.parent)],
        "seconds": SECONDS,
        "memory_bytes": MEMORY_BYTES,
        "file_bytes": FILE_BYTES,
    }
    caged = [sys.executable, "-I", "-S", str(CAGE), json.dumps(limits), *command]
    try:
        said = subprocess.run(  # noqa: S603  # by list and in a cage
            caged,
            input=plain(words).encode(),
            capture_output=True,
            timeout=SECONDS,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(sound.parent)},
            cwd=sound.parent,
            check=False,
        )
        if said.returncode or seconds_of(beside) <= 0:
            raise CannotSpeak(
                said.stderr.decode("utf-8", "replace")[-500:] or f"{by.name} ended with {said.returncode}"
            )
        beside.replace(sound)
    except (OSError, subprocess.TimeoutExpired, wave.Error, EOFError) as failure:
        raise CannotSpeak(repr(failure)[:500]) from failure
    finally:
        beside.unlink(missing_ok=True)
    return sound


def seconds_of(sound: Path) -> float:
    """How long a WAV file lasts."""
    with wave.open(str(sound)) as opened:
        return float(opened.getnframes() / max(opened.getframerate(), 1))


def plain(words: str) -> str:
    """The words as an engine should take them: what it would read as orders of its own is taken apart."""
    return words.replace("[[", "[ [").replace("]]", "] ]").replace("<", "‹").replace(">", "›")
