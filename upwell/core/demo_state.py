"""Remembers, in the data folder, whether the demo organisation is wanted and whether it is there.

A first start that is cut off while it fills the demo is thereby taken up again by the next; one that began without the
demo is never filled with strangers later.
"""

from pathlib import Path

WANTED = "wanted"


def want(data_folder: Path) -> None:
    """Note that the demo is to be filled."""
    _note_in(data_folder).write_text(WANTED)


def forget(data_folder: Path) -> None:
    """Note nothing any more: the demo is neither there nor wanted."""
    _note_in(data_folder).unlink(missing_ok=True)


def is_wanted(data_folder: Path) -> bool:
    """Whether the demo is still to be filled."""
    return _read(data_folder) == WANTED


def is_filled(data_folder: Path) -> bool:
    """Whether this installation shows the demo organisation."""
    return _read(data_folder) not in {"", WANTED}


def note_filled(data_folder: Path, whom_to_be: str) -> None:
    """Note that the demo is there, and, in words, as whom one may sign in."""
    _note_in(data_folder).write_text(whom_to_be)


def whom_to_be(data_folder: Path) -> str:
    """As whom one may sign in, in words; empty without the demo."""
    return _read(data_folder) if is_filled(data_folder) else ""


def _note_in(data_folder: Path) -> Path:
    return data_folder / "demo"


def _read(data_folder: Path) -> str:
    note = _note_in(data_folder)
    return note.read_text().strip() if note.exists() else ""
