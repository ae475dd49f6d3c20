"""The jobs of practice: what somebody who has left leaves behind."""

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.people.models import Person
from upwell.practice.actions.showing import end_showings_with


@jobs.task()
def follow_person(line: Happening) -> None:
    """A line of the journal: somebody left. Nothing is shown to them any more, and nothing of theirs to anybody."""
    if leaver := Person.objects.filter(pk=line["object"]).first():
        end_showings_with(leaver)
