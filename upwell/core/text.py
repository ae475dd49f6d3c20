"""What people typed, made safe to keep: no characters a database or a line cannot hold."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` without control characters and with one form of each letter (NFC); line breaks stay."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def one_line(text: str) -> str:
    """`text` cleaned and folded onto one line."""
    return _SPACES.sub(" ", clean(text)).strip()


def shorten(text: str, length: int) -> str:
    """The beginning of `text` on one line, at most `length` characters, cut between words with an ellipsis."""
    line = one_line(text)
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
