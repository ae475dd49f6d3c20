"""What has happened to a need, in the order it happened, newest first, told from the journal.

The journal names nobody who acted without their name, so neither does this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import QuerySet

from upwell.core.models import Line
from upwell.core.prepared import IsAmong, prepared
from upwell.needs.models import Answer, Need, Offer, Outcome, Urgency, Used, Voice
from upwell.people.models import Person

MOST = 60
TOLD = [
    "need.declared",
    "need.voiced",
    "need.offered",
    "need.answered",
    "need.confirmed",
    "need.used",
    "need.parked",
    "need.unparked",
    "need.merged",
]


class Row(TypedDict):
    """What is read of a line of the journal."""

    verb: str
    at: datetime
    actor_id: int | None
    object_id: int
    context: Any


@dataclass
class Happening:
    """One thing that happened, or several people saying me too one after another."""

    verb: str
    at: datetime
    person: Person | None = None
    others: int = 0
    now: int = 0
    says: str = ""
    why: str = ""
    offer: Offer | None = None
    answer: Answer | None = None

    @property
    def alike(self) -> tuple[str, str]:
        """What makes two of them one line: me too (how soon is counted apart), or the same said of an answer."""
        return (self.verb, "" if self.verb == "need.voiced" else self.says)

    @property
    def is_own(self) -> bool:
        """Whether it stands by itself: it has words of its own, no name, or is no voice's."""
        by_voices = self.verb in {"need.voiced", "need.confirmed", "need.used"}
        return bool(self.why) or self.person is None or not by_voices


def story(
    need: Need, joined: dict[int, str], *, voices: Iterable[Voice], offers: Iterable[Offer], answers: Iterable[Answer]
) -> list[Happening]:
    """The story of a need and of those joined with it (`joined`: their sentences by id); what was taken back is not told."""
    ids = [need.pk, *joined]
    rows = _lines(ids, need.asked_at)
    teller = Teller(need, joined, rows, voices, offers, answers)
    return _grouped([told for row in rows if (told := teller.tell(row))])


@prepared
def _lines(needs: list[int], since: datetime) -> QuerySet[Line, Row]:
    """The newest lines about these needs; `since` spares PostgreSQL the months before them."""
    lines: Any = Line.objects.filter(IsAmong("object_id", needs), object_kind="need", verb__in=TOLD, at__gte=since)
    return lines.order_by("-at", "-id").values("verb", "at", "actor_id", "object_id", "context")[:MOST]  # type: ignore[no-any-return]


@prepared
def _people(people: list[int]) -> QuerySet[Person]:
    found: QuerySet[Person] = Person.objects.filter(IsAmong("pk", people)).only("name", "email", "photo")
    return found


@prepared
def _older_voices(need: int, people: list[int]) -> QuerySet[Voice]:
    return Voice.objects.filter(IsAmong("by", people), need=need, is_nameless=False).only("by", "urgency", "why")


class Teller:
    """Turns lines of the journal into happenings, with the people and things of the page at hand."""

    def __init__(
        self,
        need: Need,
        joined: dict[int, str],
        rows: list[Row],
        voices: Iterable[Voice],
        offers: Iterable[Offer],
        answers: Iterable[Answer],
    ) -> None:
        self.need, self.joined = need, joined
        self.offers = {offer.pk: offer for offer in offers}
        self.answers = {answer.pk: answer for answer in answers}
        self.voices = {voice.by_id: voice for voice in voices}
        self.heard: set[int] = set()
        self.people: dict[int | None, Person] = {}
        for each in (self.offers.values(), self.answers.values(), self.voices.values()):
            self.people |= {one.by_id: one.by for one in each}
        missing = {row["actor_id"] for row in rows if row["actor_id"]} - self.people.keys()
        if missing:
            self.people |= {person.pk: person for person in _people(sorted(missing))}
            # a voice that is not among those at hand may be older, or taken back; only the older ones are told
            self.voices |= {voice.by_id: voice for voice in _older_voices(need.pk, sorted(missing))}

    def tell(self, row: Row) -> Happening | None:
        """A happening, or None for what is not told (any more)."""
        told = Happening(row["verb"], row["at"], self.people.get(row["actor_id"]))
        context = row["context"]
        match row["verb"].removeprefix("need."):
            case "declared":
                if row["object_id"] == self.need.pk:  # somebody may have added their name since
                    told.person = self.need.asker
                told.why = self.joined.get(row["object_id"], "")
                return told
            case "voiced":
                return self._voiced(told, row["actor_id"], context)
            case "offered":
                told.offer = self.offers.get(context.get("offer"))
                return told if told.offer else None
            case "answered":
                told.answer = self.answers.get(context.get("answer"))
                return told if told.answer else None
            case "confirmed":
                told.says = context.get("outcome", "")
                return told if told.says in Outcome.values else None
            case "used":
                told.says = context.get("used", "")
                return told if told.says == Used.YES else None
            case "parked":
                told.why = context.get("reason", "")
                return told
            case "merged":
                told.why = self.joined.get(row["object_id"], "")
                return told if told.why else None
        return told

    def _voiced(self, told: Happening, actor: int | None, context: dict[str, Any]) -> Happening | None:
        """Each voice once, by what it says now; a voice without a name only as somebody's."""
        told.says = context.get("urgency", Urgency.SOON)
        if actor is None:
            return told if told.says == Urgency.NOW else None
        voice = self.voices.get(actor)
        if voice is None or actor in self.heard:
            return None
        self.heard.add(actor)
        told.says, told.why, told.now = voice.urgency, voice.why, int(voice.urgency == Urgency.NOW)
        return told


def _grouped(told: list[Happening]) -> list[Happening]:
    """What several people did alike becomes one line, until something of its own comes between (an offer, an answer)."""
    grouped: list[Happening] = []
    open_groups: dict[tuple[str, str], Happening] = {}
    for one in told:
        group = open_groups.get(one.alike)
        if one.is_own:
            open_groups.clear()
        elif group is not None:
            group.others += 1
            group.now += one.now
            continue
        else:
            open_groups[one.alike] = one
        grouped.append(one)
    return grouped
