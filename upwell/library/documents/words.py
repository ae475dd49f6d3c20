"""From a line of runs to inline Markdown that reads back as the same line.

Signs are escaped only where they would mean something: people read and write this text, too. What was written is read
again, and where it does not say the same, it is written more carefully.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile

from upwell.core.text import clean
from upwell.library.documents.reading import IMAGE, parser, read, trimmed, without_breaks
from upwell.library.documents.tree import Marks, Node, Run, joined

SIGNS = {"bold": "**", "strike": "~~", "italic": "*"}  # in the order in which they enclose each other
_MEANING = re.compile(r"[\\`*_\[\]<>&~]")
_BEGINNING = re.compile(r"#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|[-=|:+][-=|:+\s]*$|\d{1,9}(?=[.)](?:\s|$))")
_CLOSING = re.compile(r"(?:^|(?<=\s))#(?=#*$)")


@dataclass(frozen=True)
class _Piece:
    """A letter, or a picture's words, as it will be written, with its marks; `is_space` if a mark cannot end on it."""

    written: str
    marks: dict[str, str]
    is_space: bool = False

    @property
    def is_word(self) -> bool:
        """Whether a sign beside it would not be taken for the end of a stretch."""
        return not self.is_space and self.written not in string.punctuation and "code" not in self.marks


def write_line(content: list[Node | Run], *, is_one_line: bool = False) -> str:
    """The Markdown of a paragraph's content; `is_one_line` for headings and cells, where a break becomes a space."""
    return _line(tuple(inner if isinstance(inner, Run) else None for inner in content), is_one_line)


@lru_cache(maxsize=16384)
def _line(content: tuple[Run | None, ...], is_one_line: bool) -> str:
    return _written(tuple(_tidied(content, is_one_line)), is_one_line)


def _tidied(content: tuple[Run | None, ...], is_one_line: bool) -> list[Run | None]:
    """The content as Markdown can say it, None for a break: no spaces at the ends of lines and stretches of marks."""
    clear = [Run(_clear(run.text), _possible(run.marks)) if run else Node("hardBreak") for run in content]
    line = trimmed(without_breaks(clear) if is_one_line else joined(clear))
    kept: list[Run | None] = []
    for is_text, stretch in groupby(line, lambda inner: isinstance(inner, Run)):
        runs = [run for run in stretch if isinstance(run, Run)]
        kept.extend((_runs(_unmarked_spaces(_pieces(runs))) if _are_marked(runs) else runs) if is_text else [None])
    return kept


def _are_marked(runs: list[Run]) -> bool:
    return any(run.marks for run in runs)


def _clear(text: str) -> str:
    return clean(f"|{text}|")[1:-1].replace("\n", " ")


def _possible(marks: Marks) -> Marks:
    """The marks with each address as Markdown keeps it; an address that nobody may follow is none."""
    kept = []
    for name, value in marks:
        if name == "link":
            value = parser.normalizeLink(value.strip())
        if name != "link" or (value and parser.validateLink(value)):
            kept.append((name, value))
    return tuple(kept)


def _pieces(runs: Iterable[Run]) -> list[_Piece]:
    return [
        _Piece(letter, dict(run.marks), letter.isspace() and ("code", "") not in run.marks)
        for run in runs
        for letter in run.text
    ]


def _runs(pieces: list[_Piece]) -> list[Run | None]:
    return [
        run
        for run in joined(Run(piece.written, tuple(sorted(piece.marks.items()))) for piece in pieces)
        if isinstance(run, Run)
    ]


def _unmarked_spaces(pieces: list[_Piece]) -> list[_Piece]:
    """Marks begin and end at words: spaces at either end of a marked stretch lose the mark."""
    for _link, stretch in groupby(pieces, _link_of):
        linked = list(stretch)
        while _trim(linked, {*SIGNS}):
            pass
    return pieces


def _trim(pieces: list[_Piece], names: set[str]) -> bool:
    for name, stretch in _stretches(pieces, names):
        edges = [*takewhile(_is_space, stretch), *takewhile(_is_space, reversed(stretch))]
        for piece in edges:
            piece.marks.pop(name, None)
        if (name and edges) or (name and _trim(stretch, names - {name})):
            return True
    return False


def _stretches(pieces: list[_Piece], names: set[str]) -> Iterator[tuple[str, list[_Piece]]]:
    """Neighbours under one mark, the longest stretch outermost; '' for those under none of `names`."""
    place = 0
    while place < len(pieces):
        lengths = {name: _length(pieces, place, name) for name in SIGNS if name in names}
        name = max(lengths, key=lengths.__getitem__, default="")
        length = lengths.get(name, 0)
        if not length:
            name = ""
            unmarked = takewhile(lambda piece: not names & piece.marks.keys(), pieces[place:])
            length = sum(1 for _piece in unmarked)
        yield name, pieces[place : place + length]
        place += length


def _length(pieces: list[_Piece], place: int, name: str) -> int:
    return sum(1 for _piece in takewhile(lambda piece: name in piece.marks, pieces[place:]))


def _link_of(piece: _Piece) -> str:
    return piece.marks.get("link", "")


def _is_space(piece: _Piece) -> bool:
    return piece.is_space


def _written(line: tuple[Run | None, ...], is_one_line: bool) -> str:
    if not any(run is not None and (run.marks or _MEANING.search(run.text)) for run in line):
        return _guarded("".join(run.text if run else "\\\n" for run in line), is_one_line)
    markdown = ""
    for is_escaped, is_careful in ((False, False), (True, False), (True, True)):
        lines = "".join(_marked(run, is_escaped, is_careful) for run in _in_lines(line))
        markdown = _guarded(lines, is_one_line)
        if _says(markdown, line, is_one_line):
            break
    return markdown


def _in_lines(line: tuple[Run | None, ...]) -> Iterator[list[Run]]:
    """The runs between breaks; an empty list is a break."""
    for is_text, stretch in groupby(line, lambda run: run is not None):
        yield [run for run in stretch if run] if is_text else []


def _says(markdown: str, line: tuple[Run | None, ...], is_one_line: bool) -> bool:
    nodes = read(f"## {markdown}" if is_one_line else markdown)
    return len(nodes) == 1 and [inner if isinstance(inner, Run) else None for inner in nodes[0].content] == [*line]


def _guarded(markdown: str, is_one_line: bool) -> str:
    """The same, so that no line of it is taken for a list, a heading or the like."""
    if is_one_line:
        return _CLOSING.sub(r"\\#", markdown)
    return "\n".join(_guard(line) for line in markdown.split("\n"))


def _guard(line: str) -> str:
    found = _BEGINNING.match(line)
    if found is None:
        return line
    at = found.end() if found[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def _marked(runs: list[Run], is_escaped: bool, is_careful: bool) -> str:
    if not runs:
        return "\\\n"
    pieces = [piece for run in runs for piece in _as_written(run, is_escaped)]
    if is_careful:
        pieces = _kept_apart(pieces)
    signs = {**SIGNS, "italic": "_"} if is_careful else SIGNS
    written = ""
    for link, stretch in groupby(pieces, _link_of):
        inner = _nested(list(stretch), signs, {*signs})
        written += f"[{inner}]({_address(link)})" if link else inner
    return written


def _as_written(run: Run, is_escaped: bool) -> Iterator[_Piece]:
    marks = dict(run.marks)
    if "code" in marks:
        yield _Piece(run.text, marks)
        return
    for place, text in enumerate(re.split(f"({IMAGE.pattern})", run.text)):
        if place % 2:
            yield _Piece(text, marks)
            continue
        for at, letter in enumerate(text, start=1):
            # a ! at the end may stand before a link, which it would turn into a picture
            means = _MEANING.match(letter) or (letter == "!" and at == len(text))
            written = f"\\{letter}" if is_escaped and means else letter
            yield _Piece(written, marks, letter.isspace())


def _kept_apart(pieces: list[_Piece]) -> list[_Piece]:
    """Letters beside a stretch as their numbers: a sign between two letters might not begin or end anything."""
    kept = list(pieces)
    for place, (left, right) in enumerate(zip(pieces, pieces[1:], strict=False)):
        before, after = ({name for name in SIGNS if name in piece.marks} for piece in (left, right))
        if after - before and left.is_word and len(left.written) == 1:
            kept[place] = _Piece(f"&#{ord(left.written)};", left.marks)
        if before - after and right.is_word and len(right.written) == 1:
            kept[place + 1] = _Piece(f"&#{ord(right.written)};", right.marks)
    return kept


def _nested(pieces: list[_Piece], signs: dict[str, str], names: set[str]) -> str:
    written = ""
    for name, stretch in _stretches(pieces, names):
        if name:
            written += f"{signs[name]}{_nested(stretch, signs, names - {name})}{signs[name]}"
        else:
            written += "".join(_code(piece.written) if "code" in piece.marks else piece.written for piece in stretch)
    return written


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    is_padded = text.startswith("`") or text.endswith("`") or (text[0] == text[-1] == " " and bool(text.strip()))
    space, ticks = (" " if is_padded else ""), "`" * (longest + 1)
    return f"{ticks}{space}{text}{space}{ticks}"


def _address(link: str) -> str:
    return re.sub(r"[\\()<>]|&(?=#|\w+;)", r"\\\g<0>", link)
