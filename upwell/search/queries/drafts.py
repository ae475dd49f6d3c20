"""What is already written that says much the same as a draft."""

from upwell.library.blocks import plain_text
from upwell.library.blocks.prompts import without_prompts
from upwell.library.models import Item, ItemKind
from upwell.people.models import Person
from upwell.search.queries.similar import ItemHit, answering_items

LONGEST = 1_500  # characters that are looked at, whatever a draft holds: a question of bounded cost
SHORTEST = 30  # below which everything is like it


def like_draft(item: Item, person: Person, *, limit: int = 3) -> list[ItemHit]:
    """Published modules like the draft, the likest first; itself, what it translates and its translations are none, and
    an event on the same is none to write on.

    A draft of a few words is like nothing yet.
    """
    module = item.module
    blocks = module.draft if module.draft is not None else module.version.blocks if module.version else []
    title = module.draft_title if module.draft is not None else item.title
    text = f"{title}. {plain_text(without_prompts(blocks))[:LONGEST]}"
    if len(text) < SHORTEST:
        return []
    kin = {item.pk, *item.translations.values_list("pk", flat=True)}
    if item.translation_of_id:
        kin.add(item.translation_of_id)
    found = answering_items(text, person, limit=limit * 2, besides=kin)
    return [hit for hit in found if hit.item.kind == ItemKind.MODULE][:limit]
