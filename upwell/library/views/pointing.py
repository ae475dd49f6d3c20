"""What somebody points at, read from a form or an address: a part, words in it, or a second of its recording."""

from urllib.parse import urlencode

from django.http import QueryDict

from upwell.discussion.anchors import Quote
from upwell.discussion.models import LONGEST_CONTEXT, LONGEST_QUOTE
from upwell.library.actions.reading import Spot

LARGEST = 10_000_000  # characters; far beyond what a block can hold


def spot_of(data: QueryDict) -> Spot:
    """The spot that `block`, `exact`, `prefix`, `suffix`, `start` and `t` (seconds) name."""
    block = data.get("block", "")[:40]
    second = data.get("t", "")
    if second.replace(".", "", 1).isascii() and second.replace(".", "", 1).isdigit():
        return Spot(block, second=float(second))
    exact = data.get("exact", "")[: LONGEST_QUOTE + 1]
    if not exact.strip():
        return Spot(block)
    prefix, suffix = data.get("prefix", "")[-LONGEST_CONTEXT:], data.get("suffix", "")[:LONGEST_CONTEXT]
    return Spot(block, Quote(exact, prefix, suffix, _number(data.get("start", ""))))


def address_of(spot: Spot, **more: str) -> str:
    """The same as the query of an address."""
    said = spot.said
    named = {"block": spot.block, **more}
    if said is not None:
        named |= {"exact": said.exact, "prefix": said.prefix, "suffix": said.suffix, "start": str(said.start)}
    elif spot.second is not None:
        named["t"] = str(spot.second)
    return urlencode({name: value for name, value in named.items() if value})


def _number(text: str) -> int:
    return min(int(text), LARGEST) if text.isascii() and text.isdigit() and len(text) < 12 else 0
