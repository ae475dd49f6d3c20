"""The page of a path: its line, and for whoever walks it the days on it and what to do now."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from upwell.journeys.models import Enrolment, Path, Section, Shown, Step, StepDone
from upwell.journeys.models.step import BY_ITEMS
from upwell.journeys.queries.due import due_on
from upwell.journeys.queries.line import line_of
from upwell.journeys.queries.meeting import Company, company_for
from upwell.journeys.queries.sheet import Row, Stretch, WalkPage, open_stretches
from upwell.library.models import Item
from upwell.needs.models import Need
from upwell.people.models import Person

SHOWN = 9  # of one's own things beside a step: eight, and whether there are more
OPEN_COMPANY = 6  # meetings for which colleagues are looked for on one page


def seen_path(person: Person, path_id: int) -> Path | None:
    """The path, if `person` may see it."""
    seen = Path.objects.visible_to(person).with_card().prefetch_related("item__skills", "item__authorships__person")
    return seen.filter(pk=path_id).first()


def walk_on(path: Path, person: Person) -> Enrolment | None:
    """The walk of `person` on a path, unless they left it."""
    walks = Enrolment.objects.standing().select_related(
        "buddy__team", "by", "certificate", "person__team__lead", "person__lead"
    )
    walk = walks.filter(path=path, person=person).first()
    if walk is not None:
        walk.path = path
    return walk


def walk_page(path: Path, walk: Enrolment | None, *, reader: Person) -> WalkPage:
    """The line of `path` as `reader` sees it; with a `walk`, what is done on it and what comes next.

    What a step holds is left out where the reader may not see it or it has ended.
    """
    today = timezone.localdate()
    done = {each.step_id: each for each in _done(walk)} if walk else {}
    rows = [_row(step, walk, done, today) for step in _steps(path, reader, today)]
    if walk is not None and walk.finished_at is None:
        _mark_now(rows, today)
        _bring_company(rows, walk)
        _lay_beside(rows, walk.person)
    stretches = _stretches(path, rows)
    open_stretches(stretches, today)
    return WalkPage(path, walk, stretches, today)


def _steps(path: Path, reader: Person, today: date) -> list[Step]:
    seen = Item.objects.visible_to(reader).current(today).select_related("event").order_by("title")
    steps = path.steps.annotate(holds=Exists(Step.items.through.objects.filter(step=OuterRef("pk"))))
    return list(steps.select_related("person__team").prefetch_related("after", Prefetch("items", seen, to_attr="seen")))


def _done(walk: Enrolment) -> list[StepDone]:
    return list(walk.done.select_related("file").prefetch_related("met"))


def _row(step: Step, walk: Enrolment | None, done: dict[int, StepDone], today: date) -> Row:
    row = Row(step, step.seen, done=done.get(step.pk))  # type: ignore[attr-defined]
    row.first = [each for each in step.after.all() if each.pk not in done]
    row.due_on = due_on(step, walk) if walk else None
    if row.done:
        row.state = "done"
    elif step.kind in BY_ITEMS and step.holds and not row.items:  # type: ignore[attr-defined]
        row.state = "gone"
    elif walk and row.first:
        row.state = "waits"
    row.is_late = row.state == "open" and row.due_on is not None and row.due_on < today
    return row


def _mark_now(rows: list[Row], today: date) -> None:
    """The soonest due of those one can do, else the first on the line."""
    ready = [row for row in rows if row.state == "open"]
    if ready:
        min(ready, key=lambda row: (row.due_on is None, row.due_on or today)).state = "now"


def _bring_company(rows: list[Row], walk: Enrolment) -> None:
    meetings = [row for row in rows if row.step.is_meeting and row.state in {"now", "open", "waits"}]
    known: dict[tuple[str, int | None], list[Company]] = {}
    for row in meetings:
        key = (row.step.whom, row.step.person_id)
        if key not in known and len(known) < OPEN_COMPANY:
            known[key] = company_for(row.step, walk)
        row.company = known.get(key, [])


def _lay_beside(rows: list[Row], person: Person) -> None:
    for row in rows:
        if row.step.shows == Shown.MODULES and row.state != "done":
            row.own_items = list(Item.objects.published().filter(owner=person, retired_at__isnull=True)[:SHOWN])
        if row.step.shows == Shown.NEEDS and row.state != "done":
            row.own_needs = list(Need.objects.waiting().filter(asked_by=person).order_by("-asked_at")[:SHOWN])


def _stretches(path: Path, rows: list[Row]) -> list[Stretch]:
    by_step = {row.step.pk: row for row in rows}
    stretches = [Stretch("")]
    for each in line_of(list(path.sections.all()), [row.step for row in rows]):
        if isinstance(each, Section):
            stretches.append(Stretch(each.title))
        else:
            stretches[-1].rows.append(by_step[each.pk])
    return [stretch for stretch in stretches if stretch.rows or stretch.title]
