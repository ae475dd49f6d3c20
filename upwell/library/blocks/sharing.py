"""Which parts let their reader show to others what was written in them."""

from upwell.library.blocks.kinds import Block


def is_shareable(part: Block) -> bool:
    """Whether one may show to others what one wrote here: on a task, or where the reflection asks for it."""
    return part["type"] == "task" or (part["type"] == "reflection" and bool(part.get("shared")))
