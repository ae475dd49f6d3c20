"""Markdown as site generators extend it, turned into plain Markdown: notes in boxes, attributes, tags with words in them.

A line stays a line, so that what is wrong further down is still named by its line in the file.
"""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"^\s*(```+|~~~+)")
_BOX = re.compile(r"^(\s*)(?:!!!|\?\?\?\+?)\s+([\w -]+?)(?:\s+\"([^\"]*)\")?\s*$")  # MkDocs: !!! tip "Title"
_ALERT = re.compile(r"^(\s*>\s*)\[!(\w+)\]\s*$")  # GitHub: > [!NOTE]
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")  # Kramdown: {:target="_blank"}
_TAG = re.compile(r"(?<!\]\()(?<!`)\{%-?\s*\w+([^%\n]*)-?%\}(?!`)")  # Liquid: {% channel "x" "the X team" %}
# what sites call their boxes, as our callouts; the rest keep their name in bold
CALLOUTS = {
    **dict.fromkeys(("tip", "hint", "success"), "tip"),
    **dict.fromkeys(("note", "info", "important", "abstract"), "note"),
    **dict.fromkeys(("warning", "caution", "danger", "attention"), "warning"),
}
_QUOTED = re.compile(r"\"([^\"]*)\"")


def plain(text: str) -> str:
    """`text` without what only its site generator understands; code is left as it is."""
    return "\n".join(_plain_lines(text.split("\n")))


def _plain_lines(lines: list[str]) -> Iterator[str]:
    fence = ""
    box: str | None = None
    for line in lines:
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1][:3]
        elif found and fence and found[1].startswith(fence):
            fence = ""
        elif not fence:
            line = _without_marks(line)
        header = None if fence else _BOX.match(line)
        if header:
            box = header[1]
            if callout := CALLOUTS.get(header[2].lower()):
                yield f"{box}> [!{callout}]"
            if header[3] or not callout:
                yield f"{box}> **{header[3] or header[2].capitalize()}**\\"
        elif box is not None and line.startswith(box + "    "):
            yield f"{box}> {line[len(box) + 4 :]}"
        elif box is not None and not line.strip():
            yield f"{box}>"
        else:
            if box is not None:
                box = None
            yield line


def _without_marks(line: str) -> str:
    if alert := _ALERT.match(line):
        if callout := CALLOUTS.get(alert[2].lower()):
            return f"{alert[1]}[!{callout}]"
        return f"{alert[1]}**{alert[2].capitalize()}**\\"
    return _TAG.sub(_words_of_tag, _ATTRIBUTES.sub("", line))


def _words_of_tag(tag: re.Match[str]) -> str:
    """The words a tag shows: what it quotes last. One without words shows nothing."""
    quoted = _QUOTED.findall(tag[1])
    return quoted[-1] if quoted and "=" not in tag[1] and ".html" not in tag[1] else ""
