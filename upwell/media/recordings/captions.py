"""Captions as players read them: WebVTT (https://www.w3.org/TR/webvtt1/), from lines of words with times."""

from collections.abc import Sequence
from typing import Any

Word = Sequence[Any]  # [begin, end, text], in seconds


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
    return " ".join(str(word[2]) for word in line)


def _safe(text: str) -> str:
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split())


def _time(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{int(seconds * 1000) % 1000:03}"
