"""What those beside somebody see: the buddy how to help next, the lead whether what was given is done. Nothing private."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.utils.translation import gettext as _

from upwell.core.paging import Page, page
from upwell.journeys.models import Enrolment, How, Path, StepDone, StepKind, Whom
from upwell.journeys.queries.sheet import Row, WalkPage
from upwell.journeys.queries.ties import ties_of
from upwell.journeys.queries.walk import walk_page
from upwell.people.models import Person

FEWEST = 5  # below which a group's figure is not shown
NEXT = 3


@dataclass(frozen=True)
class Beside:
    """What a buddy sees of a walk: its line, what would help now, what was shared with them, how many ties there are."""

    sheet: WalkPage
    hints: list[tuple[Row, str]]
    shared: list[StepDone]
    tie_count: int | None


@dataclass(frozen=True)
class Group:
    """How a path goes, where at least five walk or walked it: how many were given it, and how many finished."""

    given: int
    finished: int


def seen_walk(person: Person, walk_id: int) -> Enrolment | None:
    """A walk, if it is one's own or one goes along; after its walker left, what they shared is still there."""
    kept = Q(left_at__isnull=True) | Q(pk__in=Enrolment.objects.beside(person).values("pk"))
    walks = Enrolment.objects.visible_to(person).filter(kept)
    named = walks.select_related("path__item__owner", "person__team__lead", "person__lead", "buddy__team", "by")
    return named.filter(pk=walk_id).first()


def named_walk(walk_id: int) -> Enrolment | None:
    """A walk by its number, for whoever then is asked whether they may."""
    walks = Enrolment.objects.standing().select_related("path__item__owner", "person__team", "buddy__team")
    return walks.filter(pk=walk_id).first()


def beside(walk: Enrolment, *, reader: Person) -> Beside:
    """What `reader`, who goes along, sees: which steps are done and what helps next; of what was written, only what was
    shared with them."""
    sheet = walk_page(walk.path, walk, reader=reader)
    ready = [row for row in sheet.rows if row.state in {"now", "open"} and walk.left_at is None]
    ready.sort(key=lambda row: (row.due_on is None, row.due_on or sheet.today))
    shared = walk.done.filter(is_shared=True).select_related("step", "file").order_by("-at")
    return Beside(
        sheet=sheet,
        hints=[(row, _hint(row, walk)) for row in ready[:NEXT]],
        shared=[done for done in shared if done.words or done.file],
        tie_count=ties_of(walk).count if walk.path.is_onboarding else None,
    )


def walkers(path: Path, *, seen_by: Person, after: str = "", size: int = 30) -> Page[Enrolment]:
    """Who was given a path, by name: a lead sees those who report to them and whether it is `is_done`; a steward sees
    everybody, and of those who report to somebody else not how far they are (`is_done` None)."""
    given = Enrolment.objects.standing().filter(path=path, person__is_active=True).exclude(how=How.SELF)
    if not seen_by.is_steward:
        given = given.filter(person__lead=seen_by)
    done = When(person__lead=seen_by, finished_at__isnull=False, then=Value(True))
    not_done = When(person__lead=seen_by, then=Value(False))
    told = given.annotate(is_done=Case(done, not_done, default=Value(None), output_field=BooleanField()))
    return page(told.select_related("person__team", "buddy"), by=("person__name", "id"), after=after, size=size)


def group_of(path: Path) -> Group | None:
    """How many were given a path and finished it; None where it would speak of fewer than five."""
    given = Enrolment.objects.standing().filter(path=path).exclude(how=How.SELF)
    counts = given.aggregate(all=Count("pk"), finished=Count("pk", filter=Q(finished_at__isnull=False)))
    return Group(counts["all"], counts["finished"]) if counts["all"] >= FEWEST else None


def _hint(row: Row, walk: Enrolment) -> str:
    name = walk.person.first_name
    if row.step.kind == StepKind.MEET and row.step.whom == Whom.BUDDY:
        return _("Propose a time to %(name)s; half an hour is enough.") % {"name": name}
    if row.step.kind == StepKind.MEET:
        return _("Introduce %(name)s: one line from you opens the door.") % {"name": name}
    if row.step.kind == StepKind.TASK:
        return _("Ask %(name)s what would be a good first time to try it, and be near.") % {"name": name}
    if row.step.kind == StepKind.RECORDING:
        return _("Show %(name)s one of your own, the less polished the better.") % {"name": name}
    if row.step.kind == StepKind.REFLECTION:
        return _("Ask %(name)s over coffee what surprised them; then it writes itself.") % {"name": name}
    return _("Ask %(name)s afterwards what they would do with it.") % {"name": name}
