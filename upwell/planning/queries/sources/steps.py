"""Steps that are due on one's paths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from upwell.core.prepared import IsAmong, prepared
from upwell.journeys.models import Enrolment
from upwell.journeys.queries.due import DueStep, due_steps
from upwell.planning.candidates import PART, Candidate
from upwell.planning.models import PieceKind
from upwell.planning.queries.crowd import Crowd

THIS_WEEK, LATER, ANY_DAY = 150, 58, 50  # what is due is worth two other things


def due(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """What one can do next on each path: worth most where it is due this week, or was."""
    for person in sorted(set(_walking(crowd.ids))):
        for step in due_steps(crowd.people[person], today=crowd.today):
            yield person, _to_do(step, crowd.sunday)


def _to_do(step: DueStep, sunday: date) -> Candidate:
    named = {"path": step.path_title, "day": date_format(step.due_on, "j F") if step.due_on else ""}
    return Candidate(
        key=f"step:{step.step_id}",
        kind=PieceKind.MEET if step.is_meeting else PieceKind.LEARN,
        title=step.title,
        reason=(
            (_("A step of ‘%(path)s’, due on %(day)s") if step.due_on else _("The next step of ‘%(path)s’")) % named
        ),
        url=step.url,
        minutes=max(1, min(step.minutes, PART)),
        worth=ANY_DAY if step.due_on is None else THIS_WEEK if step.due_on <= sunday else LATER,
        colleague_id=step.person.pk if step.person else None,
        due_on=step.due_on,
    )


@prepared
def _walking(people: list[int]) -> QuerySet[Enrolment, Any]:
    return Enrolment.objects.going_on().filter(IsAmong("person", people)).values_list("person", flat=True)
