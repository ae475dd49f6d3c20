"""PowerPoint without a program that draws it: each slide's title, words, first picture and notes, for our own template."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from upwell.films.decks.slides import MOST_SLIDES, Slide, Slides
from upwell.library.intake.found import LARGEST_PICTURE, Unreadable

DEEPEST = 20  # groups within groups
_FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}


def read(source: Path, folder: Path) -> Slides:
    """Every slide that is not hidden, up to the sixtieth."""
    found = Slides()
    shown = list(shown_slides(source))
    found.left_out["slide_too_many"] = max(0, len(shown) - MOST_SLIDES)
    for number, slide in enumerate(shown[:MOST_SLIDES], start=1):
        found.slides.append(_slide(slide, number, folder, found))
    if not any(each.title or each.words or each.picture for each in found.slides):
        raise Unreadable("empty")
    return found


def shown_slides(source: Path) -> Iterator[Any]:
    """The slides that a presentation shows."""
    return (slide for slide in Presentation(str(source)).slides if slide._element.get("show") != "0")


def notes_of(slide: Any) -> str:
    """What the speaker meant to say."""
    if not slide.has_notes_slide or slide.notes_slide.notes_text_frame is None:
        return ""
    return str(slide.notes_slide.notes_text_frame.text).strip()


def title_of(slide: Any) -> str:
    """What stands in its title."""
    return " ".join(slide.shapes.title.text.split()) if slide.shapes.title is not None else ""


def _slide(slide: Any, number: int, folder: Path, found: Slides) -> Slide:
    made = Slide(title=title_of(slide), notes=notes_of(slide))
    lines: list[str] = []
    for shape in _shapes(slide.shapes, 0):
        if slide.shapes.title is not None and shape.shape_id == slide.shapes.title.shape_id:
            continue
        if shape.is_placeholder and shape.placeholder_format.type in _FURNITURE:
            continue
        if hasattr(shape, "image"):
            made.picture = made.picture or _picture(shape, f"slide-{number}", folder)
        elif shape.has_text_frame and shape.text_frame.text.strip():
            lines += [text for each in shape.text_frame.paragraphs if (text := " ".join(each.text.split()))]
        elif shape.shape_type not in {MSO_SHAPE_TYPE.PLACEHOLDER, MSO_SHAPE_TYPE.AUTO_SHAPE, MSO_SHAPE_TYPE.TEXT_BOX}:
            found.left_out["drawing"] += 1
    made.words = lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
    return made


def _shapes(shapes: Any, depth: int) -> Iterator[Any]:
    """The shapes as one reads a slide: from top to bottom, then from left to right, those of groups in their place."""
    for shape in sorted(shapes, key=lambda each: (each.top or 0, each.left or 0)):
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP and depth < DEEPEST:
            yield from _shapes(shape.shapes, depth + 1)
        else:
            yield shape


def _picture(shape: Any, name: str, folder: Path) -> str:
    """The file that shows it, where there is one that can be kept."""
    try:
        content = shape.image.blob
    except (KeyError, ValueError, AttributeError):
        return ""
    if len(content) > LARGEST_PICTURE:
        return ""
    (folder / name).write_bytes(content)
    return name
