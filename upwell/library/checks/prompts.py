"""Whether a template's prompts are filled in; those that are not will not be published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.library.blocks import Block
from upwell.library.blocks.prompts import prompts_in
from upwell.library.checks.check import Check


def filled_in(blocks: list[Block]) -> Iterator[Check]:
    """How many prompts are left, with the way to the first."""
    left = list(prompts_in(blocks))
    if left:
        said = ngettext("One prompt is not filled in.", "%(count)s prompts are not filled in.", len(left))
        more = _("What you leave as it is will not be published.")
        yield Check(
            "notebook-pen", said % {"count": len(left)}, more=more, way=_("Go to the first"), part=str(left[0][0]["id"])
        )
