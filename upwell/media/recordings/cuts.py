"""What was cut out of a recording, as stretches [begin, end] in seconds of the recording as it came.

That clock never changes, so words, chapters, comments and what people have played are all kept by it, and none of them is
touched by a cut: where they lie in what is played now is worked out here, and a cut that is put back puts everything back.
"""

from collections.abc import Iterable, Sequence
from typing import Any

Cuts = Sequence[Sequence[float]]  # in order, not touching each other
Word = Sequence[Any]  # [begin, end, text]
Words = list[list[list[Any]]]


def normal(stretches: Iterable[Sequence[float]], *, end: float) -> list[list[float]]:
    """`stretches` as few as possible, in order, between 0 and `end`, to the hundredth of a second."""
    found: list[list[float]] = []
    inside = ((round(max(0.0, begin), 2), round(min(stop, end), 2)) for begin, stop in stretches)
    for begin, stop in sorted(inside):
        if stop <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1][1] = max(found[-1][1], stop)
        else:
            found.append([begin, stop])
    return found


def kept_seconds(cuts: Cuts, *, end: float) -> float:
    """How long it lasts without what was cut out."""
    return max(0.0, end - sum(min(stop, end) - min(begin, end) for begin, stop in cuts))


def is_cut(cuts: Cuts, second: float) -> bool:
    """Whether that moment is not there any more."""
    return any(begin <= second < stop for begin, stop in cuts)


def shown_second(cuts: Cuts, second: float) -> float:
    """Where a moment lies in what is played; one that was cut out, where the cut is."""
    gone = sum(min(stop, second) - begin for begin, stop in cuts if begin < second)
    return round(second - gone, 3)


def original_second(cuts: Cuts, second: float, *, from_left: bool = False) -> float:
    """The way back: which moment of the recording as it came is played at `second`. Just where something was cut out, that
    is what comes after it, or (`from_left`) what came before."""
    for begin, stop in cuts:
        if second < begin or (from_left and second == begin):
            break
        second += stop - begin
    return round(second, 3)


def kept_words(lines: Sequence[Sequence[Word]], cuts: Cuts) -> Words:
    """The lines without the words that were cut out; a word counts where its middle lies. Empty lines stay, so that the
    number of a line never changes."""
    return [[list(word) for word in line if not is_cut(cuts, middle(word))] for line in lines]


def moved(lines: Sequence[Sequence[Word]], cuts: Cuts) -> Words:
    """The words that are left, at the seconds at which they are heard in what is played."""
    return [
        [[shown_second(cuts, word[0]), shown_second(cuts, word[1]), word[2]] for word in line]
        for line in kept_words(lines, cuts)
    ]


def middle(word: Word) -> float:
    """The second half-way through a word."""
    return float(word[0] + word[1]) / 2


def filters(cuts: Cuts, *, for_sound: bool) -> list[str]:
    """What ffmpeg does to leave the cuts out, in one pass: drop what lies in them, and set what is left at its new time.

    Sound is dropped in frames of some twenty milliseconds; `aresample` evens that out, so that lips and words stay together.
    """
    if not cuts:
        return []
    gone = "+".join(f"(gte(t,{begin})*lt(t,{stop}))" for begin, stop in cuts)
    earlier = "+".join(f"(gte(T,{begin})*{round(stop - begin, 2)})" for begin, stop in cuts)
    a = "a" if for_sound else ""
    chain = [f"{a}select='not({gone})'", f"{a}setpts='PTS-({earlier})/TB'"]
    return [*chain, "aresample=async=1000"] if for_sound else chain
