"""Translations: how an item in another language follows the one it translates, block by block."""

from __future__ import annotations

from django.db import models

from upwell.library.models.item import Item


class Translation(models.Model):
    """What makes an item a translation of another one (`item.translation_of`).

    A translation is an item of its own: with its own address, authors, versions, discussion and place in the search, where
    its words are found in its language. What ties it to the original are the blocks' ids, which are the same in both.
    `taken` says from which version of the original each block was translated, by its id; a block that is not in it stands
    as it was written; `draft_taken` is the same for what is being written. `behind` lists the ids of the original's blocks that have other words now, or are new, worked out
    when either of the two is published. (Rows per block inside one item would have spared the second card, and
    cost translations their authors, their discussion and being found.)
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="translation")
    taken = models.JSONField(default=dict)
    draft_taken = models.JSONField(null=True, blank=True)
    behind = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.item)
