"""Captions as players read them: WebVTT (https://www.w3.org/TR/webvtt1/), from lines of words with times."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from upwell.media.recordings.cuts import Word


def vtt(lines: Sequence[Sequence[Word]]) -> str:
    """The whole file; a line without words is left out."""
    cues = [
        f"{_time(line[0][0])} --> {_time(max(line[-1][1], line[0][0] + 0.1))}\n{_safe(said(line))}\n"
        for line in lines
        if line
    ]
    return "\n".join(["WEBVTT\n", *cues])


def said(line: Sequence[Word]) -> str:
    """The words of a line as a sentence."""
    return " ".join(str(word[2]) for word in line if word[2])


def realigned(line: Sequence[Word], text: str) -> list[list[Any]]:
    """The words of `text` in the place of those of `line`: words that stay keep their time, those between share it."""
    new = text.split()
    old = [str(word[2]) for word in line]
    kept: list[list[Any]] = []
    for _tag, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[begin:end] == new[first:last]:
            kept += [list(word) for word in line[begin:end]]
        elif first < last:
            kept += _shared(line, begin, end, new[first:last])
    return kept


def _shared(line: Sequence[Word], begin: int, end: int, words: Sequence[str]) -> list[list[Any]]:
    """New words over the time of those they take the place of; where they are only put between, over none."""
    since = line[begin][0] if begin < end or begin == 0 else line[begin - 1][1]
    until = line[end - 1][1] if begin < end else since
    step = (until - since) / len(words)
    times = [round(since + step * place, 2) for place in range(len(words) + 1)]
    return [[times[place], times[place + 1], word] for place, word in enumerate(words)]


def _safe(text: str) -> str:
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())


def _time(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{int(seconds * 1000) % 1000:03}"
