"""The tables of the library; each noun has its own file."""

from upwell.library.models.item import Authorship, Item, ItemKind, ItemQuerySet
from upwell.library.models.module import Module, Version

__all__ = ["Authorship", "Item", "ItemKind", "ItemQuerySet", "Module", "Version"]
