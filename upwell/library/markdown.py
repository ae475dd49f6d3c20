"""From a Markdown file to a module: its title, its summary and its blocks. docs/blocks.md shows the form of the fences."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

import yaml
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from upwell.core.text import one_line, shorten
from upwell.library import fences
from upwell.library.blocks import FIELDS, KINDS, MOST_BLOCKS, PICTURE, Block, validate
from upwell.library.prose import to_html, to_plain
from upwell.library.tags import without_tags

__all__ = ["Page", "from_markdown", "front_matter", "place_pictures", "to_html"]

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]\[]*)\]\(\s*<?([^\s<>()]+(?:\([^\s()]*\))?)>?(?:\s+(?:\"([^\"]*)\"|'([^']*)'))?\s*\)")
_KEPT_HERE = re.compile(r"/(?:pictures|files)/([0-9a-f]{64})/")
_EMPTY_LINK = re.compile(r"\[\s*\]\([^)\s]*\)")
_parser = MarkdownIt("commonmark").enable("table")


class Page(NamedTuple):
    """What a Markdown file says. In an image block, `picture` is where the file says it is ('figures/pump.png'); in a
    video, sound or file, `file` is."""

    title: str
    summary: str
    blocks: list[Block]


def from_markdown(text: str) -> Page:
    """Read a Markdown file: front matter (title, summary), else the first heading; then a block for each section,
    each image, and each fence named after a part (question, task, poll, ...).

    A part that cannot be read is a ValidationError with its line; the rest is text, whatever it says.
    """
    fields, body, skipped = front_matter(text)
    pieces = _in_sections(_pieces(body, skipped))
    title = one_line(str(fields.get("title") or ""))
    if pieces and (heading := re.match(r"#[ \t]+(.+?)[ \t#]*(?:\n|$)", pieces[0].get("text", ""))):
        title = title or one_line(to_plain(heading[1]))
        if one_line(to_plain(heading[1])) == title:
            pieces[0] = {**pieces[0], "text": pieces[0]["text"][heading.end() :].strip()}
    kept = [piece for piece in pieces if piece["type"] != "text" or piece["text"]]
    summary = one_line(str(fields.get("summary") or fields.get("description") or ""))
    return Page(shorten(title, 200), shorten(summary, 300), _named(kept))


def front_matter(text: str) -> tuple[dict[str, Any], str, int]:
    """The fields above a Markdown text (YAML between two lines of ---), the text itself, and how many lines came before.

    Front matter that is no YAML mapping is a ValidationError.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT.match(text)
    if not found:
        return {}, text.removeprefix("\ufeff"), 0
    try:
        fields = yaml.safe_load(found[1] or "") or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise fences.fault(line, _("what stands between the two lines of --- cannot be read as YAML")) from error
    if not isinstance(fields, dict):
        raise fences.fault(2, _("what stands between the two lines of --- is not a list of names and values"))
    return {str(name): value for name, value in fields.items()}, text[found.end() :], found[0].count("\n")


Find = Callable[[str], str | None]


def place_pictures(blocks: Iterable[Block], find: Find, find_file: Find = lambda place: None) -> list[Block]:
    """The blocks of a page with each image's place ('figures/pump.png') turned into the SHA-256 that `find` gives for it,
    and each film's, sound's and file's into what `find_file` gives. What is addressed as kept here already, is.

    Where they give none, the words that describe it stay, with a link where it stands on the web.
    """
    finders = {"picture": find, "file": find_file}
    return _named([_placed(block, finders) for block in blocks])


def _placed(block: Block, finders: Mapping[str, Find]) -> Block:
    name = _place_in(block)
    source = block[name] if name else ""
    if not name or PICTURE.fullmatch(source):
        return block
    if here := _KEPT_HERE.fullmatch(source):
        return {**block, name: here[1]}
    if found := finders[name](unquote(source)):
        return {**block, name: found}
    words = next((block[text] for text in ("alt", "title", "caption") if block.get(text)), source.rsplit("/", 1)[-1])
    is_far = source.startswith(("https://", "http://"))
    return {"type": "text", "text": f"[{words}]({source})" if is_far else f"*{words}*"}


def _place_in(block: Block) -> str:
    """Which setting of a block names something kept here: 'picture', 'file', or '' for none."""
    kind = KINDS.get(block["type"])
    return next((name for name in ("picture", "file") if kind and name in kind.settings), "")


def _named(pieces: list[Block]) -> list[Block]:
    """The pieces with ids, checked; places are put back after the check, which knows only what is kept here."""
    sources = [piece.get(_place_in(piece), "") for piece in pieces]
    kept = validate([_marked(piece) for piece in pieces])
    for block, piece, source in zip(kept, pieces, sources, strict=True):
        if name := _place_in(block):
            block[name] = source
        if block["type"] == "image":
            block["alt"] = piece["alt"]
    return kept


def _marked(piece: Block) -> Block:
    """A piece without its place, which an image shows in the words it is known by, so that two do not look alike."""
    name = _place_in(piece)
    if not name or PICTURE.fullmatch(piece[name]):
        return piece
    return {**piece, name: "", **({"alt": piece["alt"] or piece[name]} if piece["type"] == "image" else {})}


def _pieces(body: str, skipped: int) -> Iterator[Block]:
    """The parts of a text in order: each top-level piece of Markdown, images and named fences on their own."""
    lines = body.split("\n")
    for token in _parser.parse(body):
        if token.level or token.map is None or token.nesting < 0:
            continue
        begin, end = token.map
        source = "\n".join(lines[begin:end]).rstrip()
        if token.type == "fence" and (read := fences.reader(token.info)):
            yield read(token.content, skipped + begin + 1)
        elif token.type in {"fence", "code_block"}:
            yield {"type": "text", "text": source}
        else:
            yield from _with_images(token, without_tags(source))
    yield from _definitions(body)


def _with_images(token: Token, source: str) -> Iterator[Block]:
    """A paragraph's (or raw HTML's) images as blocks of their own after it; those in lists and tables stay words."""
    if token.type not in {"paragraph_open", "html_block"}:
        yield {"type": "text", "text": source}
        return
    images = list(_IMAGE.finditer(source))
    rest = _EMPTY_LINK.sub("", _IMAGE.sub("", source)).strip()
    if rest:
        yield {"type": "text", "text": rest}
    for image in images:
        caption = image[3] or image[4] or ""
        yield {"type": "image", "picture": image[2][:1000], "alt": image[1].strip()[:500], "caption": caption[:500]}


def _definitions(body: str) -> Iterator[Block]:
    """Where links are defined apart from the text ([name]: address), every section needs them at its end."""
    environment: dict[str, Any] = {}
    _parser.parse(body, environment)
    for label, target in environment.get("references", {}).items():
        yield {"type": "definition", "label": label, "text": f"[{label}]: <{target['href']}>"}


def _in_sections(pieces: Iterable[Block]) -> list[Block]:
    """Texts put together again, as far as the next heading of the first two levels or as much as a block holds."""
    pieces = list(pieces)
    definitions = {piece["label"]: piece["text"] for piece in pieces if piece["type"] == "definition"}
    sections: list[Block] = []
    texts = [piece for piece in pieces if piece["type"] != "definition"]
    starts_anew = sum(_is_heading(piece) for piece in texts) < MOST_BLOCKS // 2
    for piece in texts:
        last = sections[-1] if sections else None
        joined = f"{last['text']}\n\n{piece['text']}" if last and last["type"] == piece["type"] == "text" else ""
        if joined and len(joined) < FIELDS["text"]["text"] * 0.9 and not (starts_anew and _is_heading(piece)):
            sections[-1] = {"type": "text", "text": joined}
        else:
            sections.extend(_in_bounds(piece))
    return [_with_definitions(section, definitions) for section in sections]


def _is_heading(piece: Block) -> bool:
    return piece["type"] == "text" and re.match(r"##?[ \t]", piece["text"]) is not None


def _in_bounds(piece: Block) -> list[Block]:
    """A single piece that is longer than a block holds, cut between lines."""
    most = int(FIELDS["text"]["text"] * 0.9)
    if piece["type"] != "text" or len(piece["text"]) <= most:
        return [piece]
    cut = piece["text"].rfind("\n", 0, most)
    cut = cut if cut > 0 else most
    return [{"type": "text", "text": piece["text"][:cut]}, *_in_bounds({**piece, "text": piece["text"][cut:].strip()})]


def _with_definitions(section: Block, definitions: dict[str, str]) -> Block:
    if section["type"] != "text" or not definitions:
        return section
    folded = section["text"].upper()
    used = [text for label, text in definitions.items() if f"[{label}]" in folded]
    return {**section, "text": "\n".join([section["text"] + "\n", *used])} if used else section
