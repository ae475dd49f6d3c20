"""Mixing the rows of a question: an order of one's own for each reader, and the same one again after a reload."""

import hashlib
import random


def mixed(count: int, *about: object) -> list[int]:
    """The places 0 to `count` - 1 in a mixed order that depends on `about` alone, and is never the order itself."""
    places = list(range(count))
    seed = hashlib.sha256("\n".join(map(str, about)).encode()).digest()
    random.Random(seed).shuffle(places)  # noqa: S311  # nobody gains by guessing it
    return places[1:] + places[:1] if places == sorted(places) and count > 1 else places
