"""What a text was like before its last revisions: the files hold it only as it is now."""

from upwell.library.blocks import Block

KEPT = 3  # pieces that were there from the beginning


def earlier(blocks: list[Block], revisions: int) -> list[Block]:
    """`blocks` without what the last `revisions` revisions added: each one a piece, from the end of the text.

    A piece is a block that is not text, or a paragraph of one that is. The first few were always there.
    """
    kept = list(blocks)
    for _ in range(revisions):
        if _pieces(kept) <= KEPT:
            break
        kept = _without_last_piece(kept)
    return kept


def _pieces(blocks: list[Block]) -> int:
    return sum(len(_paragraphs(block)) for block in blocks)


def _paragraphs(block: Block) -> list[str]:
    return block["text"].split("\n\n") if block["type"] == "text" else [""]


def _without_last_piece(blocks: list[Block]) -> list[Block]:
    """A text block keeps its id, as one that was written on would; a heading does not stay without its text."""
    *before, last = blocks
    paragraphs = _paragraphs(last)[:-1]
    while paragraphs and paragraphs[-1].startswith("#"):
        paragraphs.pop()
    return [*before, {**last, "text": "\n\n".join(paragraphs)}] if paragraphs else before
