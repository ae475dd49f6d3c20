"""The two sides of a card: what is asked, and what one should have known, in plain lines for every kind of question."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from upwell.library.blocks import Block, filled
from upwell.library.blocks.gaps import filled_in, pieces
from upwell.library.blocks.mixing import mixed

ASKED = ("kind", "text", "several", "options", "accepted", "items", "pairs", "value", "tolerance", "unit", "is_true")


@dataclass(frozen=True)
class Face:
    """A card to show: the question in `asked`, what one chooses from or puts in order in `lines`, and the `answer`."""

    asked: str
    lines: tuple[str, ...]
    answer: tuple[str, ...]
    more: str = ""


def is_question(block: Mapping[str, object]) -> bool:
    """Whether a block of a module makes a card."""
    return block.get("type") == "question"


def fingerprint(block: Block) -> str:
    """The SHA-256 of what a question asks and answers; hints and kind words may change without asking anew."""
    whole = filled(block)
    held = {name: whole.get(name) for name in ASKED}
    return hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()


def face_of(block: Block) -> Face:
    """The two sides of the card that a question makes."""
    whole = filled(block)
    return _FACES[str(whole["kind"])](whole)


def _choice(block: Block) -> Face:
    options = block["options"]
    right = [option for option in options if option["right"]]
    why = " ".join(option["feedback"] for option in right if option["feedback"])
    return Face(_text(block), tuple(each["text"] for each in options), tuple(each["text"] for each in right), why)


def _truth(block: Block) -> Face:
    return Face(_text(block), (_("True"), _("False")), (_("True") if block["is_true"] else _("False"),), _well(block))


def _short(block: Block) -> Face:
    return Face(_text(block), (), tuple(row["text"] for row in block["accepted"][:1]), _well(block))


def _number(block: Block) -> Face:
    return Face(_text(block), (), (f"{block['value']} {block['unit']}".strip(),), _well(block))


def _order(block: Block) -> Face:
    items = [row["text"] for row in block["items"]]
    shown = tuple(items[place] for place in mixed(len(items), block["id"]))
    return Face(_text(block), shown, tuple(f"{at}. {text}" for at, text in enumerate(items, start=1)), _well(block))


def _match(block: Block) -> Face:
    pairs = block["pairs"]
    answer = tuple(f"{pair['text']}: {pair['partner']}" for pair in pairs)
    return Face(_text(block), tuple(pair["text"] for pair in pairs), answer, _well(block))


def _gaps(block: Block) -> Face:
    words = "".join(piece if isinstance(piece, str) else "…" for piece in pieces(block["text"]))
    return Face(words, (), (filled_in(block["text"]),), _well(block))


def _text(block: Block) -> str:
    return str(block["text"])


def _well(block: Block) -> str:
    return str(block["well"])


_FACES: Mapping[str, Callable[[Block], Face]] = {
    "choice": _choice,
    "truth": _truth,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "gaps": _gaps,
}
