"""Steps that are due on one's paths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from upwell.journeys.queries.due import DueStep, due_steps_of
from upwell.planning.candidates import PART, Candidate
from upwell.planning.models import PieceKind
from upwell.planning.queries.crowd import Crowd

THIS_WEEK, LATER, ANY_DAY = 150, 58, 50  # what is due is worth two other things


def due(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """What one can do next on each path: worth most where it is due this week, or was."""
    reasons: dict[tuple[str, date | None], str] = {}
    for person, steps in due_steps_of(crowd.ids, lines=crowd.house.lines).items():
        for step in steps:
            known = (step.path_title, step.due_on)
            if known not in reasons:
                reasons[known] = _reason(*known)
            yield person, _to_do(step, reasons[known], crowd.sunday)


def _to_do(step: DueStep, reason: str, sunday: date) -> Candidate:
    return Candidate(
        key=f"step:{step.step_id}",
        kind=PieceKind.MEET if step.is_meeting else PieceKind.LEARN,
        title=step.title,
        reason=reason,
        url=step.url,
        minutes=max(1, min(step.minutes, PART)),
        worth=ANY_DAY if step.due_on is None else THIS_WEEK if step.due_on <= sunday else LATER,
        colleague_id=step.person_id,
        due_on=step.due_on,
    )


def _reason(path: str, due_on: date | None) -> str:
    if due_on is None:
        return _("The next step of ‘%(path)s’") % {"path": path}
    return _("A step of ‘%(path)s’, due on %(day)s") % {"path": path, "day": date_format(due_on, "j F")}
