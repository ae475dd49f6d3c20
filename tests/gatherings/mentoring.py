"""How tests tell of mentoring: who offers, who wishes, and the two who were proposed to each other."""

from typing import Any

from tests.cast import Cast
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.gatherings.actions.mentoring.proposing import (
    propose_pairs,
)
from upwell.gatherings.actions.mentoring.wishing import (
    offer_mentoring,
    wish_for_mentor,
)
from upwell.gatherings.models import Mentoring, MentoringOffer, MentoringWish, Rhythm
from upwell.notifications.models import Notice
from upwell.people.actions import set_skill
from upwell.people.models import Person

GOALS = "Letters that a GP reads to the end."


def offered(by: Person, **more: Any) -> MentoringOffer:
    """They would mentor in writing, which they do well."""
    if not by.skills.exists():
        set_skill(by, by=by, name="writing", level=4)
    said: dict[str, Any] = {"skills": ["writing"], "rhythm": Rhythm.FORTNIGHTLY, **more}
    return offer_mentoring(by=by, **said)


def wished(by: Person) -> MentoringWish:
    """They wish for a mentor in writing."""
    return wish_for_mentor(by=by, skill="writing", goals=GOALS)


def proposed(cast: Cast) -> Mentoring:
    """Kofi, who would mentor, and Sofia, who wishes for it, proposed to each other."""
    offered(cast.helper, word="I ask more than I tell.")
    wished(cast.asker)
    assert propose_pairs() == 1
    run_waiting()
    return Mentoring.objects.get()


def said_of(pair: Mentoring) -> list[str]:
    """What the journal says of the two, in order."""
    lines = Line.objects.filter(object_kind="mentoring", object_id=pair.pk).order_by("id")
    return [verb.removeprefix("mentoring.") for verb in lines.values_list("verb", flat=True)]


def told(person: Person) -> list[str]:
    """What somebody was told, in order."""
    run_waiting()
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))
