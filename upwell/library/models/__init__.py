"""The tables of the library; each noun has its own file."""

from upwell.library.models.document import Document, Update
from upwell.library.models.endorsement import Endorsement, Expert, Regulation, Review, ReviewState
from upwell.library.models.item import PAGES, Authorship, Item, ItemKind, ItemQuerySet, Reviewer
from upwell.library.models.life import Happening, LifeNote, ReadingMark, Stage
from upwell.library.models.link import Link, LinkKind, LinkQuerySet
from upwell.library.models.module import Module, Version
from upwell.library.models.remark import LONGEST_PLACE, Remark, RemarkQuerySet
from upwell.library.models.response import Response, ResponseKind, ResponseQuerySet
from upwell.library.models.template import Template, TemplateQuerySet
from upwell.library.models.translation import Translation

__all__ = [
    "LONGEST_PLACE",
    "PAGES",
    "Authorship",
    "Document",
    "Endorsement",
    "Expert",
    "Happening",
    "Item",
    "ItemKind",
    "ItemQuerySet",
    "LifeNote",
    "Link",
    "LinkKind",
    "LinkQuerySet",
    "Module",
    "ReadingMark",
    "Regulation",
    "Remark",
    "RemarkQuerySet",
    "Response",
    "ResponseKind",
    "ResponseQuerySet",
    "Review",
    "ReviewState",
    "Reviewer",
    "Stage",
    "Template",
    "TemplateQuerySet",
    "Translation",
    "Update",
    "Version",
]
