"""How far a large import has come: a line in a file beside it, because its own transaction shows nothing until its end."""

import time
from contextlib import suppress

from upwell.interop.imports.writing import Progress
from upwell.interop.models import Upload

NAME = ".progress"
SECONDS_BETWEEN = 0.5


def note_progress(upload: Upload, *, total: int) -> Progress:
    """Progress that is written where `progress_of` finds it, a few times a second at most."""
    file = upload.folder.with_suffix(NAME)
    done, written = 0, 0.0

    def progress(kind: str, count: int) -> None:
        nonlocal done, written
        done += count
        if time.monotonic() - written >= SECONDS_BETWEEN:
            written = time.monotonic()
            with suppress(OSError):  # a bar that stands still is no reason to stop
                file.write_text(f"{done} {total}")

    return progress


def progress_of(upload: Upload) -> tuple[int, int]:
    """How many rows are written, of how many; (0, 0) before the first."""
    try:
        done, total = upload.folder.with_suffix(NAME).read_text().split()
        return int(done), int(total)
    except (OSError, ValueError):
        return 0, 0
