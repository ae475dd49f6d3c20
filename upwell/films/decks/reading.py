"""Reading a file of slides: the way in, and what to do where nothing here draws a presentation."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.films.decks.office import office
from upwell.films.decks.slides import ANSWER, Slides, told_in
from upwell.library.intake.apart import run_apart
from upwell.library.intake.guarding import check_size, kind_of

SECONDS = 120  # until a file of slides is given up
CHILD = "upwell.films.decks.child"

log = logging.getLogger(__name__)


@contextmanager
def read_slides(path: Path, name: str) -> Iterator[tuple[Slides, Path]]:
    """The slides of a PDF or a PowerPoint file, and the folder in which their pictures lie meanwhile.

    Refused in words, before anything is unpacked: what is neither, locks, macros, and archives that unpack to more than they
    seem; after that, damage, and what takes longer than two minutes.
    """
    kind = slides_kind(path, name)
    with TemporaryDirectory(prefix="upwell-slides-") as place:
        folder = Path(place)
        shutil.copyfile(path, folder / "source")
        if kind == "pptx" and office() is not None and _is_drawn(folder):
            yield told_in(folder), folder
            return
        run_apart(CHILD, kind, folder, answer=ANSWER, seconds=SECONDS)
        yield told_in(folder), folder


def slides_kind(path: Path, name: str) -> str:
    """'pdf' or 'pptx', by what is in it; anything else is refused in words."""
    check_size(path.stat().st_size)
    kind = kind_of(path, name)
    if kind not in {"pdf", "pptx"}:
        raise ValidationError(_("Choose slides: a PDF or a PowerPoint file (.pptx)."))
    return kind


def _is_drawn(folder: Path) -> bool:
    """Whether LibreOffice could draw it; where it cannot, its words are taken."""
    try:
        run_apart(CHILD, "drawn", folder, answer=ANSWER, seconds=SECONDS)
    except ValidationError as refusal:
        log.info("A presentation could not be drawn: %s", refusal.messages)
        return False
    return True
