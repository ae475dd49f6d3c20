"""Whether an answer to a question is right, row by row. Nothing of it is kept anywhere."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from upwell.library.blocks.gaps import gaps
from upwell.library.blocks.kinds import Block
from upwell.library.blocks.numbers import is_near, number

_MARKS = re.compile(
    "[\u0300-\u036f]"
)  # accents, apart from their letters; signs of other scripts are letters of theirs
_QUOTES = str.maketrans("‘’‚‛“”„‟´`–—−", "''''\"\"\"\"''---")
_ENDS = " .,;:!?\"'()[]…"


def choice(block: Block, chosen: set[int]) -> list[bool]:
    """For each option whether it was left or chosen rightly; the answer is right when all are."""
    return [(place in chosen) == bool(option["right"]) for place, option in enumerate(block["options"])]


def truth(block: Block, given: bool) -> bool:
    """Whether the sentence is as true as was said."""
    return given == bool(block["is_true"])


def short(block: Block, given: str) -> bool:
    """Whether it is one of the accepted forms: capitals, accents, spaces and marks at the ends do not matter."""
    return _is_one_of(given, [row["text"] for row in block["accepted"]])


def near(block: Block, given: str) -> bool:
    """Whether it is a number at most `tolerance` away from the value, the limits included."""
    value, said = number(block["value"], block["unit"]), number(given, block["unit"])
    tolerance = number(block["tolerance"] or "0", block["unit"]) or Decimal(0)
    return value is not None and said is not None and is_near(said, value, tolerance)


def order(block: Block, given: Sequence[int]) -> list[bool]:
    """For each place whether the thing that stands there belongs there; `given` names things by their right places."""
    items = [row["text"] for row in block["items"]]
    if sorted(given) != list(range(len(items))):
        return [False] * len(items)
    return [items[thing] == items[place] for place, thing in enumerate(given)]


def match(block: Block, given: Sequence[int | None]) -> list[bool]:
    """For each pair whether the partner chosen for it says what its own partner says."""
    partners = [row["partner"] for row in block["pairs"]]
    return [
        chosen is not None and 0 <= chosen < len(partners) and partners[chosen] == own
        for chosen, own in zip(given, partners, strict=True)
    ]


def filled_gaps(block: Block, given: Sequence[str]) -> list[bool]:
    """For each gap whether what was written is one of its forms, compared like a short answer."""
    return [_is_one_of(said, forms) for said, forms in zip(given, gaps(block["text"]), strict=True)]


def plainly(text: str) -> str:
    """`text` as it is compared: without capitals, accents, doubled spaces, kinds of quotation marks, marks at its ends."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold()))
    return re.sub(r"\s+", " ", plain).strip().strip(_ENDS)


def _is_one_of(given: str, forms: Sequence[str]) -> bool:
    said = plainly(given)
    if not said:  # an answer of marks alone is compared as it stands
        return given.strip() != "" and given.strip() in {form.strip() for form in forms}
    return said in {plainly(form) for form in forms}
