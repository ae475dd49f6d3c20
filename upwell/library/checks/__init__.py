"""Checks: what to look at before a module is published, each with a way to put it right. None of them holds anybody back.

They read only what is written, so that the page can ask after each save.
"""

from upwell.library.blocks import Block
from upwell.library.checks.check import Check
from upwell.library.checks.descriptions import described, worded
from upwell.library.checks.ease import easy
from upwell.library.checks.length import short
from upwell.library.checks.prompts import filled_in
from upwell.library.checks.question import asking
from upwell.library.checks.title import titled

__all__ = ["Check", "look_over"]


def look_over(title: str, blocks: list[Block], language: str) -> list[Check]:
    """What to look at in a draft, in the order in which one would; what is well already is said shortly."""
    return [
        *titled(title),
        *short(blocks),
        *easy(blocks, language),
        *asking(blocks),
        *described(blocks),
        *worded(blocks),
        *filled_in(blocks),
    ]
