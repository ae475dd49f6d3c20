"""What the tests of tasks say in a word."""

from typing import Any

from upwell.journeys.actions.tasking import make_task
from upwell.journeys.actions.trying import Shown, show_evidence, try_task
from upwell.journeys.asking import TaskDetails
from upwell.journeys.models import Attempt, Task
from upwell.people.models import Person, Team

LINES = ("Asked an open question", "Let them finish")


def details(**more: Any) -> TaskDetails:
    """A task to try at handover."""
    said: dict[str, Any] = {
        "title": "Ask one open question at handover",
        "what": "At your next handover, ask **one** open question.",
        "show": "Three sentences about what came of it.",
        "checklist": LINES,
        **more,
    }
    return TaskDetails(**said)


def a_task(by: Person, *, team: Team | None = None, **more: Any) -> Task:
    """It, made."""
    return make_task(details(**more), by=by, team=team)


def shown_by(
    task: Task, person: Person, observer: Person, *, as_what: str = "buddy", text: str = "They talked."
) -> Attempt:
    """Somebody tries it and shows what came out."""
    attempt = try_task(task, by=person)
    return show_evidence(attempt, by=person, shown=Shown(text), observer=observer, as_what=as_what)


def again(attempt: Attempt) -> Attempt:
    """As it is in the database."""
    return Attempt.objects.select_related("task__item", "person", "observer").get(pk=attempt.pk)
