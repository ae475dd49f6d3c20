"""The ids of blocks: each occurs once in a module, and stays with its block."""

import hashlib
import json

from upwell.library.blocks.kinds import Block


def name_each(blocks: list[Block]) -> None:
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
