"""What one sees of practice: one's own desk, what others show one, and the page of one practice with its takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from upwell.core.paging import Page, page
from upwell.discussion.models import Comment
from upwell.media.models import StoredFile
from upwell.people.models import Person
from upwell.practice.models import Aspect, Mark, Practice, Showing, Take
from upwell.practice.permissions import leads_of

ASKED = 20  # that wait for oneself
WAITING = 6  # that wait for one's look, on one's desk
NEWEST = ("-asked_at", "-id")


@dataclass(frozen=True)
class Desk:
    """One's own practices, what one is asked for, and what waits for one's look."""

    asked: list[Practice]
    mine: Page[Practice]
    to_watch: list[Showing]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet."""
        return not (self.asked or self.mine.rows or self.to_watch)


@dataclass(frozen=True)
class Row:
    """One thing that is looked for, with what each said of it in one take."""

    aspect: Aspect
    marks: list[Mark]
    mine: Mark | None


@dataclass(frozen=True)
class Spoken:
    """Something said of a take, with the replies to it; `voice` where it was said aloud."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def second(self) -> float | None:
        """Which second it speaks of."""
        return self.comment.anchor.second if self.comment.anchor else None

    @property
    def voice(self) -> StoredFile | None:
        """The sound, where it was said aloud."""
        note = getattr(self.comment, "voice_note", None)
        return note.file if note else None


@dataclass(frozen=True)
class TakeSeen:
    """A take as one person sees it: until they have said that they watch it, only that it is there."""

    take: Take
    is_mine: bool
    is_open: bool
    showings: list[Showing]
    rows: list[Row]
    spoken: list[Spoken]

    @property
    def viewers(self) -> list[Showing]:
        """To whom it is shown now."""
        return [showing for showing in self.showings if showing.holds and showing.person.is_active]

    @property
    def gone(self) -> list[Showing]:
        """Who saw it while it was shown to them, and no longer does."""
        return [showing for showing in self.showings if showing not in self.viewers and showing.seen_at]


@dataclass(frozen=True)
class PracticePage:
    """Everything one person sees of a practice."""

    practice: Practice
    aspects: list[Aspect]
    takes: list[TakeSeen]
    am_owner: bool

    @property
    def has_aspects(self) -> bool:
        """Whether something is looked for."""
        return bool(self.aspects)


def desk_of(person: Person, *, after: str = "") -> Desk:
    """What `person` practises, is asked for and is shown; their own newest first."""
    mine = Practice.objects.filter(person=person).with_people().annotate(take_count=Count("takes"))
    waits = Q(take_count=0, declined_at=None) & ~Q(asked_by=person)
    shown = Showing.objects.standing().filter(person=person, seen_at=None)
    return Desk(
        asked=list(mine.filter(waits).order_by(*NEWEST)[:ASKED]),
        mine=page(mine.exclude(waits).filter(declined_at=None), by=NEWEST, after=after),
        to_watch=list(
            shown.select_related("take__practice__person__team", "take__file").order_by("-at", "-id")[:WAITING]
        ),
    )


def of_others(person: Person, *, after: str = "", size: int = 20) -> Page[Practice]:
    """The practices of colleagues that `person` asked for or is shown, the newest first."""
    theirs = Practice.objects.visible_to(person).exclude(person=person).with_people()
    shown = Showing.objects.filter(person=person, ended_at=None, take__practice=OuterRef("pk"))
    return page(theirs.annotate(is_shown=Exists(shown)), by=NEWEST, after=after, size=size)


def practice_page(practice: Practice, person: Person) -> PracticePage:
    """What `person`, who may see a practice, sees of it. As many questions whatever the number of takes."""
    takes = list(Take.objects.visible_to(person).with_practice().filter(practice=practice).order_by("number"))
    aspects = list(practice.aspects.all())
    am_owner = practice.person_id == person.pk
    showings = _by_take(Showing.objects.filter(take__in=takes).select_related("person__team").order_by("take", "at"))
    marks = _by_take(Mark.objects.filter(take__in=takes).select_related("by__team").order_by("take", "at"))
    spoken = _spoken(takes)
    seen = []
    for take in takes:
        shown = showings.get(take.pk, [])
        opened = am_owner or any(each.person_id == person.pk and each.seen_at for each in shown)
        seen.append(
            TakeSeen(
                take=take,
                is_mine=am_owner,
                is_open=opened,
                showings=shown if am_owner else [],
                rows=_rows(aspects, marks.get(take.pk, []), person, am_owner) if opened else [],
                spoken=spoken.get(take.thread_id, []) if opened else [],
            )
        )
    return PracticePage(practice, aspects, seen, am_owner)


def whom_to_show(take: Take) -> list[tuple[Person, str]]:
    """Who comes to mind for a take: those the takes before were shown to, who asked, and one's lead."""
    owner = take.practice.person
    before = Showing.objects.standing().filter(take__practice=take.practice).exclude(take=take).select_related("person")
    found: dict[int, tuple[Person, str]] = {each.person_id: (each.person, each.as_what) for each in before}
    if not take.practice.is_own:
        found.setdefault(take.practice.asked_by_id, (take.practice.asked_by, "coach"))
    for lead in Person.objects.active().filter(pk__in=leads_of(owner)).order_by("name"):
        found.setdefault(lead.pk, (lead, "lead"))
    shown = set(take.showings.standing().values_list("person", flat=True))
    return [pair for key, pair in found.items() if key not in shown and key != owner.pk and pair[0].is_active]


def _rows(aspects: list[Aspect], marks: list[Mark], person: Person, am_owner: bool) -> list[Row]:
    """What one sees of the marks: whoever recorded it all of them, everybody else their own."""
    seen = [mark for mark in marks if am_owner or mark.by_id == person.pk]
    return [
        Row(
            aspect,
            [mark for mark in seen if mark.aspect_id == aspect.pk],
            next((mark for mark in seen if mark.aspect_id == aspect.pk and mark.by_id == person.pk), None),
        )
        for aspect in aspects
    ]


def _spoken(takes: list[Take]) -> dict[int, list[Spoken]]:
    """What is said of each take, by thread: by the second, what is of the whole last."""
    rows = Comment.objects.shown().filter(thread__in=[take.thread_id for take in takes])
    said = list(rows.select_related("by__team", "anchor", "voice_note__file").order_by("at", "id"))
    replies: dict[int, list[Comment]] = {}
    for comment in said:
        if comment.reply_to_id:
            replies.setdefault(comment.reply_to_id, []).append(comment)
    found: dict[int, list[Spoken]] = {}
    for comment in said:
        if not comment.reply_to_id:
            found.setdefault(comment.thread_id, []).append(Spoken(comment, replies.get(comment.pk, [])))
    for each in found.values():
        each.sort(key=lambda one: (one.second is None, one.second or 0))
    return found


def _by_take(rows: QuerySet[Any]) -> dict[int, list[Any]]:
    return {take: list(group) for take, group in groupby(rows, key=lambda row: row.take_id)}
