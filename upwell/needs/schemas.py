"""The shape of needs in the API; a name that was withheld is null here as on the pages."""

from datetime import datetime
from typing import Annotated

import ninja
from pydantic import AfterValidator, Field, StringConstraints

from upwell.core.fields import NOT_BLANK, Input, JsonId, Switch
from upwell.core.text import clean, one_line
from upwell.needs.models import Answer, Confirmation, How, Need, Offer, Outcome, Urgency, Used, Voice
from upwell.people.models import Person
from upwell.people.schemas import PersonCard, TeamOut

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=NOT_BLANK), AfterValidator(one_line)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=NOT_BLANK), AfterValidator(one_line)]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(one_line)]
Note = Annotated[str, StringConstraints(max_length=500), AfterValidator(clean)]
Why = Annotated[str, StringConstraints(max_length=5000), AfterValidator(clean)]
Words = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(clean)]


class NeedIn(Input):
    """A need; a sentence is enough. `team_only` limits it to one's own team; `nameless` withholds one's name."""

    title: Sentence
    why: Why = ""
    for_whom: Line = ""
    goal: Line = ""
    urgency: Urgency = Urgency.SOON
    skills: list[Word] = Field(default_factory=list, max_length=10)
    team_only: Switch = False
    nameless: Switch = False


class VoiceIn(Input):
    """Me too: how soon, and why."""

    urgency: Urgency = Urgency.SOON
    why: Note = ""


class OfferIn(Input):
    """I can help: how; with know_who, the colleague's id."""

    how: How
    note: Note = ""
    person: JsonId | None = None


class AnswerIn(Input):
    """An answer: an item, or a person, or words."""

    item: JsonId | None = None
    person: JsonId | None = None
    text: Words = ""


class ConfirmationIn(Input):
    """What an answer did for the person: solved, partly, not; later whether it was used at work."""

    answer: JsonId
    outcome: Outcome
    note: Note = ""
    used: Used | None = None
    used_note: Note = ""


class NeedCard(ninja.Schema):
    """A need in a list, with its state and its clocks."""

    id: int
    title: str
    state: str
    asked_by: PersonCard | None
    asked_at: datetime
    team: TeamOut | None
    skills: list[str]
    voices: int
    offers: int
    answers: int
    solved: int
    first_help_at: datetime | None
    answered_at: datetime | None
    solved_at: datetime | None
    merged_into: int | None
    url: str

    @staticmethod
    def resolve_state(need: Need) -> str:
        """What has become of it."""
        return need.state.value

    @staticmethod
    def resolve_asked_by(need: Need) -> Person | None:
        """Who asked, unless they asked without their name."""
        return need.asker

    @staticmethod
    def resolve_skills(need: Need) -> list[str]:
        """The skills it is about."""
        return [skill.name for skill in need.skills.all()]

    @staticmethod
    def resolve_voices(need: Need) -> int:
        """How many need it."""
        return need.voice_count

    @staticmethod
    def resolve_offers(need: Need) -> int:
        """How many offers of help stand."""
        return need.offer_count

    @staticmethod
    def resolve_answers(need: Need) -> int:
        """How many answers there are."""
        return need.answer_count

    @staticmethod
    def resolve_solved(need: Need) -> int:
        """How many voices say it is solved for them."""
        return need.solved_count

    @staticmethod
    def resolve_merged_into(need: Need) -> int | None:
        """The need it was joined with."""
        return need.merged_into_id

    @staticmethod
    def resolve_url(need: Need) -> str:
        """The need's page."""
        return need.get_absolute_url()


class VoiceOut(ninja.Schema):
    """One person's me too."""

    by: PersonCard | None
    urgency: str
    why: str
    at: datetime

    @staticmethod
    def resolve_by(voice: Voice) -> Person | None:
        """Whose it is, unless they asked without their name."""
        return None if voice.is_nameless else voice.by


class OfferOut(ninja.Schema):
    """One person's offer of help."""

    id: int
    by: PersonCard
    how: str
    note: str
    person: PersonCard | None
    at: datetime

    @staticmethod
    def resolve_how(offer: Offer) -> str:
        """In what way."""
        return str(offer.how)


class AnswerOut(ninja.Schema):
    """What answers a need."""

    id: int
    by: PersonCard | None
    item: int | None
    person: PersonCard | None
    text: str
    at: datetime

    @staticmethod
    def resolve_by(answer: Answer) -> Person | None:
        """Who answered, unless that would name who asked without their name."""
        return answer.giver

    @staticmethod
    def resolve_item(answer: Answer) -> int | None:
        """The item's id."""
        return answer.item_id


class ConfirmationOut(ninja.Schema):
    """What one voice says of an answer."""

    answer: int
    outcome: str
    note: str
    used: str
    at: datetime

    @staticmethod
    def resolve_answer(confirmation: Confirmation) -> int:
        """The answer's id."""
        return confirmation.answer_id


class NeedOut(NeedCard):
    """A need with everything that happened to it."""

    why: str
    for_whom: str
    goal: str
    offered: list[OfferOut]
    answered_with: list[AnswerOut]

    @staticmethod
    def resolve_offered(need: Need) -> list[Offer]:
        """The offers that stand."""
        return list(need.offers.standing().select_related("by__team", "person__team").order_by("at", "id")[:100])

    @staticmethod
    def resolve_answered_with(need: Need) -> list[Answer]:
        """The answers, in order."""
        return list(need.answers.select_related("by__team", "person__team").order_by("at", "id")[:100])
