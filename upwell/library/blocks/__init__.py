"""Blocks: the typed parts a module is made of; their form, what may be in them, and how long they take to read.

docs/blocks.md tells it for people and programs, and holds the same schema (a test keeps the two alike).
"""

from upwell.library.blocks.addresses import is_safe, task_at, to_embed
from upwell.library.blocks.checking import MOST_CHARACTERS, filled, validate
from upwell.library.blocks.finishing import finish, is_empty
from upwell.library.blocks.kinds import KINDS, QUESTIONS, Block, Kind, Rows
from upwell.library.blocks.length import seconds
from upwell.library.blocks.schema import ID, KEPT_HERE, LONGEST, MOST_BLOCKS, NAMES_A_FILE, SCHEMA, TYPE
from upwell.library.blocks.texts import files, pictures, plain_text

PICTURE = KEPT_HERE
# every text that a block of a type holds with its longest length in characters, typed settings among them
FIELDS: dict[str, dict[str, int]] = {
    name: {
        **{setting: LONGEST[setting] for setting in kind.settings if setting in NAMES_A_FILE | {"url"}},
        **kind.texts,
    }
    for name, kind in KINDS.items()
}

__all__ = [
    "FIELDS",
    "ID",
    "KINDS",
    "MOST_BLOCKS",
    "MOST_CHARACTERS",
    "PICTURE",
    "QUESTIONS",
    "SCHEMA",
    "TYPE",
    "Block",
    "Kind",
    "Rows",
    "files",
    "filled",
    "finish",
    "is_empty",
    "is_safe",
    "pictures",
    "plain_text",
    "seconds",
    "task_at",
    "to_embed",
    "validate",
]
