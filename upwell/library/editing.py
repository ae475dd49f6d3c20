"""What the buttons of the page in plain fields do to its blocks."""

from collections.abc import Callable

from upwell.library.blocks.kinds import KINDS, Block

NEW: dict[str, Block] = {
    kind: {"type": kind, **dict.fromkeys(made.texts, ""), **made.settings, **{listed: [] for listed in made.rows}}
    for kind, made in KINDS.items()
}


def press(blocks: list[Block], button: tuple[str, ...]) -> list[Block]:
    """The blocks after a button: ('up', id), ('down', id), ('copy', id), ('remove', id), ('add', type) or
    ('add', type, id of the block before it). Any other changes nothing."""
    name, *rest = button
    if name == "add" and rest and rest[0] in NEW:
        return _add(blocks, rest[0], rest[1] if len(rest) > 1 else "")
    at = next((place for place, block in enumerate(blocks) if rest and block["id"] == rest[0]), None)
    if at is None or name not in _BUTTONS:
        return blocks
    return _BUTTONS[name](list(blocks), at)


def _add(blocks: list[Block], kind: str, before: str) -> list[Block]:
    at = next((place for place, block in enumerate(blocks, start=1) if block["id"] == before), len(blocks))
    if before == "top":
        at = 0
    return [*blocks[:at], dict(NEW[kind]), *blocks[at:]]


def _up(blocks: list[Block], at: int) -> list[Block]:
    if at:
        blocks[at - 1 : at + 1] = [blocks[at], blocks[at - 1]]
    return blocks


def _down(blocks: list[Block], at: int) -> list[Block]:
    return _up(blocks, at + 1) if at + 1 < len(blocks) else blocks


def _copy(blocks: list[Block], at: int) -> list[Block]:
    same = {name: value for name, value in blocks[at].items() if name != "id"}
    return [*blocks[: at + 1], same, *blocks[at + 1 :]]


def _remove(blocks: list[Block], at: int) -> list[Block]:
    return [*blocks[:at], *blocks[at + 1 :]]


_BUTTONS: dict[str, Callable[[list[Block], int], list[Block]]] = {
    "up": _up,
    "down": _down,
    "copy": _copy,
    "remove": _remove,
}


def both(mine: list[Block], theirs: list[Block]) -> list[Block]:
    """What was typed and what somebody else saved meanwhile, in one list: theirs, and below each part that differs mine.

    What only one of the two has is kept as well, so nothing is lost; whoever looks at it removes what is not wanted.
    """
    kept = {block["id"] for block in theirs}
    merged: list[Block] = []
    waiting = list(mine)
    for block in theirs:
        while waiting and waiting[0]["id"] not in kept:
            merged.append(waiting.pop(0))
        merged.append(block)
        own = next((other for other in waiting if other["id"] == block["id"]), None)
        if own is not None:
            waiting.remove(own)
            if own != block:
                merged.append({name: value for name, value in own.items() if name != "id"})
    return [*merged, *(block for block in waiting if block["id"] not in kept)]
