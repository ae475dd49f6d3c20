"""Our two families of letters, as the front end ships them, and lines of words set in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from PIL import ImageDraw, ImageFont

# for letters that ours do not have: what a system usually has, in this order
SYSTEM_FONTS = (
    *("truetype/noto/NotoSans-Regular.ttf", "truetype/dejavu/DejaVuSans.ttf", "opentype/noto/NotoSansCJK-Regular.ttc"),
    *("truetype/noto/NotoSansArabic-Regular.ttf", "truetype/noto/NotoSansHebrew-Regular.ttf"),
)
SYSTEM_FOLDER = Path("/usr/share/fonts")
NO_LETTER = "\uffff"  # no font has one: what it draws is its box for letters that it lacks


@dataclass(frozen=True)
class Face:
    """Letters of one family ('newsreader', 'inter') in one weight and size, in pixels."""

    family: str
    weight: int
    size: int

    @property
    def leading(self) -> int:
        """From one line to the next."""
        return round(self.size * (1.18 if self.family == "newsreader" else 1.42))

    def width(self, text: str) -> float:
        """How wide a line of it is."""
        return sum(font.getlength(run) for font, run in self.runs(text))

    def runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """The line in stretches, each with the first font that has its letters."""
        fonts = _fonts(self)
        for which, letters in groupby(text, key=lambda letter: _first_with(letter, self)):
            yield fonts[which], "".join(letters)

    def draw(self, canvas: ImageDraw.ImageDraw, place: tuple[float, float], text: str, colour: str) -> None:
        """Set one line with the upper left corner of its first letter's box at `place`."""
        left, top = place
        base = top + self.size
        for font, run in self.runs(text):
            canvas.text((left, base), run, font=font, fill=colour, anchor="ls")
            left += font.getlength(run)


def wrapped(text: str, face: Face, width: int) -> list[str]:
    """The text in lines no wider than `width` pixels; a word that is wider by itself is broken. Line breaks stay."""
    return [line for paragraph in text.split("\n") for line in _filled(paragraph, face, width)]


def _filled(paragraph: str, face: Face, width: int) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}" if line else word
        if face.width(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        while face.width(word) > width:
            fits = _most_that_fits(word, face, width)
            yield word[:fits]
            word = word[fits:]
        line = word
    yield line


def _most_that_fits(word: str, face: Face, width: int) -> int:
    fits = max(1, int(len(word) * width / face.width(word)))
    while fits > 1 and face.width(word[:fits]) > width:
        fits -= 1
    return fits


@lru_cache(maxsize=64)
def _fonts(face: Face) -> list[ImageFont.FreeTypeFont]:
    built = Path(settings.STATIC_ROOT)
    ours = [
        _font(file, face.size, face.weight)
        for part in ("latin", "latin-ext")
        for file in sorted(built.glob(f"{face.family}-{part}-wght-normal-????????.woff2"))[:1]
    ]
    theirs = [
        ImageFont.truetype(str(file), face.size) for name in SYSTEM_FONTS if (file := SYSTEM_FOLDER / name).exists()
    ]
    inside = ImageFont.load_default(face.size)  # of the library, where a front end was never built
    return [*ours, *theirs] or ([inside] if isinstance(inside, ImageFont.FreeTypeFont) else [])


def _font(file: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(file), size)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=4096)
def _first_with(letter: str, face: Face) -> int:
    if letter.isspace():
        return 0
    for which, font in enumerate(_fonts(face)):
        if bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER)):
            return which
    return 0
