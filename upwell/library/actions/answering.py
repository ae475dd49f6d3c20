"""What readers leave in the parts of a module: ticks, a note on a task, a reflection, a vote. One row a person and part."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.library import blocks as parts
from upwell.library.blocks.sharing import is_shareable
from upwell.library.models import Item, Module, Response, ResponseKind
from upwell.library.permissions import can_answer
from upwell.people.models import Person

LONGEST_TEXT = 10_000  # characters of a reflection or a note: four pages


@transaction.atomic
def answer_part(
    item: Item,
    *,
    by: Person,
    block: str,
    lines: tuple[int, ...] = (),
    text: str = "",
    done: bool = False,
    share: bool = False,
    version: int | None = None,
) -> Response | None:
    """Keep what a reader leaves in a part: the `lines` ticked or chosen, by their places from 0; the `text` written; on a
    task whether it is `done`. What was left there before is replaced; nothing at all takes it back (None).

    Whoever may see the module may, once it is published. Nobody else sees it, but for the numbers of a poll with at
    least five voters, and what its writer chooses to `share`: a note on a task, or a reflection whose block asks for
    it. `version` is the one that was read, for a part that the current one does not have any more. Refused in words:
    such a part is not there, two votes where one is asked, a text that is too long, sharing what is private.
    """
    module = Module.objects.select_related("item", "version").get(pk=item.pk)
    if not can_answer(by, module.item):
        raise PermissionDenied
    part = _part(module, block, version)
    data = _DATA[part["type"]](part, lines, text, done)
    if not any(data.values()):
        _forget(module, by, block)
        return None
    return _keep(module, by, part, data, share=share and is_shareable(part))


@transaction.atomic
def take_back_answer(item: Item, *, by: Person, block: str) -> None:
    """Remove what one left in a part, for good; of a part that is not there any more, too. Where there is nothing,
    nothing changes. Everybody may with their own, whatever has become of the module."""
    _forget(Module.objects.select_related("item").get(pk=item.pk), by, block)


def _part(module: Module, block: str, version: int | None) -> parts.Block:
    """The part with this id in the current version, else in the one that was read."""
    read = module.versions.filter(number=version).first() if version else None
    for shown in (module.version, read):
        for part in shown.blocks if shown else []:
            if part["id"] == block and part["type"] in ResponseKind.values:
                return parts.filled(part)
    raise ValidationError(_("This part is not in the module any more. Copy what you wrote if you want to keep it."))


def _keep(module: Module, by: Person, part: parts.Block, data: dict[str, Any], *, share: bool) -> Response:
    now = clock.now()
    before = Response.objects.select_for_update().to_part(module, part["id"]).of(by).first()
    if before and (before.data, before.is_shared) == (data, share):
        return before
    response, _is_new = Response.objects.update_or_create(
        module=module,
        block=part["id"],
        by=by,
        defaults={"kind": part["type"], "data": data, "is_shared": share, "changed_at": now},
        create_defaults={"kind": part["type"], "data": data, "is_shared": share, "at": now, "changed_at": now},
    )
    if before is None or before.is_shared != share:
        # that something was left, and whether others see it; never what: the journal is read by more than its writer
        journal.record("part.answered", by=by, about=module.item, block=part["id"], kind=part["type"], shared=share)
    return response


def _forget(module: Module, by: Person, block: str) -> None:
    gone, _each = Response.objects.to_part(module, block).of(by).delete()
    if gone:
        journal.record("part.taken_back", by=by, about=module.item, block=block)


def _ticks(part: parts.Block, lines: tuple[int, ...], text: str, done: bool) -> dict[str, Any]:
    return {"ticked": _words(part["items"], lines)}


def _vote(part: parts.Block, lines: tuple[int, ...], text: str, done: bool) -> dict[str, Any]:
    chosen = _words(part["options"], lines)
    if len(chosen) > 1 and not part["several"]:
        raise ValidationError(_("Choose one of them."))
    return {"chosen": chosen}


def _note(part: parts.Block, lines: tuple[int, ...], text: str, done: bool) -> dict[str, Any]:
    return {"text": _fitting(text), "done": done}


def _thought(part: parts.Block, lines: tuple[int, ...], text: str, done: bool) -> dict[str, Any]:
    return {"text": _fitting(text)}


def _words(rows: list[Mapping[str, Any]], lines: tuple[int, ...]) -> list[str]:
    return [row["text"] for place, row in enumerate(rows) if place in lines]


def _fitting(text: str) -> str:
    text = clean(text)
    if len(text) > LONGEST_TEXT:
        raise ValidationError(
            _("This has %(count)s characters; %(most)s fit here. Shorten it, or make a module of it.")
            % {"count": len(text), "most": LONGEST_TEXT}
        )
    return text


_DATA: dict[str, Callable[[parts.Block, tuple[int, ...], str, bool], dict[str, Any]]] = {
    "checklist": _ticks,
    "poll": _vote,
    "task": _note,
    "reflection": _thought,
}
