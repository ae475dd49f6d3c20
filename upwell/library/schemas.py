"""The shape of modules in the API; docs/blocks.md says what a block is."""

from datetime import datetime
from typing import Annotated, Any

import ninja
from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

from upwell.core.fields import Count, Input, JsonId, Switch
from upwell.core.text import clean, one_line
from upwell.discussion.models import Kind
from upwell.library.blocks import SCHEMA, TYPE
from upwell.library.models import Item
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
    url: str

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
        person = context["request"].auth
        if not any(row.person_id == person.pk for row in item.authorships.all()):
            return None
        module = item.module
        return {"title": module.draft_title or item.title, "blocks": module.draft, "stamp": module.draft_stamp}

    @staticmethod
    def resolve_url(item: Item) -> str:
        """The module's page."""
        return item.get_absolute_url()
