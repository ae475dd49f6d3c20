"""People to meet: who would teach what one wants to learn, in another team."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from upwell.people.models import Person
from upwell.planning.candidates import Candidate
from upwell.planning.models import PieceKind
from upwell.planning.queries.crowd import Crowd
from upwell.planning.queries.house import Teacher

MEETING = 34
MINUTES = 7  # for a first word


def people_to_meet(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """For each skill one wants, one of those who would teach it: another each week, and not the same for everybody."""
    crowd.house.taught({skill for skills in crowd.wants.values() for skill in skills})
    turn = crowd.week.toordinal() // 7
    for pk, skills in crowd.wants.items():
        for skill in skills:
            others = [one for one in crowd.house.teachers[skill] if _is_apart(one, crowd.people[pk])]
            if others:
                yield pk, _to_meet(others[(pk + turn) % len(others)])


def _is_apart(teacher: Teacher, person: Person) -> bool:
    """Another team, and neither reports to the other: those meet anyway."""
    return (
        teacher.person != person.pk
        and (teacher.team is None or teacher.team != person.team_id)
        and teacher.person != person.lead_id
        and teacher.lead != person.pk
    )


def _to_meet(teacher: Teacher) -> Candidate:
    named = {"name": teacher.name, "team": teacher.team_name, "skill": teacher.skill_name}
    return Candidate(
        key=f"person:{teacher.person}",
        kind=PieceKind.MEET,
        title=(_("Meet %(name)s, %(team)s") if teacher.team_name else _("Meet %(name)s")) % named,
        reason=_("You want to learn %(skill)s, and %(name)s would teach it") % named,
        url=reverse("people:person", args=[teacher.person]),
        minutes=MINUTES,
        worth=MEETING,
        colleague_id=teacher.person,
        skills=(teacher.skill,),
    )
