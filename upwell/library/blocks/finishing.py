"""From a draft to what readers get: empty parts left out, and each of the others whole."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.library.blocks.addresses import is_safe, task_at, to_embed, with_https
from upwell.library.blocks.checking import filled
from upwell.library.blocks.faults import fault
from upwell.library.blocks.gaps import gaps
from upwell.library.blocks.kinds import KINDS, Block
from upwell.library.blocks.numbers import number
from upwell.library.blocks.prompts import PROMPT, texts_of, without_prompts
from upwell.library.blocks.schema import NAMES_A_FILE

SAYS_SOMETHING = NAMES_A_FILE | {"url", "value"}  # settings without which a part may still be called empty are the rest


def finish(blocks: list[Block]) -> list[Block]:
    """The blocks as readers get them: empty ones and prompts nobody filled in left out. What is unfinished is refused, each
    part in a sentence.

    An image has its picture, a video, sound or file its file; a link an address that begins with http:// or https://
    (https:// is put before a bare www.example.org), and what is embedded comes from a site the organisation allows.
    A question has a text and what its kind needs to say what is right; a poll and a list have something to choose.
    """
    blocks = without_prompts([filled(block) for block in blocks])
    kept = [_finished(block) for block in blocks if not is_empty(block)]
    faults = [fault(place, what) for place, block in enumerate(kept, start=1) if (what := _unfinished(block))]
    if not kept:
        faults = [ValidationError(_("There is nothing to read yet. Write a sentence, then publish."))]
    if faults:
        raise ValidationError(faults)
    return kept


def is_empty(block: Block) -> bool:
    """Whether nothing was written or chosen in a block of a known type."""
    kind = KINDS.get(block["type"])
    if kind is None:
        return False
    said = [block[name] for name in [*kind.texts, *SAYS_SOMETHING.intersection(kind.settings)]]
    return not any(said) and not any(_says(row, rows.texts) for name, rows in kind.rows.items() for row in block[name])


def _says(row: dict[str, Any], texts: Iterable[str]) -> bool:
    return any(row[text] for text in texts)


def _finished(block: Block) -> Block:
    kind = KINDS.get(block["type"])
    if kind is None:
        return block
    whole: Block = {name: [row for row in block[name] if _says(row, rows.texts)] for name, rows in kind.rows.items()}
    if "options" in whole:  # feedback to an option that says nothing is feedback to nobody
        whole["options"] = [row for row in whole["options"] if row["text"]]
    if "url" in kind.settings:
        whole["url"] = with_https(block["url"])
    if block["type"] == "task" and (task := task_at(block["task"])):
        whole["task"] = f"/tasks/{task}/"
    return {**block, **whole}


def _unfinished(block: Block) -> str:
    """What a part still needs, or ''."""
    for text in texts_of(block):
        if prompt := PROMPT.search(text):
            return _("it still says %(prompt)s; write over that, or remove it") % {"prompt": prompt[0]}
    needs = _NEEDS.get(block["type"])
    return needs(block) if needs else ""


def _image(block: Block) -> str:
    return "" if block["picture"] else _("choose its picture, or remove it")


def _file(block: Block) -> str:
    return "" if block["file"] else _("choose its file, or remove it")


def _link(block: Block) -> str:
    return "" if is_safe(block["url"]) else _("give the link an address that begins with https://, or remove it")


def _embed(block: Block) -> str:
    if to_embed(block["url"]):
        return ""
    return _("pages from this address cannot be shown inside a module here; make it a link instead")


def _checklist(block: Block) -> str:
    return "" if block["items"] else _("give the checklist something to tick, or remove it")


def _words(block: Block) -> str:
    return "" if block["text"] else _("write what there is to do or to think about, or remove it")


def _task(block: Block) -> str:
    if block["task"] and task_at(block["task"]) is None:
        return _("give the address of a task here, such as /tasks/12/, or none")
    return _words(block)


def _poll(block: Block) -> str:
    if not block["text"]:
        return _("write what you ask, or remove the poll")
    return _differing([row["text"] for row in block["options"]], _("give the poll at least two options"))


def _question(block: Block) -> str:
    if not block["text"]:
        return _("write what you ask, or remove the question")
    return _QUESTIONS[block["kind"]](block)


def _choice(block: Block) -> str:
    right = sum(option["right"] for option in block["options"])
    if len(block["options"]) < 2:
        return _("give the question at least two options")
    if right == 0 or (right > 1 and not block["several"]):
        return _("mark one option as right, or let readers choose several")
    return ""


def _truth(block: Block) -> str:
    return ""


def _short(block: Block) -> str:
    return "" if block["accepted"] else _("write at least one answer that counts as right")


def _number(block: Block) -> str:
    if number(block["value"], block["unit"]) is None:
        return _("write the right answer as a number")
    tolerance = number(block["tolerance"] or "0", block["unit"])
    if tolerance is None or tolerance < 0:
        return _("write how far off an answer may be as a number from 0 on, or leave it empty")
    return ""


def _order(block: Block) -> str:
    return _differing([row["text"] for row in block["items"]], _("give at least two things to put in order"))


def _match(block: Block) -> str:
    if any(not (row["text"] and row["partner"]) for row in block["pairs"]):
        return _("each pair has two sides; fill in the one that is missing")
    return _differing([row["text"] for row in block["pairs"]], _("give at least two pairs"))


def _gaps(block: Block) -> str:
    return "" if gaps(block["text"]) else _("put what is to be filled in between [[ and ]]")


def _differing(texts: list[str], too_few: str) -> str:
    if len(texts) < 2:
        return too_few
    return _("two of its lines say the same; change one") if len({*texts}) < len(texts) else ""


_NEEDS: dict[str, Callable[[Block], str]] = {
    "image": _image,
    "video": _file,
    "audio": _file,
    "file": _file,
    "link": _link,
    "embed": _embed,
    "checklist": _checklist,
    "task": _task,
    "reflection": _words,
    "poll": _poll,
    "question": _question,
}
_QUESTIONS: dict[str, Callable[[Block], str]] = {
    "choice": _choice,
    "truth": _truth,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "gaps": _gaps,
}
