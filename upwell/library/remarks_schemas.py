"""The shape of what is said of a draft, in the API: a remark with its words and its answers."""

from datetime import datetime
from typing import Annotated

import ninja
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import NOT_BLANK, Input
from upwell.core.text import clean
from upwell.discussion.anchors import Quote
from upwell.discussion.models import LONGEST_CONTEXT, LONGEST_QUOTE
from upwell.library.actions.remarking import LONGEST_REMARK
from upwell.library.feedback_schemas import Block
from upwell.library.models import Remark
from upwell.people.schemas import PersonCard

Said = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_REMARK, pattern=NOT_BLANK), AfterValidator(clean)
]
Context = Annotated[str, StringConstraints(max_length=LONGEST_CONTEXT)]


class RemarkIn(Input):
    """Something about a draft: the whole, one `block` of it, or the words `exact` with what stands before and after them."""

    text: Said
    block: Block = ""
    exact: Annotated[str, StringConstraints(max_length=LONGEST_QUOTE)] = ""
    prefix: Context = ""
    suffix: Context = ""

    def said(self) -> Quote | None:
        """The chosen words, for an action."""
        return Quote(self.exact, self.prefix, self.suffix) if self.exact.strip() else None


class RemarkAnswerIn(Input):
    """What one answers."""

    text: Said


class RemarkAnswerOut(ninja.Schema):
    """What somebody answered."""

    id: int
    by: PersonCard
    text: str
    at: datetime


class RemarkOut(RemarkAnswerOut):
    """What somebody said of a draft; `quote` are the chosen words as they were, '' for the whole or a block."""

    block: str
    quote: str
    prefix: str
    suffix: str
    settled_at: datetime | None
    settled_by: PersonCard | None
    answers: list[RemarkAnswerOut] = Field(alias="replies")

    @staticmethod
    def resolve_answers(remark: Remark) -> list[Remark]:
        """Its answers, as they came."""
        return list(remark.replies.all())
