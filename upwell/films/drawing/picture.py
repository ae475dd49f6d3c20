"""One scene as a picture of 1280 by 720: words in lines, a picture whole and never cropped, a slide as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from upwell.core.store import store
from upwell.films.drawing.colours import LOOKS, Colours
from upwell.films.drawing.type import Face, wrapped
from upwell.films.models import Look

WIDTH, HEIGHT = 1280, 720
MARGIN = 96
BESIDE = 470  # pixels for the words where a picture stands beside them
HEADINGS = [Face("newsreader", 520, size) for size in (76, 68, 60, 52, 44, 38, 32, 28)]
TEXTS = [Face("inter", 420, size) for size in (38, 34, 30, 27, 24, 21, 19, 17)]
ALONE = [Face("newsreader", 440, size) for size in (60, 54, 48, 42, 37, 32, 27, 23)]  # words without a heading
CAPTION = Face("inter", 480, 30)
CAPTION_WIDTH = WIDTH - 2 * 150
CAPTION_LINES = 2
_BULLETS = ("- ", "* ", "• ", "– ")


@dataclass(frozen=True)
class Sight:
    """What is to be seen: words, or a picture with or without words beside it; `is_slide`: the picture alone."""

    look: Look
    title: str = ""
    words: str = ""
    picture: str = ""  # its place in the store
    is_slide: bool = False


def draw(sight: Sight, *, caption: Sequence[str] = ()) -> Image.Image:
    """The picture; with a caption, its one or two lines on a band at the foot."""
    colours = LOOKS[sight.look]
    image = Image.new("RGB", (WIDTH, HEIGHT), colours.ground)
    foot = HEIGHT - (_caption_height(CAPTION_LINES) + 24 if caption else 0)  # the same for one line and for two
    if not sight.picture:
        _write(image, sight, colours, (MARGIN, 64, WIDTH - MARGIN, foot - 64))
    elif sight.is_slide or not (sight.title or sight.words):
        edge = 0 if sight.is_slide and not caption else 32
        _show(image, sight.picture, (edge, edge, WIDTH - edge, foot - edge))
    else:
        _write(image, sight, colours, (MARGIN - 24, 64, MARGIN - 24 + BESIDE, foot - 64))
        _show(image, sight.picture, (MARGIN + BESIDE + 16, 48, WIDTH - 48, foot - 48))
    if caption:
        _say(image, caption, colours)
    return image


def caption_lines(words: str) -> list[list[str]]:
    """What is said, in pieces of at most two lines, as captions show it."""
    lines = wrapped(" ".join(words.split()), CAPTION, CAPTION_WIDTH)
    return [lines[at : at + CAPTION_LINES] for at in range(0, len(lines), CAPTION_LINES) if lines[at]]


def _write(image: Image.Image, sight: Sight, colours: Colours, box: tuple[int, int, int, int]) -> None:
    """Heading and words in the largest letters with which both fit, standing a little above the middle."""
    left, top, right, bottom = box
    page = _largest(sight, right - left, bottom - top)
    canvas = ImageDraw.Draw(image)
    at = top + max(0, (bottom - top - page.height) * 2 // 5)
    if page.title:
        canvas.rounded_rectangle((left, at, left + 56, at + 6), 3, fill=colours.mark)
        at += 34
    for line in page.title:
        page.heading.draw(canvas, (left, at), line, colours.ink)
        at += page.heading.leading
    at += page.between
    for line, inset, is_first in page.words:
        if inset and is_first:
            middle = at + page.text.size * 0.66
            canvas.ellipse((left + 4, middle - 5, left + 14, middle + 5), fill=colours.mark)
        page.text.draw(canvas, (left + inset, at), line, colours.ink if not page.title else colours.soft)
        at += page.text.leading


class _Set:
    """A heading and words in lines, in given letters, and how high they stand together."""

    def __init__(self, sight: Sight, heading: Face, text: Face, width: int) -> None:
        self.heading, self.text = heading, text
        self.title = wrapped(sight.title, heading, width) if sight.title else []
        self.words = list(_lines(sight.words, text, width)) if sight.words.strip() else []
        self.between = 28 if self.title and self.words else 0

    @property
    def height(self) -> int:
        """In pixels, with the mark above the heading."""
        mark = 34 if self.title else 0
        return mark + len(self.title) * self.heading.leading + self.between + len(self.words) * self.text.leading


def _largest(sight: Sight, width: int, height: int) -> _Set:
    """In the largest letters that fit; in the smallest where none do."""
    for heading, text in zip(HEADINGS, TEXTS if sight.title else ALONE, strict=True):
        page = _Set(sight, heading, text, width)
        if page.height <= height:
            break
    return page


def _lines(words: str, face: Face, width: int) -> list[tuple[str, int, bool]]:
    """Lines, how far each is set in, and whether it is the first of its point."""
    set_lines: list[tuple[str, int, bool]] = []
    for paragraph in words.strip().split("\n"):
        is_point = paragraph.lstrip().startswith(_BULLETS)
        inset = 36 if is_point else 0
        said = paragraph.lstrip()[2:] if is_point else paragraph
        set_lines += [(line, inset, at == 0) for at, line in enumerate(wrapped(said, face, width - inset))]
    return set_lines


def _show(image: Image.Image, place: str, box: tuple[int, int, int, int]) -> None:
    """A picture as large as fits into the box, whole; nothing where it is not kept any more."""
    left, top, right, bottom = box
    try:
        picture = Image.open(BytesIO(b"".join(store().pieces(place)))).convert("RGBA")
    except FileNotFoundError:
        return
    scale = min((right - left) / picture.width, (bottom - top) / picture.height)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    picture = picture.resize(size, Image.Resampling.LANCZOS)
    corner = (left + (right - left - size[0]) // 2, top + (bottom - top - size[1]) // 2)
    image.paste(picture, corner, picture)


def _caption_height(lines: int) -> int:
    return lines * CAPTION.leading + 32


def _say(image: Image.Image, caption: Sequence[str], colours: Colours) -> None:
    canvas = ImageDraw.Draw(image)
    height = _caption_height(len(caption))
    top = HEIGHT - 28 - height
    wide = max(CAPTION.width(line) for line in caption) + 64
    canvas.rounded_rectangle(((WIDTH - wide) / 2, top, (WIDTH + wide) / 2, top + height), 14, fill=colours.mat)
    for at, line in enumerate(caption):
        CAPTION.draw(canvas, ((WIDTH - CAPTION.width(line)) / 2, top + 14 + at * CAPTION.leading), line, colours.ink)
