"""What the tests of paths say in a word."""

from datetime import UTC, datetime
from typing import Any

from upwell.core.models import Line
from upwell.journeys.actions.making import publish_path, start_path
from upwell.journeys.actions.stepping import add_step
from upwell.journeys.laying import PathDetails, StepDetails
from upwell.journeys.models import Enrolment, Path, Step
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.people.models import Person

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
MEET_BUDDY = StepDetails("meet", title="Have a coffee with your buddy", whom="buddy", offset=0)
THINK = StepDetails("reflection", title="What surprised you?", offset=4)


def module(by: Person, title: str = "How the ward runs") -> Item:
    """Something to read that is out."""
    item = start_module(by=by, title=title, blocks=[{"type": "text", "text": "Round at nine, letters at eleven."}])
    publish_module(item, by=by)
    return Item.objects.get(pk=item.pk)


def path_of(by: Person, *steps: StepDetails, is_out: bool = True, **said: Any) -> Path:
    """A path with these steps, which everybody can begin."""
    details = PathDetails(**{"title": "Your first week", **said})
    path = start_path(details, by=by)
    for details_of_step in steps or (MEET_BUDDY, THINK):
        add_step(path, by=by, details=details_of_step)
    return publish_path(path, by=by) if is_out else path


def reading(item: Item, **said: Any) -> StepDetails:
    """A step in which one reads something."""
    return StepDetails(**{"kind": "module", "items": [item], **said})


def step_of(path: Path, number: int = 0) -> Step:
    """The step at this place of the line."""
    return list(path.steps.all())[number]


def again(walk: Enrolment) -> Enrolment:
    """As it is in the database."""
    return Enrolment.objects.get(pk=walk.pk)


def verbs(path: Path) -> list[str]:
    """What the journal says of it, in order."""
    lines = Line.objects.filter(object_kind="path", object_id=path.pk).order_by("id")
    return list(lines.values_list("verb", flat=True))
