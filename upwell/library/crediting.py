"""Who wrote what: in which version each block got its present words."""

from collections.abc import Iterable

from upwell.library.blocks import Block
from upwell.library.models import Version

Credits = dict[str, int]
FARTHEST = 60  # versions one looks back where nothing was worked out before


def credit(blocks: Iterable[Block], number: int, before: Version | None) -> Credits:
    """Of each block the version that last changed it: `number`, unless it stood so in the version before.

    A block that only moved keeps its credit. Needs the version before and no other, because that one knows its own.
    """
    if before is None:
        return {block["id"]: number for block in blocks}
    stood = {block["id"]: block for block in before.blocks}
    known = before.credits or {}
    return {
        block["id"]: known.get(block["id"], before.number) if stood.get(block["id"]) == block else number
        for block in blocks
    }


def credits_of(version: Version) -> Credits:
    """What is kept of a version; for one from before such things were kept, what the versions before it show.

    One looks back no further than sixty versions: what is older counts as written in the oldest of them.
    """
    if version.credits is not None:
        return {block: int(number) for block, number in version.credits.items()}
    earlier = version.module.versions.filter(number__lt=version.number).order_by("-number")[:FARTHEST]
    found: Credits = {}
    before: Version | None = None
    for each in [*reversed(earlier), version]:
        if before is not None and before.credits is None:
            before.credits = found
        found = credit(each.blocks, each.number, before)
        before = each
    return found
