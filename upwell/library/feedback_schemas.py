"""The shape of what readers say, in the API. Places are W3C Web Annotation selectors under shorter names."""

from datetime import datetime
from typing import Annotated, Any, Literal

import ninja
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import Count, Input, JsonId, Switch
from upwell.core.text import clean
from upwell.discussion.anchors import Quote
from upwell.discussion.models import LONGEST_CONTEXT, LONGEST_QUOTE, Comment
from upwell.library.actions.reading import Spot
from upwell.library.queries.margin import Note
from upwell.people.schemas import PersonCard

Block = Annotated[str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9_-]*$")]
Long = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(clean)]
Word = Annotated[str, StringConstraints(max_length=500), AfterValidator(clean)]


class Target(Input):
    """What one speaks of: a block, and in it words (`exact`, with what stands before and after) or a second `t`."""

    block: Block = ""
    exact: Annotated[str, StringConstraints(max_length=LONGEST_QUOTE)] = ""
    prefix: Annotated[str, StringConstraints(max_length=LONGEST_CONTEXT)] = ""
    suffix: Annotated[str, StringConstraints(max_length=LONGEST_CONTEXT)] = ""
    start: Count = 0
    t: Annotated[float, Field(ge=0, le=172_800, strict=True)] | None = None

    def spot(self) -> Spot:
        """The same for an action."""
        if self.t is not None:
            return Spot(self.block, second=self.t)
        if not self.exact.strip():
            return Spot(self.block)
        return Spot(self.block, Quote(clean(self.exact), self.prefix, self.suffix, self.start))


class SignIn(Input):
    """A sign on a place; a flag shows a name to the authors only where `named`."""

    kind: Literal["learned", "useful", "outdated", "unclear", "question"]
    target: Target
    words: Word = ""
    named: Switch = False


class CommentIn(Input):
    """A comment or a question, of the whole, of a place, or in reply to another comment."""

    text: Annotated[str, StringConstraints(max_length=5_000), AfterValidator(clean)]
    target: Target = Field(default_factory=Target)
    reply_to: JsonId | None = None
    question: Switch = False


class CommentEdit(Input):
    """The same comment in better words."""

    text: Annotated[str, StringConstraints(max_length=5_000), AfterValidator(clean)]


class AnsweredIn(Input):
    """Whether this reply answered the question it belongs to."""

    on: Switch = True


class SuggestionIn(Input):
    """Other words for a place: `before` as it is written now (with its Markdown), `after` as it should be."""

    target: Target
    before: Long
    after: Long
    why: Word = ""


class WordIn(Input):
    """A word to whoever suggested it."""

    word: Word = ""


class FlagAnswerIn(Input):
    """What is published answers the flags of this place (`block` and `anchor` as the margin names them)."""

    block: Block = ""
    anchor: JsonId | None = None
    word: Word = ""
    stays: Switch = False


class NoteOut(ninja.Schema):
    """What was said of one place; `state` is here, changed or gone, `words` are today's and `quote` those spoken of."""

    block: str
    anchor: int | None
    quote: str
    words: str
    state: str
    t: float | None = Field(alias="second")
    counts: dict[str, int]
    mine: list[str]
    comments: list[int]
    suggestions: list[int]

    @staticmethod
    def resolve_mine(note: Note) -> list[str]:
        """The signs one left oneself."""
        return sorted(note.mine)

    @staticmethod
    def resolve_comments(note: Note) -> list[int]:
        """The ids of the comments on it."""
        return [comment.pk for comment in note.comments]

    @staticmethod
    def resolve_suggestions(note: Note) -> list[int]:
        """The ids of the suggestions one may see."""
        return [suggestion.pk for suggestion in note.suggestions]


class MarginOut(ninja.Schema):
    """The margin of a module, in the order of its page."""

    notes: list[NoteOut]
    next: str | None


class CommentOut(ninja.Schema):
    """What somebody said."""

    id: int
    by: PersonCard
    text: str
    at: datetime
    edited_at: datetime | None
    block: str
    quote: str
    reply_to: int | None
    question: bool = Field(alias="is_question")
    solved_by: int | None
    mentions: list[dict[str, Any]]

    @staticmethod
    def resolve_quote(comment: Comment) -> str:
        """The words it speaks of."""
        return comment.anchor.quote if comment.anchor else ""

    @staticmethod
    def resolve_reply_to(comment: Comment) -> int | None:
        """The comment that began the conversation."""
        return comment.reply_to_id

    @staticmethod
    def resolve_solved_by(comment: Comment) -> int | None:
        """The reply that answered it."""
        return comment.solved_by_id


class SuggestionOut(ninja.Schema):
    """A proposed change and what became of it."""

    id: int
    by: PersonCard
    block: str
    field: str
    before: str
    after: str
    why: str
    at: datetime
    state: str
    word: str
    version: int | None = Field(alias="became")
    answered_at: datetime | None
