"""ffmpeg in its cage: the system's, else the one that comes along; it reads one file as one format, and ends in time."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

CAGE = Path(__file__).with_name("cage.py")
MEMORY_BYTES = 4 * 1024**3  # of addresses; a film of 1080 lines needs about a third
FILE_BYTES = 8 * 1024**3
# the one reader each of our types is given to: none of them opens a second file or an address
READERS = {
    **{"video/mp4": "mov", "video/quicktime": "mov", "audio/mp4": "mov"},
    **{"video/webm": "matroska", "audio/webm": "matroska", "video/x-matroska": "matroska"},
    **{"video/ogg": "ogg", "audio/ogg": "ogg"},
    **{"video/x-msvideo": "avi", "audio/mpeg": "mp3", "audio/aac": "aac", "audio/wav": "wav", "audio/flac": "flac"},
}
_DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.MULTILINE)
_STREAM = re.compile(r"^  Stream #0:\d+.*?: (Video|Audio): (.*)$((?:\n    .*)*)", re.MULTILINE)
_SIZE = re.compile(r", (\d{1,6})x(\d{1,6})(?: \[SAR (\d+):(\d+))?")
_ROTATION = re.compile(r"rotation of (-?\d+(?:\.\d+)?) degrees")
_PROGRESS = re.compile(r"out_time_us=(\d+)")


class FfmpegFailed(Exception):
    """It ended with an error, or had to be ended; the message is the last thing it said, for the log."""


class TookTooLong(FfmpegFailed):
    """It was ended because its time was up."""


@dataclass(frozen=True)
class Insides:
    """What is in a file: seconds (None where it does not say), the size as it is seen, and whether there is sound."""

    seconds: float | None
    width: int
    height: int
    has_sound: bool


@dataclass(frozen=True)
class Source:
    """One of the files that something is composed of: the reader it is given to, and what is told before it."""

    path: Path
    reader: str
    before: tuple[str, ...] = ()


def program() -> str | None:
    """Where ffmpeg is; None where there is none at all."""
    if found := shutil.which("ffmpeg"):
        return found
    with suppress(RuntimeError):
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    return None


def look(path: Path, content_type: str) -> Insides:
    """What is in the file, as far as its head says."""
    said = _run([*_input(path, content_type)], reads=[path], writes=[], seconds=60, may_fail=True)
    streams = [(kind, about + more) for kind, about, more in _STREAM.findall(said) if "attached pic" not in about]
    seen = next((about for kind, about in streams if kind == "Video"), "")
    width, height = _seen_size(seen)
    return Insides(_seconds_in(said), width, height, any(kind == "Audio" for kind, _about in streams))


def measure(path: Path, content_type: str, *, patience: float) -> float:
    """How many seconds the file lasts, by reading it through; for files whose head does not say, as browsers record them."""
    last = 0.0

    def note(seconds: float) -> None:
        nonlocal last
        last = seconds

    through = [*_input(path, content_type), "-map", "0", "-c", "copy", "-f", "null", "-"]
    _run(through, reads=[path], writes=[], seconds=patience, progress=note)
    return last


def make(
    path: Path,
    content_type: str,
    arguments: Sequence[str],
    *,
    into: Path,
    patience: float,
    before: Sequence[str] = (),
    progress: Callable[[float], None] | None = None,
) -> None:
    """Make something of the file, by `arguments`, in the folder `into`; at most `patience` seconds long.

    `progress` is told the second that has been reached, about twice a second.
    """
    command = [*before, *_input(path, content_type), *arguments]
    _run(command, reads=[path], writes=[into], seconds=patience, progress=progress, folder=into)


def compose(
    sources: Sequence[Source],
    arguments: Sequence[str],
    *,
    into: Path,
    patience: float,
    reads: Sequence[Path] = (),
    progress: Callable[[float], None] | None = None,
) -> None:
    """Make one thing of several files, numbered from 0 in `arguments`, in the folder `into`; at most `patience` seconds long.

    `reads` are further files that a list among the sources names.
    """
    taken = [
        word
        for each in sources
        for word in [*each.before, "-protocol_whitelist", "file", "-f", each.reader, "-i", f"file:{each.path}"]
    ]
    allowed = [*(each.path for each in sources), *reads]
    _run([*taken, *arguments], reads=allowed, writes=[into], seconds=patience, progress=progress, folder=into)


def _input(path: Path, content_type: str) -> list[str]:
    return ["-protocol_whitelist", "file", "-f", READERS[content_type], "-i", f"file:{path}"]


def _run(
    arguments: Sequence[str],
    *,
    reads: Sequence[Path],
    writes: Sequence[Path],
    seconds: float,
    progress: Callable[[float], None] | None = None,
    may_fail: bool = False,
    folder: Path | None = None,
) -> str:
    """Run it, and give what it said. A child of our own group, so that all of it can be ended at once."""
    found = program()
    if found is None:
        raise FfmpegFailed("there is no ffmpeg")
    limits = {
        "reads": [str(path) for path in reads],
        "writes": [str(path) for path in writes],
        "seconds": int(seconds * (os.cpu_count() or 1)) + 10,
        "memory_bytes": MEMORY_BYTES,
        "file_bytes": FILE_BYTES,
    }
    switches = ["-nostdin", "-hide_banner", "-y", "-progress", "pipe:1", "-stats_period", "0.5", "-threads", "2"]
    command = [sys.executable, "-I", "-S", str(CAGE), json.dumps(limits), found, *switches, *arguments]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=folder or "/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            process_group=0,
            text=True,
        )
        is_over = threading.Event()

        def end() -> None:
            is_over.set()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        watch = threading.Timer(seconds, end)
        watch.start()
        try:
            for line in process.stdout or ():
                if progress and (reached := _PROGRESS.match(line)):
                    progress(int(reached[1]) / 1_000_000)
            process.wait()
        finally:
            watch.cancel()
            if process.poll() is None:
                end()
                process.wait()
        said.seek(0)
        words = said.read(200_000).decode("utf-8", "replace")
    if is_over.is_set():
        raise TookTooLong(f"ended after {seconds:.0f} s")
    if process.returncode and not may_fail:
        raise FfmpegFailed(words.strip()[-500:])
    return words


def _seconds_in(said: str) -> float | None:
    found = _DURATION.search(said)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else None


def _seen_size(about: str) -> tuple[int, int]:
    """Width and height the right way up, and with square pixels; 0 and 0 where there is nothing to see."""
    found = _SIZE.search(about)
    if found is None:
        return 0, 0
    width, height = int(found[1]), int(found[2])
    if found[3] and int(found[3]) and int(found[4]):
        width = round(width * int(found[3]) / int(found[4]))
    turned = _ROTATION.search(about)
    return (height, width) if turned and round(float(turned[1]) / 90) % 2 else (width, height)
