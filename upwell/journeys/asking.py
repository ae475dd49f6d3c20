"""What a task asks of whoever tries it: checked once, before an action writes it, and refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.core.refusals import text_fault
from upwell.core.text import clean, one_line
from upwell.journeys.models import Evidence, Looker

LONGEST_TITLE, LONGEST_ABOUT, LONGEST_WHAT, LONGEST_SHOW, LONGEST_LINE = 200, 300, 10_000, 500, 200  # characters
MOST_LINES = 12  # of a checklist: more than one can watch for
MOST_MINUTES = 2400  # a working week


@dataclass(frozen=True)
class TaskDetails:
    """What a task says; `minutes` is how long trying it takes. `evidence` and `lookers` hold values of those choices."""

    title: str
    what: str
    show: str
    about: str = ""
    evidence: Sequence[str] = (Evidence.WORDS,)
    lookers: Sequence[str] = (Looker.BUDDY, Looker.COACH, Looker.LEAD, Looker.PEER)
    checklist: Sequence[str] = ()
    is_experiment: bool = False
    minutes: int = 15
    skills: Sequence[str] = ()


def checked_task(details: TaskDetails) -> TaskDetails:
    """The same, tidied; refused with a word for each field that does not fit."""
    tidy = replace(
        details,
        title=one_line(details.title),
        about=one_line(details.about),
        what=clean(details.what),
        show=one_line(details.show),
        evidence=[kind for kind in Evidence.values if kind in details.evidence],
        lookers=[part for part in Looker.values if part in details.lookers],
        checklist=list(dict.fromkeys(line for each in details.checklist if (line := one_line(each)))),
    )
    faults = {
        "title": text_fault(tidy.title, LONGEST_TITLE, _("Give it a title: what is it that one tries?")),
        "about": text_fault(tidy.about, LONGEST_ABOUT),
        "what": text_fault(tidy.what, LONGEST_WHAT, _("Say what to do, so that somebody can begin tomorrow.")),
        "show": text_fault(tidy.show, LONGEST_SHOW, _("Say what one shows for it.")),
        "evidence": "" if tidy.evidence else _("Say in which way one shows it."),
        "lookers": "" if tidy.lookers else _("Say who may look at it."),
        "checklist": _checklist_fault(tidy.checklist),
        "minutes": ""
        if 1 <= tidy.minutes <= MOST_MINUTES
        else _("Say how many minutes it takes: from 1 to %(most)s.") % {"most": MOST_MINUTES},
    }
    if found := {name: fault for name, fault in faults.items() if fault}:
        raise ValidationError(found)
    return tidy


def fitting(text: str, most: int, field: str) -> str:
    """`text` cleaned; refused beside `field` where it has more than `most` characters."""
    text = clean(text)
    if fault := text_fault(text, most):
        raise ValidationError({field: fault})
    return text


def _checklist_fault(lines: Sequence[str]) -> str:
    if len(lines) > MOST_LINES:
        return _("At most %(most)s lines: nobody watches for more at once.") % {"most": MOST_LINES}
    return next((fault for line in lines if (fault := text_fault(line, LONGEST_LINE))), "")
