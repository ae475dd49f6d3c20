"""The shape of modules in the API; docs/blocks.md says what a block is."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

import ninja
from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

from upwell.core.fields import Count, Input, JsonId, Switch
from upwell.core.text import clean, one_line
from upwell.discussion.models import Kind
from upwell.library.blocks import SCHEMA, TYPE
from upwell.library.lasting import state_of
from upwell.library.models import Item, Review
from upwell.library.permissions import can_edit
from upwell.people.models import Person
from upwell.people.schemas import PersonCard

KINDS: dict[str, dict[str, Any]] = SCHEMA["$defs"]


def _of_kind(kind: str, shape: dict[str, Any]) -> dict[str, Any]:
    properties = {**SCHEMA["items"]["properties"], **shape["properties"]}
    return {
        "type": "object",
        "required": ["type", *shape["required"]],
        "properties": {**properties, "type": {"type": "string", "const": kind}},
    }


# the schema of docs/blocks.md once more, in the form that tools read best; what later versions bring is let through
ANY_BLOCKS: dict[str, Any] = {
    "type": "array",
    "maxItems": SCHEMA["maxItems"],
    "items": {
        "anyOf": [
            *(_of_kind(kind, shape) for kind, shape in KINDS.items()),
            {
                "type": "object",
                "required": ["type"],
                "properties": {
                    "id": SCHEMA["items"]["properties"]["id"],
                    "type": {"type": "string", "pattern": f"^{TYPE.pattern}$", "not": {"enum": list(KINDS)}},
                },
            },
        ]
    },
}

Title = Annotated[str, StringConstraints(max_length=200), AfterValidator(one_line)]
Summary = Annotated[str, StringConstraints(max_length=300), AfterValidator(one_line)]
Word = Annotated[str, StringConstraints(max_length=80), AfterValidator(one_line)]
Blocks = Annotated[list[Any], WithJsonSchema(ANY_BLOCKS)]


class ModuleIn(Input):
    """A new module: a title and blocks, or Markdown instead of blocks; `need` is the one it is written for."""

    title: Title = ""
    summary: Summary = ""
    blocks: Blocks = Field(default_factory=list)
    markdown: Annotated[str, StringConstraints(max_length=1_000_000), AfterValidator(clean)] = ""
    skills: list[Word] = Field(default_factory=list, max_length=10)
    need: JsonId | None = None


class DraftIn(Input):
    """What a draft says from now on; `stamp` is the one read with it, so that nobody's change is overwritten unseen."""

    title: Title
    blocks: Blocks
    stamp: Count
    summary: Summary | None = None
    skills: Annotated[list[Word], Field(max_length=10)] | None = None


class PublishIn(Input):
    """A word about what changed."""

    note: Summary = ""


class ReactionIn(Input):
    """A sign on a module or on one block of it; `on` false takes it back."""

    kind: Kind
    block: Annotated[str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9_-]*$")] = ""
    on: Switch = True


class ReactionsOut(ninja.Schema):
    """How many readers said what."""

    learned: int = Field(alias="learned_count")
    useful: int = Field(alias="useful_count")
    outdated: int = Field(alias="outdated_count")
    unclear: int = Field(alias="unclear_count")
    question: int = Field(alias="question_count")


class ReviewCard(ninja.Schema):
    """Where a review stands: waiting, approved, sent_back or withdrawn."""

    id: int
    state: str
    stamp: int
    asked_at: datetime
    word: str


class ReviewOut(ReviewCard):
    """A draft that waits for its review, as it was sent."""

    item: int = Field(alias="item_id")
    title: str
    note: str
    blocks: list[dict[str, Any]]
    asked_by: PersonCard


class DecisionIn(Input):
    """What a reviewer says; `stamp` is that of the text they read, so that nobody approves words unseen."""

    approve: Switch
    stamp: Count
    word: Annotated[str, StringConstraints(max_length=1_000), AfterValidator(clean)] = ""


class LifeIn(Input):
    """From when and until when it holds, `until` what happens, and every how many months to look at it again."""

    valid_from: date | None = None
    valid_until: date | None = None
    until: Annotated[str, StringConstraints(max_length=120), AfterValidator(one_line)] = ""
    review_every: Annotated[int, Field(ge=1, le=60)] | None = None


class CareIn(Input):
    """What one thinks of what one looks after: still right, needs work, or to retire."""

    answer: Literal["right", "work", "retire"]


class EndorsementIn(Input):
    """Why one vouches for it."""

    word: Summary = ""


class LanguageIn(Input):
    """A language, by name or code."""

    language: Annotated[str, StringConstraints(max_length=40), AfterValidator(one_line)]


class ReadingIn(Input):
    """Up to where one has read which version."""

    number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    block: Annotated[str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9_-]*$")] = ""
    finished: Switch = False


class ReadingOut(ninja.Schema):
    """Up to which version one has read a module."""

    number: int
    block: str
    finished_at: datetime | None


class VersionOut(ninja.Schema):
    """What was published, and what changed with it."""

    number: int
    title: str
    note: str
    by: PersonCard
    at: datetime


class ChangeOut(ninja.Schema):
    """What became of one block: same, added, removed, moved or changed; `texts` as runs of [same, ins or del; words]."""

    id: str
    type: str
    how: str
    moved: bool
    texts: dict[str, list[list[str]]]


class ComparisonOut(ninja.Schema):
    """What changed between two versions, in the order of the newer one."""

    older: int
    newer: int
    changes: list[ChangeOut]


class ModuleOut(ninja.Schema):
    """A module: what readers see and, for its authors, the draft with its stamp."""

    id: int
    title: str
    summary: str
    minutes: int
    owner: PersonCard
    authors: list[PersonCard]
    skills: list[str]
    version: int | None
    published_at: datetime | None
    blocks: list[dict[str, Any]]
    reactions: ReactionsOut
    draft: dict[str, Any] | None
    language: str
    translation_of: int | None = Field(alias="translation_of_id")
    state: str
    checked_on: date | None
    valid_from: date | None
    valid_until: date | None
    review_due: date | None
    endorsed_version: int | None
    replaced_by: int | None = Field(alias="replaced_by_id")
    open_to_anyone: bool
    review: ReviewCard | None
    url: str

    @staticmethod
    def resolve_state(item: Item) -> str:
        """How it stands: draft, retired, over, ahead (not begun), ends (soon), checked or new."""
        return state_of(item)

    @staticmethod
    def resolve_review(item: Item, context: dict[str, Any]) -> Review | None:
        """Where its latest review stands, for those who may edit it."""
        return item.reviews.order_by("-asked_at").first() if can_edit(context["request"].auth, item) else None

    @staticmethod
    def resolve_authors(item: Item) -> list[Person]:
        """Who wrote it, in the order in which they are named."""
        return [row.person for row in item.authorships.all()]

    @staticmethod
    def resolve_skills(item: Item) -> list[str]:
        """The skills it is about."""
        return [skill.name for skill in item.skills.all()]

    @staticmethod
    def resolve_version(item: Item) -> int | None:
        """The number of the version that readers see."""
        return item.module.version.number if item.module.version else None

    @staticmethod
    def resolve_blocks(item: Item) -> list[dict[str, Any]]:
        """What readers see."""
        return list(item.module.version.blocks) if item.module.version else []

    @staticmethod
    def resolve_reactions(item: Item) -> object:
        """How many readers said what."""
        return item.thread

    @staticmethod
    def resolve_draft(item: Item, context: dict[str, Any]) -> dict[str, Any] | None:
        """The unpublished draft, for those who may edit it."""
        if not can_edit(context["request"].auth, item):
            return None
        module = item.module
        return {"title": module.draft_title or item.title, "blocks": module.draft, "stamp": module.draft_stamp}

    @staticmethod
    def resolve_url(item: Item) -> str:
        """The module's page."""
        return item.get_absolute_url()
