"""A question as one reader sees it: its rows, mixed where they should be, and, once answered, which are right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from upwell.library.blocks import Block
from upwell.library.blocks import answering as right
from upwell.library.blocks.gaps import filled_in, pieces
from upwell.library.blocks.mixing import mixed

WIDEST_GAP = 28  # letters


@dataclass(frozen=True)
class Row:
    """One line of a question: an option, a thing to put in order, a pair, a gap or the words around it.

    `is_right` is None as long as nothing is said of it. `choices` are the partners to choose from, mixed.
    """

    id: str
    text: str = ""
    why: str = ""
    given: str = ""
    chosen: bool = False
    is_right: bool | None = None
    is_gap: bool = False
    width: int = 0
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked, what was given, and what is said of it: '' (nothing yet), 'blank', 'moved', 'right' or 'wrong'."""

    kind: str
    rows: list[Row] = field(default_factory=list)
    given: str = ""
    state: str = ""
    solution: tuple[str, ...] = ()


def question(block: Block, about: tuple[object, ...], sent: QueryDict | None = None) -> Question:
    """The question in `block`; with what was `sent`, it says whether that is right. Nothing is kept of it.

    `about` is who reads which version of which module: on it depends how rows are mixed.
    """
    drawn = _DRAWN[block["kind"]](block, (*about, block["id"]), sent)
    return drawn if drawn.state == "wrong" else replace(drawn, solution=())


def _judged(drawn: Question, is_right: bool) -> Question:
    return replace(drawn, state="right" if is_right else "wrong")


def _choice(block: Block, about: tuple[object, ...], sent: QueryDict | None) -> Question:
    options = block["options"]
    places = mixed(len(options), *about) if block["shuffled"] else range(len(options))
    chosen = (
        {int(name) for name in sent.getlist("answer") if name.isascii() and name.isdigit()}
        if sent is not None
        else set()
    )
    rows = [
        Row(
            id=str(place),
            text=options[place]["text"],
            why=options[place]["feedback"] if place in chosen else "",
            chosen=place in chosen,
            is_right=bool(options[place]["right"]) if place in chosen else None,
        )
        for place in places
    ]
    if not chosen:
        return Question("choice", rows, state="blank" if sent is not None else "")
    return _judged(Question("choice", rows), all(right.choice(block, chosen)))


def _truth(block: Block, about: tuple[object, ...], sent: QueryDict | None) -> Question:
    given = sent.get("answer", "") if sent is not None else ""
    if given not in {"true", "false"}:
        return Question("truth", given="", state="blank" if sent is not None else "")
    return _judged(Question("truth", given=given), right.truth(block, given == "true"))


def _short(block: Block, about: tuple[object, ...], sent: QueryDict | None) -> Question:
    given = str(sent.get("answer", ""))[:500] if sent is not None else ""
    drawn = Question("short", given=given, solution=tuple(row["text"] for row in block["accepted"][:1]))
    if not given.strip():
        return replace(drawn, state="blank" if sent is not None else "")
    return _judged(drawn, right.short(block, given))


def _number(block: Block, about: tuple[object, ...], sent: QueryDict | None) -> Question:
    given = str(sent.get("answer", ""))[:60] if sent is not None else ""
    drawn = Question("number", given=given, solution=(f"{block['value']} {block['unit']}".strip(),))
    if not given.strip():
        return replace(drawn, state="blank" if sent is not None else "")
    return _judged(drawn, right.near(block, given))


def _order(block: Block, about: tuple[object, ...], sent: QueryDict | None) -> Question:
    things = [row["text"] for row in block["items"]]
    mix = mixed(len(things), *about)
    shown = _places(sent.getlist("answer"), len(things)) if sent is not None else None
    shown = shown or list(range(len(things)))
    move = str(sent.get("move", "")) if sent is not None else ""
    shown = _moved(shown, move)
    given = [mix[place] for place in shown]
    fits = right.order(block, given) if sent is not None and not move else [None] * len(things)
    rows = [Row(id=str(place), text=things[mix[place]], is_right=fit) for place, fit in zip(shown, fits, strict=True)]
    drawn = Question("order", rows, solution=tuple(things))
    if sent is None or move:
        return replace(drawn, state="moved" if move else "")
    return _judged(drawn, all(fits))


def _places(names: list[str], count: int) -> list[int] | None:
    """The rows in the order in which a form names them, where it names each of them once."""
    places = [int(name) for name in names if name.isascii() and name.isdigit() and len(name) < 4]
    return places if sorted(places) == list(range(count)) else None


def _moved(shown: list[int], move: str) -> list[int]:
    """The order after a button: 'up 3' or 'down 3', for the row with that id. Any other changes nothing."""
    way, _space, name = move.partition(" ")
    at = next((place for place, row in enumerate(shown) if str(row) == name), None)
    if at is None or way not in {"up", "down"}:
        return shown
    to = min(max(at + (1 if way == "down" else -1), 0), len(shown) - 1)
    rest = [row for row in shown if row != shown[at]]
    return [*rest[:to], shown[at], *rest[to:]]


def _match(block: Block, about: tuple[object, ...], sent: QueryDict | None) -> Question:
    pairs = block["pairs"]
    mix = mixed(len(pairs), *about)
    choices = tuple((str(name), pairs[place]["partner"]) for name, place in enumerate(mix))
    given = [str(sent.get(f"answer.{place}", "")) if sent is not None else "" for place in range(len(pairs))]
    meant = [mix[int(name)] if name in dict(choices) else None for name in given]
    is_blank = not any(place is not None for place in meant)
    fits: list[bool | None] = [*right.match(block, meant)] if sent is not None and not is_blank else [None] * len(pairs)
    rows = [
        Row(id=str(place), text=pair["text"], given=name, choices=choices, is_right=fit)
        for place, (pair, name, fit) in enumerate(zip(pairs, given, fits, strict=True))
    ]
    drawn = Question("match", rows, solution=tuple(f"{pair['text']}: {pair['partner']}" for pair in pairs))
    if sent is None or is_blank:
        return replace(drawn, state="blank" if sent is not None else "")
    return _judged(drawn, all(fits))


def _gaps(block: Block, about: tuple[object, ...], sent: QueryDict | None) -> Question:
    parts = pieces(block["text"])
    forms = [piece for piece in parts if not isinstance(piece, str)]
    given = [str(sent.get(f"answer.{place}", ""))[:200] if sent is not None else "" for place in range(len(forms))]
    is_blank = not any(said.strip() for said in given)
    fits = right.filled_gaps(block, given)
    rows: list[Row] = []
    place = 0
    for piece in parts:
        if isinstance(piece, str):
            rows.append(Row(id="", text=piece))
            continue
        fit = fits[place] if sent is not None and not is_blank else None
        rows.append(Row(id=str(place), given=given[place], is_gap=True, width=_width(piece), is_right=fit))
        place += 1
    drawn = Question("gaps", rows, solution=(filled_in(block["text"]),))
    if sent is None or is_blank:
        return replace(drawn, state="blank" if sent is not None else "")
    return _judged(drawn, all(fits))


def _width(forms: tuple[str, ...]) -> int:
    """How wide a gap is drawn, in letters: in steps, so that it does not tell the word by its length."""
    return min(WIDEST_GAP, 8 * (max(map(len, forms)) // 8 + 1) + 2)


_DRAWN: Mapping[str, Callable[[Block, tuple[object, ...], QueryDict | None], Question]] = {
    "choice": _choice,
    "truth": _truth,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "gaps": _gaps,
}
