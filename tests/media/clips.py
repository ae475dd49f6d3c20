"""Clips for tests, drawn by ffmpeg: two seconds, a hundred and sixty pixels wide, with a tone."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from upwell.media.recordings.ffmpeg import program

PICTURE = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=10:duration=2"]
TONE = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
QUICK = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"]


@cache
def clip(name: str) -> bytes:
    """One of them: film.mp4, talk.mp4 (nine seconds), large.mp4 (one second, of two sizes), silent.mp4, turned.mp4 (and upside-down.mp4, crooked.mp4), tone.wav, tracks.mkv, film.webm, silence.m4a (thirty hours)."""
    folder = Path(mkdtemp())
    made = folder / name
    if name in TURNS:
        (folder / "film.mp4").write_bytes(clip("film.mp4"))
        _draw("-display_rotation", TURNS[name], "-i", str(folder / "film.mp4"), "-c", "copy", str(made))
    else:
        _draw(*ARGUMENTS[name], str(made))
    return made.read_bytes()


TURNS = {"turned.mp4": "90", "upside-down.mp4": "180", "crooked.mp4": "-33"}
ARGUMENTS = {
    "film.mp4": [*PICTURE, *TONE, *QUICK],
    "large.mp4": [*[each.replace("160x120", "640x480").replace("=2", "=1") for each in [*PICTURE, *TONE]], *QUICK],
    "silent.mp4": [*PICTURE, *QUICK],
    "talk.mp4": [*[each.replace("duration=2", "duration=9") for each in [*PICTURE, *TONE]], *QUICK],
    "tone.wav": [*TONE],
    "tracks.mkv": [*PICTURE, *TONE, "-map", "0:v", *["-map", "1:a"] * 10, *QUICK],
    "film.webm": [*PICTURE, *TONE, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-live", "1"],
    "silence.flac": ["-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "108000", "-c:a", "flac"],
}


def _draw(*arguments: str) -> None:
    found = program()
    if found is None:
        pytest.skip("no ffmpeg here")
    subprocess.run([found, "-hide_banner", "-loglevel", "error", "-y", *arguments], check=True, timeout=60)
