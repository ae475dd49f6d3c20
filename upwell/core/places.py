"""Where an installation keeps what is its own."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


class CannotWrite(Exception):
    """A folder that Upwell needs cannot be written; the message says which and why in one line."""


def data_folder() -> Path:
    """UPWELL_DATA; else `data/` in a clone, and the person's own share folder where Upwell was installed as a package."""
    if named := os.environ.get("UPWELL_DATA"):
        return Path(named).expanduser().resolve()
    if (PACKAGE.parent / "pyproject.toml").exists():
        return PACKAGE.parent / "data"
    return Path.home() / ".local" / "share" / "upwell"


def make_folder(folder: Path) -> Path:
    """Make sure that a folder is there and can be written."""
    probe = folder / ".writable"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_text("Upwell looks here whether it may write.\n")
        probe.unlink()
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be written: {error.strerror}.") from error
    return folder


def kept_secret(folder: Path, name: str) -> str:
    """A long random word, made once, whole or not at all, and readable by nobody but the user that runs Upwell."""
    kept = folder / name
    if not kept.exists():
        make_folder(folder)
        aside = folder / f".{name}.{os.getpid()}"
        aside.touch(mode=0o600)
        aside.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # another process was quicker: its word counts
            os.link(aside, kept)
        aside.unlink()
    return kept.read_text().strip()
