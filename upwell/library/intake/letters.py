"""Bytes as text, where nobody says how they are written; and text as Markdown, where it is meant to stay what it is."""

import codecs
import re
import unicodedata

_SIGNS = re.compile(r"([\\`*_\[\]>|~])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_BEGINS = re.compile(r"^(\s*)([-+=#]|\d{1,9}(?=[.)]))", re.MULTILINE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes, named: str = "") -> str:
    """The text of a file: by the mark at its beginning, by the name it gives, as UTF-8, else as Windows-1252, in which
    every byte means something. Never refuses; a letter that cannot be read becomes a sign that says so."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in ("utf-8", named):
        try:
            if encoding:
                return content.decode(encoding)
        except (UnicodeDecodeError, LookupError, TypeError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def escaped(text: str) -> str:
    """Plain words as Markdown that says exactly those words."""
    text = _ENTITY.sub("&amp;", _LIGATURE.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text))
    return _BEGINS.sub(_quiet, _SIGNS.sub(r"\\\1", text)).replace("<", "&lt;")


def _quiet(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"
