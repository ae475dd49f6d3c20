"""What differs between two versions of a module: which blocks came, went, moved or changed, and which words.

Pure: lists of blocks in, changes out. Blocks are matched by their ids; words are compared within a text only, and where
a text is so long that it would take too long, it counts as replaced.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from upwell.library.blocks import KINDS, Block

_PIECE = re.compile(r"\s+|[^\W_]+(?:[’'-]\w+)*|\W|_")
MOST_STEPS = 4_000_000  # pieces of one text times pieces of the other: about a second of comparing
ALIKE = 0.25  # less of it in common than that, and a text reads better as replaced than as patchwork


@dataclass(frozen=True)
class Piece:
    """Some words that stayed ('same'), came ('ins') or went ('del')."""

    how: str
    text: str


@dataclass(frozen=True)
class Line:
    """One text of a block, by its name in the block: 'text', 'options.2.feedback'."""

    name: str
    pieces: list[Piece]

    @property
    def has_changed(self) -> bool:
        """Whether any of its words did."""
        return any(piece.how != "same" for piece in self.pieces)


@dataclass(frozen=True)
class Change:
    """One block in both versions: `how` is 'same', 'added', 'removed', 'moved' or 'changed' ('moved' if nothing else)."""

    how: str
    kind: str
    before: Block | None
    after: Block | None
    lines: list[Line] = field(default_factory=list)
    has_moved: bool = False

    @property
    def id(self) -> str:
        """The block's."""
        return str((self.after or self.before or {})["id"])


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side, in the order of the newer one; what went stands where it was."""

    title: Line
    changes: list[Change]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not self.title.has_changed and all(change.how == "same" for change in self.changes)

    def count(self, how: str) -> int:
        """How many blocks were added, removed, moved or changed."""
        return sum(change.how == how for change in self.changes)


def compare(before: Sequence[Block], after: Sequence[Block], titles: tuple[str, str] = ("", "")) -> Comparison:
    """What became of each block between two versions."""
    old, new = {block["id"]: block for block in before}, {block["id"]: block for block in after}
    stayed = _in_order([block["id"] for block in before if block["id"] in new], list(new))
    changes: list[Change] = []
    gone = _gone_after(before, new)
    changes += [_went(block) for block in gone.get("", [])]
    for block in after:
        changes.append(_became(old.get(block["id"]), block, has_moved=block["id"] not in stayed))
        changes += [_went(lost) for lost in gone.get(block["id"], [])]
    return Comparison(Line("title", words(*titles)), changes)


def words(before: str, after: str) -> list[Piece]:
    """The words of two texts, as those that stayed, went and came."""
    if before == after:
        return [Piece("same", after)] if after else []
    if not before or not after:
        return [Piece("del", before)] if before else [Piece("ins", after)]
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) * len(new) > MOST_STEPS:
        return [Piece("del", before), Piece("ins", after)]
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [Piece("del", before), Piece("ins", after)]
    return list(_pieces(matcher, old, new))


def texts(block: Block) -> dict[str, str]:
    """Every text of a block by its name, those of its rows too ('options.0.text'); settings in words of their own.

    Of a block of a later version everything is one text, as JSON.
    """
    kind = KINDS.get(block["type"])
    if kind is None:
        return {"": json.dumps({name: value for name, value in block.items() if name != "id"}, ensure_ascii=False)}
    found = {name: str(block.get(name) or "") for name in kind.texts}
    for name, rows in kind.rows.items():
        for place, row in enumerate(block.get(name) or []):
            found |= {f"{name}.{place}.{text}": str(row.get(text) or "") for text in rows.texts}
    return found


def _became(before: Block | None, after: Block, *, has_moved: bool) -> Change:
    if before is None:
        lines = [Line(name, words("", text)) for name, text in texts(after).items() if text]
        return Change("added", after["type"], None, after, lines)
    if before == after:
        return Change("moved" if has_moved else "same", after["type"], before, after, has_moved=has_moved)
    return Change("changed", after["type"], before, after, _lines(before, after), has_moved)


def _went(block: Block) -> Change:
    lines = [Line(name, words(text, "")) for name, text in texts(block).items() if text]
    return Change("removed", block["type"], block, None, lines)


def _lines(before: Block, after: Block) -> list[Line]:
    old, new = texts(before), texts(after)
    names = list(dict.fromkeys([*new, *old]))
    return [Line(name, words(old.get(name, ""), new.get(name, ""))) for name in names if old.get(name) or new.get(name)]


def _gone_after(before: Sequence[Block], new: dict[str, Block]) -> dict[str, list[Block]]:
    """The blocks that went, by the id of the last one before them that is still there ('' for the beginning)."""
    gone: dict[str, list[Block]] = {}
    last = ""
    for block in before:
        if block["id"] in new:
            last = block["id"]
        else:
            gone.setdefault(last, []).append(block)
    return gone


def _in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The ids that kept their order: a longest run of `old` that stands in `new` in the same order; the rest moved.

    What is not in `old` is new and did not move.
    """
    place = {each: at for at, each in enumerate(new)}
    ends: list[int] = []  # ends[n]: the smallest place at which a run of n + 1 ids may end
    trail: list[tuple[int, int]] = []
    for each in old:
        at = bisect_left(ends, place[each])
        ends[at : at + 1] = [place[each]]
        trail.append((at, place[each]))
    kept, wanted, last = set(new) - set(old), len(ends) - 1, len(new)
    for at, here in reversed(trail):
        if at == wanted and here < last:
            kept.add(new[here])
            wanted, last = wanted - 1, here
    return kept


def _pieces(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    for how, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if how == "equal":
            yield Piece("same", "".join(new[from_new:to_new]))
            continue
        if to_old > from_old:
            yield Piece("del", "".join(old[from_old:to_old]))
        if to_new > from_new:
            yield Piece("ins", "".join(new[from_new:to_new]))
