"""Blocks as they come in: held against the table of kinds, their texts cleaned, what is missing filled in."""

import json
from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.library.blocks.faults import fault
from upwell.library.blocks.kinds import KINDS, Block, Kind, Rows
from upwell.library.blocks.naming import name_each
from upwell.library.blocks.schema import FIRST_TEXT, ID, KEPT_HERE, LONGEST, MOST_BLOCKS, NAMES_A_FILE, TYPE
from upwell.library.blocks.values import cleaned

MOST_CHARACTERS = 1_000_000  # of a whole module, as JSON


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
    name_each(kept)
    if len(json.dumps(kept, ensure_ascii=False)) > MOST_CHARACTERS:
        raise ValidationError(_("This is more than one module can hold. Make two modules of it."))
    return kept


def filled(block: Block) -> Block:
    """A block that was kept before, with what later versions added to its type; one of an unknown type as it is.

    A question from when there was one kind of it has no `kind`: it is a `choice`.
    """
    kind = KINDS.get(block["type"])
    if kind is None:
        return block
    empty: Block = {**dict.fromkeys(kind.texts, ""), **kind.settings, **{name: [] for name in kind.rows}}
    whole = {**empty, **block}
    for name, rows in kind.rows.items():
        blank = {**dict.fromkeys(rows.texts, ""), **dict.fromkeys(rows.flags, False)}
        given = whole[name] if isinstance(whole[name], list) else []
        whole[name] = [{**blank, **row} for row in given if isinstance(row, dict)]
    return whole


def _block(block: object, place: int) -> Block:
    if not isinstance(block, dict):
        raise fault(place, _("it is not a block with a type"))
    name = block.get("type")
    if not isinstance(name, str) or not TYPE.fullmatch(name):
        raise fault(place, _("its type is missing, or is not a word in small letters"))
    if "id" in block and not (isinstance(block["id"], str) and ID.fullmatch(block["id"])):
        raise fault(place, _("its id may have letters, digits, - and _, at most 40"))
    kept: Block = {field: value for field, value in cleaned(block, place).items() if field != "id"}
    if "id" in block:
        kept = {"id": block["id"], **kept}
    if name in KINDS:
        _known(kept, KINDS[name], place)
    return kept


def _known(block: Block, kind: Kind, place: int) -> None:
    for name in kind.needed:
        if name not in block:
            raise fault(place, _("‘%(name)s’ is missing") % {"name": name})
    _texts(block, kind.texts, place)
    for name, default in kind.settings.items():
        value = block.setdefault(name, default)
        if isinstance(default, bool):
            _flag(name, value, place)
        else:
            _setting(name, value, kind.choices.get(name, ()), place)
    for name, rows in kind.rows.items():
        _rows(name, block.setdefault(name, []), rows, place)


def _texts(block: Block, fields: Mapping[str, int], place: int) -> None:
    for name, most in fields.items():
        _text(name, block.setdefault(name, ""), most, place)


def _text(name: str, text: object, most: int, place: int) -> None:
    if not isinstance(text, str):
        raise fault(place, _("‘%(name)s’ is not a text") % {"name": name})
    if len(text) > most:
        raise fault(
            place,
            _("‘%(name)s’ has %(count)s characters; at most %(most)s fit. Split it in two.")
            % {"name": name, "count": len(text), "most": most},
        )


def _flag(name: str, value: object, place: int) -> None:
    if not isinstance(value, bool):
        raise fault(place, _("‘%(name)s’ is true or false, nothing else") % {"name": name})


def _setting(name: str, value: object, choices: Collection[str], place: int) -> None:
    if name in NAMES_A_FILE:
        if not isinstance(value, str) or not KEPT_HERE.fullmatch(value):
            raise fault(place, _("its picture or file is not one that was added here"))
    elif choices:
        if value not in choices:
            raise fault(place, _("‘%(name)s’ is one of: %(words)s") % {"name": name, "words": ", ".join(choices)})
    else:
        _text(name, value, LONGEST[name], place)


def _rows(name: str, value: object, rows: Rows, place: int) -> None:
    if not isinstance(value, list):
        raise fault(place, _("‘%(name)s’ is a list") % {"name": name})
    if len(value) > rows.most:
        raise fault(
            place,
            _("‘%(name)s’ has %(count)s rows; at most %(most)s fit")
            % {"name": name, "count": len(value), "most": rows.most},
        )
    for row in value:
        if not isinstance(row, dict) or FIRST_TEXT not in row:
            raise fault(place, _("each row of ‘%(name)s’ has a ‘text’") % {"name": name})
        _texts(row, rows.texts, place)
        for flag in rows.flags:
            _flag(flag, row.setdefault(flag, False), place)
