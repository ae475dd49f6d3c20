"""How long it takes to read: under ten minutes fits between two other things."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.library.blocks import Block, seconds
from upwell.library.blocks.prompts import without_prompts
from upwell.library.checks.check import Check

LONG = 600  # seconds


def short(blocks: list[Block]) -> Iterator[Check]:
    """The minutes as readers will see them, without prompts; above ten, that two modules are read more often than one."""
    blocks = without_prompts(blocks)
    takes = seconds(blocks)
    if not takes:
        yield Check("type", _("Nothing to read yet."))
        return
    minutes = max(1, round(takes / 60))
    words = ngettext("%(count)s minute to read", "%(count)s minutes to read", minutes) % {"count": minutes}
    if takes < LONG:
        yield Check("check", words, is_ok=True)
    else:
        more = _("Under ten fits into a working day. Two short ones are read more often than one long one.")
        yield Check("timer", words, more=more, way=_("Go to the middle"), part=_middle(blocks))


def _middle(blocks: list[Block]) -> str:
    """The part with which the second half begins: where one might cut."""
    takes = [seconds([block]) for block in blocks]
    run = 0
    for block, length in zip(blocks, takes, strict=True):
        run += length
        if 2 * run >= sum(takes):
            return str(block["id"])
    return str(blocks[-1]["id"])
