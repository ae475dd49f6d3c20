"""How much of a whole each part is, laid out along a bar."""

from collections.abc import Iterable
from dataclasses import dataclass

GAP = 0.4  # between two parts, in hundredths of the bar
LEAST = 0.3  # a part is never thinner than this


@dataclass(frozen=True)
class Share:
    """One part: where it begins and how wide it is, in hundredths of the bar, as SVG wants them."""

    name: str
    count: int
    percent: int
    start: str
    width: str
    hue: str


def share_out(parts: Iterable[tuple[str, int, int]]) -> list[Share]:
    """Lay (name, count, hue in degrees; below zero for 'the rest') along a bar; parts of nobody are left out."""
    counted = [part for part in parts if part[1] > 0]
    total = sum(count for _name, count, _hue in counted)
    drawn, start = [], 0.0
    for place, (name, count, hue) in enumerate(counted, start=1):
        width = 100 * count / total
        shown = max(width - (GAP if place < len(counted) else 0), LEAST)
        hue_class = f"h-{hue // 10 % 36}" if hue >= 0 else "rest"
        drawn.append(Share(name, count, round(width), f"{start:.2f}", f"{shown:.2f}", hue_class))
        start += width
    return drawn
