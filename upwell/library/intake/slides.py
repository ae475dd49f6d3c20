"""PowerPoint: each slide becomes a heading, its words as they are nested, its pictures and tables, and what was to be said."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from upwell.library.intake.found import Found, Unreadable
from upwell.library.intake.letters import escaped

MOST_SLIDES = 150
DEEPEST = 20  # groups within groups
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
_FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}
_UNSEEN = {
    MSO_SHAPE_TYPE.CHART: "chart",
    MSO_SHAPE_TYPE.DIAGRAM: "drawing",
    MSO_SHAPE_TYPE.IGX_GRAPHIC: "drawing",
    MSO_SHAPE_TYPE.FREEFORM: "drawing",
    MSO_SHAPE_TYPE.EMBEDDED_OLE_OBJECT: "object",
    MSO_SHAPE_TYPE.LINKED_OLE_OBJECT: "object",
    MSO_SHAPE_TYPE.OLE_CONTROL_OBJECT: "object",
    MSO_SHAPE_TYPE.INK: "drawing",
}


def read(source: Path, folder: Path) -> Found:
    """A presentation. Slides that are hidden stay hidden; what moves stands still."""
    deck = Presentation(str(source))
    found = Found(title=" ".join((deck.core_properties.title or "").split()))
    if found.title.lower() in {"powerpoint presentation", "presentation"}:
        found.title = ""
    written: list[str] = []
    slides = list(deck.slides)
    found.left_out["slide_too_many"] = max(0, len(slides) - MOST_SLIDES)
    for slide in slides[:MOST_SLIDES]:
        if slide._element.get("show") == "0":
            found.left_out["hidden_slide"] += 1
            continue
        written.append(_Slide(slide, found, folder).markdown())
    if not any(written):
        raise Unreadable("empty")
    found.title = found.title or _first_title(slides)
    found.markdown = "\n\n".join(filter(None, written))
    _count_comments(source, found)
    found.left_out = +found.left_out
    return found


def _first_title(slides: list[Any]) -> str:
    titles = (" ".join(slide.shapes.title.text.split()) for slide in slides if slide.shapes.title is not None)
    return next((title for title in titles if title), "")


class _Slide:
    def __init__(self, slide: Any, found: Found, folder: Path) -> None:
        self.slide, self.found, self.folder = slide, found, folder

    def markdown(self) -> str:
        """The slide, heading first; nothing at all where nothing can be read from it."""
        title = self.slide.shapes.title
        said = " ".join(title.text.split()) if title is not None else ""
        shown = [text for shape in self._shapes(self.slide.shapes, 0) if (text := self._shape(shape, title))]
        notes = self._notes()
        animations = self.slide._element.find(".//{http://schemas.openxmlformats.org/presentationml/2006/main}timing")
        self.found.left_out["animation"] += animations is not None
        return "\n\n".join([*([f"## {escaped(said)}"] if said else []), *shown, *notes])

    def _shapes(self, shapes: Any, depth: int) -> Iterator[Any]:
        """The shapes as one reads a slide: from top to bottom, then from left to right, those of groups in their place."""
        for shape in sorted(shapes, key=lambda each: (each.top or 0, each.left or 0)):
            if shape.shape_type == MSO_SHAPE_TYPE.GROUP and depth < DEEPEST:
                yield from self._shapes(shape.shapes, depth + 1)
            else:
                yield shape

    def _shape(self, shape: Any, title: Any) -> str:
        if title is not None and shape.shape_id == title.shape_id:
            return ""
        if shape.is_placeholder and shape.placeholder_format.type in _FURNITURE:
            return ""
        if shape.shape_type == MSO_SHAPE_TYPE.MEDIA:
            self.found.left_out["video"] += 1
            return ""
        if hasattr(shape, "image"):
            return self._picture(shape)
        if shape.has_table:
            return _table(shape.table)
        if shape.has_text_frame and shape.text_frame.text.strip():
            return _paragraphs(shape.text_frame)
        if word := _UNSEEN.get(shape.shape_type, "chart" if shape.has_chart else ""):
            self.found.left_out[word] += 1
        return ""

    def _picture(self, shape: Any) -> str:
        try:
            content = shape.image.blob
        except (KeyError, ValueError, AttributeError):
            self.found.left_out["picture_elsewhere"] += 1
            return ""
        described = shape._element.xpath(".//p:cNvPr/@descr")
        alt = _said_of(described[0] if described else "")
        place = self.found.add_picture(self.folder, content)
        return f"![{escaped(alt)}]({place})" if place else ""

    def _notes(self) -> list[str]:
        """What the speaker meant to say, as a callout below the slide."""
        if not self.slide.has_notes_slide or self.slide.notes_slide.notes_text_frame is None:
            return []
        lines = [line.strip() for line in self.slide.notes_slide.notes_text_frame.text.splitlines() if line.strip()]
        return ["\n".join(["> [!note]", ">", *(f"> {escaped(line)}\n>" for line in lines)])] if lines else []


def _said_of(description: str) -> str:
    """What somebody wrote to describe a picture; a file's name or a program's guess is none."""
    words = re.sub(r"[\[\]\s]+", " ", description).strip()
    is_guess = "automatically generated" in words or re.search(
        r"\.(jpe?g|png|gif|webp|emf|wmf|tiff?|bmp)$", words.lower()
    )
    return "" if is_guess else words


def _paragraphs(frame: Any) -> str:
    """Words as they are nested: one paragraph alone is one, several are a list."""
    said = [(each.level, " ".join(each.text.split())) for each in frame.paragraphs]
    said = [(level, text) for level, text in said if text]
    if len(said) == 1 or (all(level == 0 for level, _text in said) and any(len(text) > 160 for _level, text in said)):
        return "\n\n".join(escaped(text) for _level, text in said)
    return "\n".join(f"{'  ' * level}- {escaped(text)}" for level, text in said)


def _table(table: Any) -> str:
    rows = [[" ".join(escaped(cell.text).split()) for cell in row.cells] for row in table.rows]
    if not rows or not any(any(row) for row in rows):
        return ""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def _count_comments(source: Path, found: Found) -> None:
    with zipfile.ZipFile(source) as archive:
        found.left_out["comment"] += sum(
            re.match(r"ppt/comments/[^/]+\.xml$", name) is not None for name in archive.namelist()
        )
