"""Putting what a file held below what is written already."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from upwell.library import blocks as parts
from upwell.library.actions.coediting import follow_document
from upwell.library.actions.writing import save_draft
from upwell.library.intake.reading import below_heading
from upwell.library.models import Item, Module
from upwell.library.permissions import can_edit
from upwell.people.models import Person


@transaction.atomic
def append_blocks(item: Item, *, by: Person, blocks: object, title: str = "", heading: str = "") -> int:
    """Add blocks at the end of the draft, and the title where there is none yet; the draft's new stamp. Its authors may.

    `heading` is what stood above them where they come from: it stands there again where the page is called otherwise. What
    others type meanwhile stays. Refused as a whole where it is more than a module holds. Twice adds it twice.
    """
    module = Module.objects.held(item.pk)
    if not can_edit(by, module.item):
        raise PermissionDenied
    follow_document(module)
    kept = module.draft if module.draft is not None else module.version.blocks if module.version else []
    now = module.draft_title if module.draft is not None else module.item.title
    added = parts.validate(blocks)
    if now and heading != now:
        added = parts.validate(below_heading(heading, added))
    taken = {block["id"] for block in kept}
    fresh = [block if block["id"] not in taken else _unnamed(block) for block in added]
    blank = len(kept) == 1 and kept[0]["type"] == "text" and not kept[0]["text"]
    whole = [*([] if blank else kept), *fresh]
    return save_draft(item, by=by, title=now or title, blocks=whole, stamp=module.draft_stamp)


def _unnamed(block: parts.Block) -> parts.Block:
    return {name: value for name, value in block.items() if name != "id"}
