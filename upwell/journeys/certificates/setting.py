"""Setting words on a page: lines broken where they are full, centred, each letter from the first font that has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fpdf import FPDF
from fpdf.fonts import TTFFont

POINT = 25.4 / 72  # millimetres
LEADING = 1.16  # of a line, in its size
ASCENT = 0.78  # from the top of a line to where its letters stand


class Setter:
    """Sets words on `paper`, at most `width` millimetres wide, with the fonts of these files; without any in Times."""

    def __init__(self, paper: FPDF, fonts: Iterable[str], *, width: float) -> None:
        self.paper, self.width = paper, width
        self.families: list[str] = []
        for number, file in enumerate(fonts):
            paper.add_font(f"own{number}", fname=file)
            self.families.append(f"own{number}")

    def fitting(self, text: str, sizes: Iterable[int], *, most: int) -> Lines:
        """`text` in the first of these sizes in which it takes at most so many lines, else in the last."""
        block = Lines(self, 0, [])
        for size in sizes:
            block = Lines(self, size, self._broken(text, size))
            if len(block.lines) <= most:
                break
        return block

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The parts of a text, each with the font that has its letters. LookupError where none has one of them."""
        return [(family, "".join(letters)) for family, letters in groupby(text, key=self._family)]

    def measured(self, text: str, size: int) -> float:
        """How wide a text is, in millimetres."""
        width = 0.0
        for family, part in self.runs(text):
            self.paper.set_font(family, size=size)
            width += self.paper.get_string_width(part)
        return width

    def _family(self, letter: str) -> str:
        if not self.families:
            letter.encode("latin-1" if letter not in "‘’" else "cp1252")
            return "Times"
        for family in self.families:
            font = self.paper.fonts[family]
            if isinstance(font, TTFFont) and ord(letter) in font.cmap:
                return family
        raise LookupError(letter)

    def _broken(self, text: str, size: int) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.measured(longer, size) > self.width:
                lines.append("")
                longer = word
            *full, lines[-1] = self._in_pieces(longer, size)
            lines[-1:-1] = full
        return lines

    def _in_pieces(self, word: str, size: int) -> list[str]:
        """A word that is wider than a line, cut where the line is full: an address has no spaces."""
        pieces = [word]
        while self.measured(pieces[-1], size) > self.width and len(pieces[-1]) > 1:
            last = pieces.pop()
            cut = next(n for n in range(len(last) - 1, 0, -1) if n == 1 or self.measured(last[:n], size) <= self.width)
            pieces += [last[:cut], last[cut:]]
        return pieces


@dataclass(frozen=True)
class Lines:
    """Some lines of one size."""

    setter: Setter
    size: int
    lines: list[str]

    @property
    def height(self) -> float:
        """How tall they are, in millimetres."""
        return len(self.lines) * self.size * POINT * LEADING

    def put(self, top: float, colour: tuple[int, int, int], *, link: str = "") -> float:
        """Write them from `top` on, in the middle of the page. Returns where they end."""
        paper = self.setter.paper
        paper.set_text_color(*colour)
        for line in self.lines:
            wide = self.setter.measured(line, self.size)
            x = left = (paper.w - wide) / 2
            for family, part in self.setter.runs(line):
                paper.set_font(family, size=self.size)
                paper.text(x, top + self.size * POINT * ASCENT, part)
                x += paper.get_string_width(part)
            tall = self.size * POINT * LEADING
            if link:
                paper.link(left, top, wide, tall, link)
            top += tall
        return top
