"""Tasks as pages show them: one task, one attempt, and what is mine to try and to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from upwell.core.paging import Page, page
from upwell.discussion.models import Comment
from upwell.journeys.models import Attempt, AttemptQuerySet, AttemptState, Evidence, Look, Looker, Task
from upwell.journeys.permissions import can_change_task, can_look, can_show, can_try
from upwell.library.models import Item
from upwell.library.permissions import can_react
from upwell.library.queries.page import comments_of, reactions_of
from upwell.people.models import Person

FEWEST = 5  # below which a group's figure is not shown
TOLD = 5  # outcomes on a task's page, before one asks for more
VIEWS = ("mine", "look", "done", "made")
NAMED = 8


@dataclass(frozen=True)
class TaskPage:
    """What one person sees of one task."""

    task: Task
    attempt: Attempt | None
    told: Page[Attempt]
    comments: Page[Comment]
    reactions: list[dict[str, Any]]
    may: dict[str, bool] = field(default_factory=dict)

    @property
    def item(self) -> Item:
        """Its card."""
        return self.task.item

    @property
    def accepted(self) -> int | None:
        """How many have done it; None where it is too few to say."""
        return self.task.accepted_count if self.task.accepted_count >= FEWEST else None

    @property
    def evidence(self) -> list[Any]:
        """In which ways one shows it, in words."""
        return [Evidence(kind).label for kind in self.task.evidence]

    @property
    def lookers(self) -> list[Any]:
        """Who may look, in words."""
        return [Looker(part).label for part in self.task.lookers]


@dataclass(frozen=True)
class Trying:
    """How far somebody is with a task, and whether they may try it: what stands in a module that asks for it."""

    attempt: Attempt | None
    may: dict[str, bool]


@dataclass(frozen=True)
class AttemptPage:
    """What whoever tries a task, or whoever looks at it, sees of the attempt."""

    attempt: Attempt
    looks: list[Look]
    may: dict[str, bool]

    @property
    def task(self) -> Task:
        """What is tried."""
        return self.attempt.task

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """The checklist, and which lines whoever looks now saw at the last look; nobody begins with another's ticks."""
        last = self.looks[0].ticked if self.looks and self.looks[0].by_id == self.attempt.observer_id else []
        return [(line, line in last) for line in self.task.checklist]


def seen_task(person: Person, task_id: int) -> Task | None:
    """The task, if `person` may see it."""
    tasks = Task.objects.visible_to(person).with_card().select_related("item__owner", "item__team")
    return tasks.prefetch_related("item__skills", "item__authorships__person__team").filter(pk=task_id).first()


def seen_attempt(person: Person, attempt_id: int) -> Attempt | None:
    """The attempt, if it is theirs or they were asked to look at it."""
    rows = Attempt.objects.visible_to(person).with_everything().select_related("person__lead", "task__item__owner")
    return rows.filter(pk=attempt_id).first()


def task_page(task: Task, person: Person, *, after: str = "", told_after: str = "") -> TaskPage:
    """Everything the page of a task shows `person`. Of what others tried only what they chose to tell."""
    told = task.attempts.told().select_related("person__team", "task__item")
    return TaskPage(
        task=task,
        attempt=task.attempts.filter(person=person).select_related("task__item").first(),
        told=page(told, by=("-told_at", "-id"), after=told_after, size=TOLD),
        comments=comments_of(task.item, after=after),
        reactions=reactions_of(task.item, person),
        may={
            "react": can_react(person, task.item),
            "change": can_change_task(person, task),
            "try": can_try(person, task),
        },
    )


def trying_of(task: Task, person: Person) -> Trying:
    """How far `person` is with a task."""
    attempt = task.attempts.filter(person=person).select_related("task__item").first()
    return Trying(attempt, {"try": attempt is None and can_try(person, task)})


def attempt_page(attempt: Attempt, person: Person) -> AttemptPage:
    """Everything an attempt's page shows `person`, who tries it or looks at it."""
    looks = list(attempt.looks.select_related("by__team")[:20])
    return AttemptPage(attempt, looks, {"show": can_show(person, attempt), "look": can_look(person, attempt)})


def attempts_of(person: Person, *, view: str = "mine", after: str = "", size: int = 20) -> Page[Attempt]:
    """What `person` tries, has done, or is asked to look at (who waits longest first)."""
    if view == "look":
        asked = _listed(Attempt.objects.waiting().filter(observer=person, person__is_active=True))
        return page(asked, by=("shown_at", "id"), after=after, size=size)
    mine = _listed(Attempt.objects.filter(person=person))
    accepted = Q(state=AttemptState.ACCEPTED)
    return page(mine.filter(accepted if view == "done" else ~accepted), by=("-at", "-id"), after=after, size=size)


def tasks_made(person: Person, *, after: str = "", size: int = 20) -> Page[Task]:
    """The tasks that `person` looks after, the newest first."""
    made = Task.objects.filter(item__owner=person).with_card()
    return page(made, by=("-item_id",), after=after, size=size)


def to_look_at_count(person: Person) -> int:
    """How many attempts wait for `person` to look at them, counted up to a hundred."""
    waiting = Attempt.objects.waiting().filter(observer=person, person__is_active=True)
    return len(waiting.values_list("pk", flat=True)[:100])


def who_could_look(attempt: Attempt) -> list[Person]:
    """Whom one may have in mind first: whom one reports to, who leads one's team, and peers who try the same; up to eight."""
    trier, task = attempt.person, attempt.task
    found: list[Person] = []
    if Looker.LEAD in task.lookers:
        found += [lead for lead in (trier.lead, trier.team.lead if trier.team else None) if lead and lead.is_active]
    if Looker.PEER in task.lookers:
        peers = Person.objects.active().filter(attempts__task=task).exclude(pk=trier.pk).with_team()
        found += list(peers.order_by("name", "id")[:NAMED])
    return list({one.pk: one for one in found if one.pk != trier.pk}.values())[:NAMED]


def _listed(attempts: AttemptQuerySet) -> AttemptQuerySet:
    return attempts.select_related("task__item", "person__team", "observer__team")
