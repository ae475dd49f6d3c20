"""Where somebody is in something: the shape of a place, what of it stays, and whether a module has been read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.library.blocks import Block
from upwell.library.models import Item

LONGEST_BLOCK, MOST_ANSWERED = 40, 500
LARGEST_NUMBER = 2**31 - 1

Place = Mapping[str, Any]


def checked_place(place: Place) -> dict[str, Any]:
    """The same; refused where it is no place: an unknown word in it, or a value of another shape."""
    shapes = {
        "block": lambda said: isinstance(said, str) and len(said) <= LONGEST_BLOCK,
        "number": lambda said: _is_number(said) and 1 <= said <= LARGEST_NUMBER and said == int(said),
        "second": lambda said: _is_number(said) and 0 <= said <= LARGEST_NUMBER,
        "end": lambda said: isinstance(said, bool),
        "answered": _are_answers,
    }
    if any(name not in shapes or not shapes[name](said) for name, said in place.items()):
        raise ValidationError({"place": _("This is no place in it.")})
    return dict(place)


def merged_place(before: Place, now: Place, *, is_late: bool) -> dict[str, Any]:
    """Where they are now: a late report moves nobody back. Having come to the end stays, and so does a first answer."""
    answered = {**now.get("answered", {}), **before.get("answered", {})}
    whole = {**now, **before} if is_late else {**before, **now}
    if before.get("end") or now.get("end"):
        whole["end"] = True
    if answered:
        whole["answered"] = dict(list(answered.items())[:MOST_ANSWERED])
    return whole


def questions_of(item: Item) -> list[str]:
    """The ids of the questions in what readers of a module see now."""
    module = getattr(item, "module", None)
    blocks: list[Block] = module.version.blocks if module and module.version else []
    return [block["id"] for block in blocks if block["type"] == "question"]


def has_been_read(item: Item, place: Place) -> bool:
    """Whether somebody came to the end of a module and answered its questions, right or wrong."""
    answered = place.get("answered", {})
    return bool(place.get("end")) and hasattr(item, "module") and all(one in answered for one in questions_of(item))


def share_right(item: Item, place: Place) -> float | None:
    """Of its questions, the share whose first answer was right; None where it asks nothing."""
    questions, answered = questions_of(item), place.get("answered", {})
    return sum(answered.get(one) is True for one in questions) / len(questions) if questions else None


def _is_number(said: object) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool)


def _are_answers(said: object) -> bool:
    if not isinstance(said, dict) or len(said) > MOST_ANSWERED:
        return False
    return all(
        isinstance(one, str) and len(one) <= LONGEST_BLOCK and isinstance(right, bool) for one, right in said.items()
    )
