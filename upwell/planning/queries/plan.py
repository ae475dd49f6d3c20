"""A week's plan as one sees it: what is done, what is next, how many minutes are left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from upwell.core import clock
from upwell.core.prepared import prepared
from upwell.library.models import Item
from upwell.needs.models import Need
from upwell.people.models import Person, Team
from upwell.planning.candidates import MOST_PIECES, Rules
from upwell.planning.models import PieceKind, Plan
from upwell.planning.weeks import week_of


class Shown(NamedTuple):
    """A piece as a page shows it; `person_id` is who made it, or whom one meets."""

    id: int
    kind: str
    key: str
    title: str
    reason: str
    url: str
    minutes: int
    worth: int
    for_others: bool
    is_long: bool
    done_at: datetime | None
    person_id: int | None
    person_name: str | None
    person_email: str | None
    person_photo: str | None
    team_name: str | None

    @property
    def is_done(self) -> bool:
        """Whether it has been done."""
        return self.done_at is not None

    @property
    def icon(self) -> str:
        """The picture of its kind."""
        return ICONS[self.kind]

    @property
    def person(self) -> Person | None:
        """Who made it, or whom one meets, as far as a face needs them."""
        if self.person_id is None:
            return None
        team = Team(name=self.team_name) if self.team_name else None
        return Person(
            pk=self.person_id,
            name=self.person_name or "",
            email=self.person_email or "",
            photo=self.person_photo or "",
            team=team,
        )


ICONS: dict[str, str] = {
    PieceKind.LEARN: "book-open",
    PieceKind.ANSWER: "hand-helping",
    PieceKind.MEET: "coffee",
    PieceKind.TRY: "flask-conical",
    PieceKind.RECALL: "layers",
}


@dataclass(frozen=True)
class Week:
    """A plan with the pieces one may still see, in their order."""

    minutes: int
    is_quiet: bool
    week: date
    pieces: list[Shown]

    @property
    def open(self) -> list[Shown]:
        """What is still to do."""
        return [piece for piece in self.pieces if not piece.is_done]

    @property
    def done(self) -> list[Shown]:
        """What has been done."""
        return [piece for piece in self.pieces if piece.is_done]

    @property
    def spent(self) -> int:
        """The minutes of what has been done."""
        return sum(piece.minutes for piece in self.done)

    @property
    def left(self) -> int:
        """The minutes that are left of the week's."""
        return max(0, self.minutes - self.spent)

    @property
    def planned(self) -> int:
        """The minutes of all its pieces."""
        return sum(piece.minutes for piece in self.pieces)


class Counted(Protocol):
    """What rules ask of a piece that is done."""

    @property
    def minutes(self) -> int: ...
    @property
    def for_others(self) -> bool: ...
    @property
    def is_long(self) -> bool: ...


def rules_of(minutes: int, done: Iterable[Counted], *, pieces: int = MOST_PIECES) -> Rules:
    """What is left to choose by when these are done, or stay: their minutes, places, and what they bring, are taken."""
    kept = list(done)
    return Rules(
        minutes=max(0, minutes - sum(piece.minutes for piece in kept)),
        pieces=max(0, pieces - len(kept)),
        long_pieces=0 if any(piece.is_long for piece in kept) else 1,
        for_others=not any(piece.for_others for piece in kept),
    )


def this_week(person: Person) -> Week | None:
    """This week's plan; None where none has been made yet. One question."""
    return week_planned(person, week_of(person, clock.now()))


def week_planned(person: Person, week: date) -> Week | None:
    """The plan of the week that begins on the Monday `week`."""
    rows = _rows(person, week)
    if not rows:
        return None
    minutes, is_quiet = rows[0][:2]
    return Week(minutes, is_quiet, week, [Shown(*row[2:]) for row in rows if row[2] is not None])


@prepared
def _rows(person: Person, week: date) -> QuerySet[Plan, Any]:
    """One row for each piece, or one without where there is none; nothing of what one may not see any more."""
    seen = Exists(Item.objects.visible_to(person).filter(pk=OuterRef("pieces__item")))
    open_to = Exists(Need.objects.visible_to(person).filter(pk=OuterRef("pieces__need")))
    plans = Plan.objects.filter(person=person, week=week).filter(
        Q(pieces__item__isnull=True) | seen, Q(pieces__need__isnull=True) | open_to
    )
    titled = plans.annotate(
        called=Coalesce("pieces__item__title", "pieces__need__title", "pieces__title"),
        who=Coalesce("pieces__colleague", "pieces__item__owner"),
        who_name=Coalesce("pieces__colleague__name", "pieces__item__owner__name"),
        who_email=Coalesce("pieces__colleague__email", "pieces__item__owner__email"),
        who_photo=Coalesce("pieces__colleague__photo", "pieces__item__owner__photo"),
        who_team=Coalesce("pieces__colleague__team__name", "pieces__item__owner__team__name"),
    )
    return titled.order_by(F("pieces__place"), F("pieces__id")).values_list(
        *("minutes", "is_quiet", "pieces__id", "pieces__kind", "pieces__key", "called", "pieces__reason"),
        *("pieces__url", "pieces__minutes", "pieces__worth", "pieces__for_others", "pieces__is_long"),
        *("pieces__done_at", "who", "who_name", "who_email", "who_photo", "who_team"),
    )
