"""The tables of journeys; each noun has its own file."""

from upwell.journeys.models.attempt import Attempt, AttemptQuerySet, AttemptState, Look
from upwell.journeys.models.enrolment import Certificate, Enrolment, EnrolmentQuerySet, How, StepDone
from upwell.journeys.models.path import Anchor, Path, PathQuerySet, Section
from upwell.journeys.models.progress import Progress, ProgressQuerySet
from upwell.journeys.models.rule import Rule, RuleQuerySet
from upwell.journeys.models.step import Shown, Step, StepKind, Whom
from upwell.journeys.models.task import Evidence, Looker, Task, TaskQuerySet

__all__ = [
    "Anchor",
    "Attempt",
    "AttemptQuerySet",
    "AttemptState",
    "Certificate",
    "Enrolment",
    "EnrolmentQuerySet",
    "Evidence",
    "How",
    "Look",
    "Looker",
    "Path",
    "PathQuerySet",
    "Progress",
    "ProgressQuerySet",
    "Rule",
    "RuleQuerySet",
    "Section",
    "Shown",
    "Step",
    "StepDone",
    "StepKind",
    "Task",
    "TaskQuerySet",
    "Whom",
]
