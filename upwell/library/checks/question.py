"""Whether the reader is asked something: what one has answered, one remembers better than what one has read again."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from upwell.library.blocks import Block
from upwell.library.blocks.prompts import without_prompts
from upwell.library.checks.check import Check

ASKING = {"question", "reflection", "poll", "task"}


def asking(blocks: list[Block]) -> Iterator[Check]:
    """A question, a poll, something to think about or to try. Trying to recall helps more than reading again (Roediger and
    Karpicke 2006, Test-enhanced learning, Psychological Science 17)."""
    if any(block["type"] in ASKING and block.get("text") for block in without_prompts(blocks)):
        yield Check("check", _("Asks the reader something"), is_ok=True)
    else:
        yield Check(
            "circle-question-mark", _("No question for the reader yet."), way=_("Add one"), add="question-choice"
        )
