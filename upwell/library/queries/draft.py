"""A draft as its authors see it while they write: its title, its blocks and their stamp."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.library.blocks import Block, validate
from upwell.library.models import Item, Module
from upwell.library.queries.parts import Part, shown_parts


@dataclass(frozen=True)
class Desk:
    """What one is writing. Where no draft is open, it begins from what readers see."""

    item: Item
    module: Module
    title: str
    parts: list[Part]
    stamp: int

    @property
    def blocks(self) -> list[Block]:
        """The blocks alone."""
        return [part.block for part in self.parts]


def desk(item: Item, *, title: str | None = None, blocks: list[Block] | None = None) -> Desk:
    """The draft of a module, or, instead of what is kept, what somebody has typed. An empty page begins with a text."""
    module: Module = item.module
    if blocks is None:
        blocks = module.draft if module.draft is not None else module.version.blocks if module.version else []
    if title is None:
        title = module.draft_title if module.draft is not None else item.title
    blocks = blocks or validate([{"type": "text", "text": ""}])
    return Desk(item=item, module=module, title=title, parts=shown_parts(blocks), stamp=module.draft_stamp)
