"""Blocks: the typed parts a module is made of; their form, what may be in them, and how long they take to read.

docs/blocks.md tells it for people and programs, and holds the same schema (a test keeps the two alike).
"""

import hashlib
import json
import math
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.core.text import clean
from upwell.library.prose import to_plain

Block = dict[str, Any]

# limits, in characters of text; a module of 500 parts is a book, and is better as several modules
MOST_BLOCKS = 500
MOST_OPTIONS = 12
MOST_CHARACTERS = 1_000_000
DEEPEST = 12
LARGEST = 10**300
FIELDS: dict[str, dict[str, int]] = {
    "text": {"text": 20_000},
    "image": {"picture": 64, "alt": 500, "caption": 500},
    "question": {"text": 2_000, "hint": 1_000},
    "link": {"url": 2_000, "title": 200, "why": 500},
}
NEEDED = {"text": ["text"], "image": ["picture"], "question": ["text", "options"], "link": ["url"]}
OPTION = {"text": 500, "feedback": 1_000}
ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
TYPE = re.compile(r"[a-z][a-z0-9_-]{0,39}")
PICTURE = re.compile(r"([0-9a-f]{64})?")

# Silent reading of plain prose takes about 238 words a minute (Brysbaert 2019, a review of 190 studies); at work one reads
# to act on it, so we count 220. Looking at a picture and answering a question are our own estimates.
WORDS_A_MINUTE = 220
SECONDS_AN_IMAGE = 20
SECONDS_A_QUESTION = 40
# each sign of a script without spaces counts as a word
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:[’'.,-]\w+)*")


def _words_of(fields: dict[str, int]) -> dict[str, Any]:
    return {name: {"type": "string", "maxLength": most} for name, most in fields.items()}


def _type_schema(kind: str) -> dict[str, Any]:
    properties = _words_of(FIELDS[kind])
    if kind == "image":
        properties["picture"] = {"type": "string", "pattern": f"^{PICTURE.pattern}$"}
    if kind == "question":
        option = {**_words_of(OPTION), "right": {"type": "boolean"}}
        properties["several"] = {"type": "boolean"}
        properties["options"] = {
            "type": "array",
            "maxItems": MOST_OPTIONS,
            "items": {"type": "object", "required": ["text"], "properties": option},
        }
    return {"required": NEEDED[kind], "properties": properties}


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The blocks of an Upwell module",
    "type": "array",
    "maxItems": MOST_BLOCKS,
    "items": {
        "type": "object",
        "required": ["type"],
        "properties": {
            "id": {"type": "string", "pattern": f"^{ID.pattern}$"},
            "type": {"type": "string", "pattern": f"^{TYPE.pattern}$"},
        },
        "allOf": [
            {"if": {"properties": {"type": {"const": kind}}}, "then": {"$ref": f"#/$defs/{kind}"}} for kind in FIELDS
        ],
    },
    "$defs": {kind: _type_schema(kind) for kind in FIELDS},
}


def validate(blocks: object) -> list[Block]:
    """The blocks as they are kept: text cleaned, defaults filled in, each with an id that occurs once.

    A draft may be unfinished (see `finish`). Types and fields of a later version are kept as they are. Refused with a
    sentence that names the part: what does not follow the schema, and more than a module can hold.
    """
    if not isinstance(blocks, list):
        raise ValidationError(_("The blocks of a module are a list."))
    if len(blocks) > MOST_BLOCKS:
        raise ValidationError(
            _("A module has at most %(most)s parts; this has %(count)s. Make two modules of it.")
            % {"most": MOST_BLOCKS, "count": len(blocks)}
        )
    kept = [_block(block, place) for place, block in enumerate(blocks, start=1)]
    _name_each(kept)
    if len(json.dumps(kept, ensure_ascii=False)) > MOST_CHARACTERS:
        raise ValidationError(_("This is more than one module can hold. Make two modules of it."))
    return kept


def _block(block: object, place: int) -> Block:
    if not isinstance(block, dict):
        raise _fault(place, _("it is not a block with a type"))
    kind = block.get("type")
    if not isinstance(kind, str) or not TYPE.fullmatch(kind):
        raise _fault(place, _("its type is missing, or is not a word in small letters"))
    if "id" in block and not (isinstance(block["id"], str) and ID.fullmatch(block["id"])):
        raise _fault(place, _("its id may have letters, digits, - and _, at most 40"))
    kept: Block = {name: value for name, value in _any(block, place).items() if name != "id"}
    if "id" in block:
        kept = {"id": block["id"], **kept}
    if kind in FIELDS:
        _fill(kept, FIELDS[kind], NEEDED[kind], place)
    if kind == "image" and not PICTURE.fullmatch(kept["picture"]):
        raise _fault(place, _("its picture is not one that was added here"))
    if kind == "question":
        _question(kept, place)
    return kept


def _question(block: Block, place: int) -> None:
    block["several"] = block.get("several", False)
    options = block["options"]
    if not isinstance(block["several"], bool) or not isinstance(options, list):
        raise _fault(place, _("a question has a list of options, and 'several' is true or false"))
    if len(options) > MOST_OPTIONS:
        raise _fault(place, _("a question has at most %(most)s options") % {"most": MOST_OPTIONS})
    for option in options:
        if not isinstance(option, dict) or not isinstance(option.setdefault("right", False), bool):
            raise _fault(place, _("each option has a text, and 'right' is true or false"))
        _fill(option, OPTION, ["text"], place)


def _fill(kept: Block, fields: dict[str, int], needed: list[str], place: int) -> None:
    """Check the texts of a block of a known type and put '' where an optional one is missing."""
    for name in needed:
        if name not in kept:
            raise _fault(place, _("‘%(name)s’ is missing") % {"name": name})
    for name, most in fields.items():
        text = kept.setdefault(name, "")
        if not isinstance(text, str):
            raise _fault(place, _("‘%(name)s’ is not a text") % {"name": name})
        if len(text) > most:
            raise _fault(
                place,
                _("‘%(name)s’ has %(count)s characters; at most %(most)s fit. Split it in two.")
                % {"name": name, "count": len(text), "most": most},
            )


def _any(value: Any, place: int, depth: int = 0) -> Any:
    """Any JSON value, with its texts cleaned; refuses what JSON or the database cannot hold."""
    if depth > DEEPEST:
        raise _fault(place, _("it is nested too deeply"))
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_any(inner, place, depth + 1) for inner in value]
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return {clean(name): _any(inner, place, depth + 1) for name, inner in value.items()}
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 2**53):
        return value
    if isinstance(value, int) and abs(value) < LARGEST:
        return float(value)  # what a browser would make of it, so that all who read it read the same
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise _fault(place, _("it holds a value that cannot be kept"))


def _fault(place: int, what: str) -> ValidationError:
    return ValidationError(_("Part %(place)s: %(what)s.") % {"place": place, "what": what.rstrip(".")})


def _name_each(blocks: list[Block]) -> None:
    """Give an id to each block that has none, or has that of one before it; made of what is in it, so that an import
    that is run again gives the same ones."""
    taken: set[str] = set()
    for block in blocks:
        if block.get("id") in taken or "id" not in block:
            block["id"] = _new_id(block, taken | {other["id"] for other in blocks if "id" in other})
        taken.add(block["id"])


def _new_id(block: Block, taken: set[str]) -> str:
    content = json.dumps({name: block[name] for name in block if name != "id"}, sort_keys=True)
    turn = 0
    while (name := hashlib.sha256(f"{turn}{content}".encode()).hexdigest()[:10]) in taken:
        turn += 1
    return name


def finish(blocks: list[Block]) -> list[Block]:
    """The blocks as readers get them: empty ones left out. What is unfinished is refused, each part in a sentence.

    A question needs a text, two options, and one right one (any number where several may be chosen); an image its
    picture; a link an address that begins with http:// or https:// (https:// is put before a bare www.example.org).
    """
    kept = [_finished(block) for block in blocks if not _is_empty(block)]
    faults = [_fault(place, what) for place, block in enumerate(kept, start=1) if (what := _unfinished(block))]
    if not kept:
        faults = [ValidationError(_("There is nothing to read yet. Write a sentence, then publish."))]
    if faults:
        raise ValidationError(faults)
    return kept


def _is_empty(block: Block) -> bool:
    if block["type"] == "question" and any(option["text"] for option in block["options"]):
        return False
    return block["type"] in FIELDS and not any(block[name] for name in FIELDS[block["type"]])


def _finished(block: Block) -> Block:
    if block["type"] == "question":
        return {**block, "options": [option for option in block["options"] if option["text"]]}
    if block["type"] == "link" and re.match(r"[\w-]+(\.[\w-]+)+([/?#]|$)", block["url"]):
        return {**block, "url": f"https://{block['url']}"}
    return block


def _unfinished(block: Block) -> str:
    """What a part still needs, or ''."""
    if block["type"] == "image" and not block["picture"]:
        return _("choose its picture, or remove it")
    if block["type"] == "link" and not is_safe(block["url"]):
        return _("give the link an address that begins with https://, or remove it")
    if block["type"] != "question":
        return ""
    right = sum(option["right"] for option in block["options"])
    if not block["text"]:
        return _("write what you ask, or remove the question")
    if len(block["options"]) < 2:
        return _("give the question at least two options")
    if right == 0 or (right > 1 and not block["several"]):
        return _("mark one option as right, or let readers choose several")
    return ""


def is_safe(url: str) -> bool:
    """Whether an address may be followed from a page: http, https or mail, and no script."""
    return re.match(r"(https?://[^\s/?#]+|mailto:[^\s@]+@)\S*$", url, re.IGNORECASE) is not None


def pictures(blocks: Iterable[Block]) -> set[str]:
    """The SHA-256 of each picture in the image blocks."""
    return {block["picture"] for block in blocks if block["type"] == "image" and block["picture"]}


def seconds(blocks: Iterable[Block]) -> int:
    """How long the blocks take to read, look at and answer, in seconds; parts of unknown types count nothing."""
    blocks = list(blocks)
    words = len(_WORD.findall(plain_text(blocks)))
    images = sum(1 for block in blocks if block["type"] == "image")
    questions = sum(1 for block in blocks if block["type"] == "question")
    return math.ceil(words * 60 / WORDS_A_MINUTE) + images * SECONDS_AN_IMAGE + questions * SECONDS_A_QUESTION


def plain_text(blocks: Iterable[Block]) -> str:
    """Everything in the blocks that can be read or searched for, without markup; feedback and hints too."""
    return "\n\n".join(text for block in blocks for text in _texts(block) if text)


def _texts(block: Block) -> list[str]:
    if block["type"] == "text":
        return [to_plain(block["text"])]
    if block["type"] == "image":
        return [block["caption"] or block["alt"]]
    if block["type"] == "link":
        return [block["title"], block["why"]]
    if block["type"] == "question":
        options = [text for option in block["options"] for text in (option["text"], option["feedback"])]
        return [block["text"], *options, block["hint"]]
    return []
