"""A PDF, page by page as pictures; the first line on a page is what its scene is called."""

from pathlib import Path

import pypdfium2

from upwell.films.decks.slides import MOST_SLIDES, Slide, Slides
from upwell.library.intake.found import Unreadable

LONG_SIDE = 1600  # pixels: sharp in a film of 1280, and not heavy to keep
LONGEST_TITLE = 80


def read(source: Path, folder: Path) -> Slides:
    """Draw each page; those beyond the sixtieth are counted."""
    try:
        document = pypdfium2.PdfDocument(str(source))
    except pypdfium2.PdfiumError as error:
        raise Unreadable("locked" if "assword" in str(error) else "broken") from error
    found = Slides()
    found.left_out["slide_too_many"] = max(0, len(document) - MOST_SLIDES)
    for number in range(min(len(document), MOST_SLIDES)):
        page = document[number]
        name = f"page-{number + 1}.png"
        scale = LONG_SIDE / max(*page.get_size(), 1)
        page.render(scale=scale).to_pil().convert("RGB").save(folder / name, compress_level=1)
        found.slides.append(Slide(title=_first_line(page), picture=name, is_whole=True))
        page.close()
    if not found.slides:
        raise Unreadable("empty")
    return found


def _first_line(page: pypdfium2.PdfPage) -> str:
    lines = page.get_textpage().get_text_bounded().splitlines()
    return next((line for each in lines if (line := " ".join(each.split()))), "")[:LONGEST_TITLE]
