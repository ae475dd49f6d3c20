"""Starts the process that reads a document, waits for it, and says in words why nothing came of it."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ValidationError

import upwell
from upwell.library.intake.child import REFUSED
from upwell.library.intake.saying import WHY

LARGEST_ANSWER = 20 * 1024 * 1024  # bytes of what was found and its frame
HERE = Path(upwell.__file__).resolve().parent.parent

log = logging.getLogger(__name__)


def run_apart(module: str, kind: str, folder: Path, *, answer: str, seconds: float) -> None:
    """Let our own program `module` read FOLDER/source as `kind` and write FOLDER/`answer`, in at most `seconds`.

    It inherits nothing and limits itself. Refused in words where it cannot, takes too long or too much memory.
    """
    # its own session, so that what it starts ends with it
    process = subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-P", "-m", module, kind, str(folder)],
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", **_paths()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _said, complaint = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ValidationError(WHY["time"]) from error
    finally:
        _end(process)
    told = folder / answer
    if process.returncode or not told.exists() or told.stat().st_size > LARGEST_ANSWER:
        raise ValidationError(WHY[_why(process.returncode, folder, complaint)])


def _paths() -> dict[str, str]:
    """Where Python finds Upwell, in a process that inherits nothing."""
    return {"PYTHONPATH": str(HERE)}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Whatever is left of the process and those it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _why(status: int, folder: Path, complaint: bytes) -> str:
    if complaint:
        log.info("A document could not be read: %s", complaint.decode("utf-8", "replace")[-1000:])
    said = folder / "why"
    if status == REFUSED and said.exists() and (word := said.read_text()) in WHY:
        return word
    return "time" if status == -signal.SIGXCPU else "broken" if status == REFUSED else "memory"
