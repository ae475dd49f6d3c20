"""Whether those who cannot see a picture, or cannot hear a recording, learn from it, too."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.library.blocks import Block
from upwell.library.blocks.prompts import without_prompts
from upwell.library.checks.check import Check


def described(blocks: list[Block]) -> Iterator[Check]:
    """Every picture says what it shows (WCAG 2.2, 1.1.1)."""
    pictures = [block for block in without_prompts(blocks) if block["type"] == "image" and block.get("picture")]
    bare = [block for block in pictures if not block.get("alt")]
    if bare:
        said = ngettext("One picture has no description.", "%(count)s pictures have no description.", len(bare))
        yield Check("image", said % {"count": len(bare)}, way=_("Describe it"), describe=str(bare[0]["id"]))
    elif pictures:
        yield Check("check", _("Pictures are described"), is_ok=True)


def worded(blocks: list[Block]) -> Iterator[Check]:
    """Every film and sound has words below it that say what is in it (WCAG 2.2, 1.2.1)."""
    played = [block for block in without_prompts(blocks) if block["type"] in {"video", "audio"} and block.get("file")]
    bare = [block for block in played if not block.get("caption")]
    if bare:
        said = ngettext(
            "One recording does not say in words what is in it.",
            "%(count)s recordings do not say in words what is in them.",
            len(bare),
        )
        yield Check("video", said % {"count": len(bare)}, way=_("Write it below"), describe=str(bare[0]["id"]))
    elif played:
        yield Check("check", _("Recordings say in words what is in them"), is_ok=True)
