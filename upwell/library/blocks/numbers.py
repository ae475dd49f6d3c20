"""Numbers as people type them: 3.5, 3,5, 1 000, 1,000, −2, 5 ml."""

import re
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u202f’'_]+")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?|[+-]?\d{1,3}(\.\d{3})+,\d+|[+-]?\d{1,3}(\.\d{3}){2,}")
_PLAIN = re.compile(r"[+-]?(\d{1,30}([.,]\d{0,30})?|[.,]\d{1,30})(e[+-]?\d{1,2})?", re.IGNORECASE)
LONGEST = 60  # characters; what is longer is no number that anybody would type


def number(text: str, unit: str = "") -> Decimal | None:
    """What `text` says as a number, with or without its unit; None where it says none.

    A single comma or point before three digits is read as British English reads it: 1,000 is a thousand, 1.000 is one.
    """
    if len(text) > LONGEST:
        return None
    plain = _SPACES.sub("", text.replace("\u2212", "-")).casefold()
    bare = _SPACES.sub("", unit).casefold()
    if bare and plain.endswith(bare) and len(plain) > len(bare):
        plain = plain.removesuffix(bare)
    if found := _THOUSANDS.fullmatch(plain):
        # whichever sign comes last, and once, is the decimal one
        plain = plain.replace(",", "") if found[1] else plain.replace(".", "")
    if not _PLAIN.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", "."))


def is_near(given: Decimal, value: Decimal, tolerance: Decimal) -> bool:
    """Whether `given` is at most `tolerance` away from `value`; the limits count."""
    return abs(given - value) <= tolerance
