"""A web page that was saved: its words, tables and the pictures written into it; nothing is fetched from anywhere."""

import codecs
import html
import re
from pathlib import Path

from upwell.library.intake import pandoc
from upwell.library.intake.found import Found
from upwell.library.intake.letters import decoded

_GONE = {
    "script": rb"<script\b",
    "form": rb"<form\b",
    "frame": rb"<(?:iframe|object|embed)\b",
    "video": rb"<video\b",
    "sound": rb"<audio\b",
    "drawing": rb"<(?:svg|canvas)\b",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title\s*>", re.IGNORECASE)
_SVG = re.compile(r"<(svg|canvas|object|iframe)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def read(source: Path, folder: Path) -> Found:
    """A page of HTML, in the encoding it names, else as UTF-8, else as Windows writes it."""
    content = source.read_bytes()
    named = _CHARSET.search(content[:4096])
    text = decoded(content, _known(named[1].decode("ascii", "ignore")) if named else "")
    plain = folder / "page.html"
    title = _TITLE.search(text)
    if title:  # in a page without a head it would be read as words, too
        text = text[: title.start()] + text[title.end() :]
    plain.write_text(_SVG.sub("", text), encoding="utf-8")
    found = pandoc.read(plain, folder, "html", lambda place: None)
    found.title = found.title or (" ".join(html.unescape(title[1]).split()) if title else "")
    for word, mark in _GONE.items():
        found.left_out[word] += len(re.findall(mark, content, re.IGNORECASE))
    found.left_out = +found.left_out
    return found


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
