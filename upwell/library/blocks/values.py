"""Any value of a block, known to this version or not, as JSON and the database can keep it."""

import math
from typing import Any

from django.utils.translation import gettext as _

from upwell.core.text import clean
from upwell.library.blocks.faults import fault

DEEPEST = 12  # lists in lists
LARGEST = 10**300  # what a double can hold, with room
EXACT = 2**53  # whole numbers below it are exact in a browser


def cleaned(value: Any, place: int, depth: int = 0) -> Any:
    """`value` with its texts cleaned; a refusal names the part at `place`."""
    if depth > DEEPEST:
        raise fault(place, _("it is nested too deeply"))
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(inner, place, depth + 1) for inner in value]
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return {clean(name): cleaned(inner, place, depth + 1) for name, inner in value.items()}
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < EXACT):
        return value
    if isinstance(value, int) and abs(value) < LARGEST:
        return float(value)  # what a browser would make of it, so that all who read it read the same
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise fault(place, _("it holds a value that cannot be kept"))
