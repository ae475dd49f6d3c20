"""Links between the pages of a folder, which lead to the modules the pages become."""

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote

from upwell.library.blocks import Block

# Code between back-ticks or fences is no link, whatever it looks like.
_CODE = re.compile(r"(^|\n)(```+|~~~+)[^\n]*\n.*?\n\2[^\n]*|(`+)(?!`).*?(?<!`)\3(?!`)", re.DOTALL)
_TARGET = r"<[^<>\n]*>|\{%[^%\n]*%\}(?:#[\w-]*)?|\{\{[^}\n]*\}\}[^\s()]*|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*"
_LINK = re.compile(rf"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*({_TARGET})(\s+\"[^\"]*\"|\s+'[^']*')?\s*\)")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]\n]+\]:[ \t]*)<?([^\s>]+)>?", re.MULTILINE)
_SITE_TAG = re.compile(r"\{%-?\s*(?:page|link|post_url|relref|ref)\s+[\"']?([^\"'%\s]+)[\"']?\s*-?%\}")
_SITE_ROOT = re.compile(r"^\{\{[^}]*\}\}/?")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_ENDINGS = ("", ".md", ".markdown", "/index.md", "/README.md", "/readme.md")

Lead = Callable[[str], str | None]


class Shelf:
    """Where a link of one page leads among the pages of the folder."""

    def __init__(self, paths: Iterable[PurePosixPath]) -> None:
        self._paths: dict[str, str] = {}
        self.item_ids: dict[str, int] = {}  # of the pages that are modules already, by path
        for path in paths:
            # sites are often published without the folder that holds the pages ('docs', 'pages')
            for name in (path.as_posix(), "/".join(path.parts[1:])):
                if name:
                    self._paths.setdefault(name.lower(), path.as_posix())

    def find(self, target: str, page: PurePosixPath) -> str | None:
        """The path of the page that `target`, as written in `page`, means; None where it is none of them."""
        target = _plain(target)
        if not target or _SCHEME.match(target):
            return None
        from_root = target.startswith("/")
        for start in [""] if from_root else [page.parent.as_posix(), ""]:
            path = posixpath.normpath(posixpath.join(start, target.strip("/"))).lower()
            bare = re.sub(r"\.(html?|md)$", "", path)
            for name in [path, *(bare + ending for ending in _ENDINGS)]:
                if name in self._paths:
                    return self._paths[name]
        return None


def leading_here(blocks: Iterable[Block], lead: Lead) -> list[Block]:
    """The blocks with each link to another page turned into what `lead` gives for its target.

    Links within the same page and to files that are not here become plain words: they would lead nowhere.
    """
    return [{**block, "text": _relinked(block["text"], lead)} if block["type"] == "text" else block for block in blocks]


def leads_elsewhere(target: str) -> bool:
    """Whether a target stands on its own: on the web, or an address for mail."""
    return _SCHEME.match(_plain(target)) is not None


def _relinked(text: str, lead: Lead) -> str:
    kept, last = [], 0
    for code in _CODE.finditer(text):
        kept += [_relinked_words(text[last : code.start()], lead), code[0]]
        last = code.end()
    return "".join([*kept, _relinked_words(text[last:], lead)])


def _relinked_words(text: str, lead: Lead) -> str:
    def link(found: re.Match[str]) -> str:
        if leads_elsewhere(found[2]) or found[2].startswith("/modules/"):
            return found[0]
        address = lead(found[2])
        return f"[{found[1]}]({address})" if address else found[1]

    def definition(found: re.Match[str]) -> str:
        address = None if leads_elsewhere(found[2]) else lead(found[2])
        return f"{found[1]}<{address}>" if address else found[0]

    return _DEFINITION.sub(definition, _LINK.sub(link, text))


def _plain(target: str) -> str:
    """A target without what site generators put around it, and without the place within the page."""
    target = target.strip().strip("<>")
    if tag := _SITE_TAG.match(target):
        target = "/" + tag[1].lstrip("/")
    target = _SITE_ROOT.sub("/", target)
    return unquote(re.split(r"[?#]", target, maxsplit=1)[0])
