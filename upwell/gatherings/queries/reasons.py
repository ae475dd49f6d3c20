"""What speaks for two colleagues in a mentoring, in words, from where one of the two stands."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.gatherings.models import Mentoring
from upwell.people.languages import name_of
from upwell.people.models import Level, Person


def reasons_for(mentoring: Mentoring, person: Person) -> list[str]:
    """Why the two were thought of for each other, in short sentences, the weightiest first; how many others the mentor
    has is never among them."""
    return list(_reasons(mentoring, person)) if mentoring.why else []


def _reasons(mentoring: Mentoring, person: Person) -> Iterator[str]:
    why, other = mentoring.why, mentoring.other(person)
    if mentoring.skill is not None:
        yield _skill(mentoring, person, mentoring.skill.name)
    if why["languages"]:
        spoken = _("%(first)s and %(last)s") if len(why["languages"]) > 1 else "%(last)s"
        names = [name_of(code) for code in why["languages"]]
        both = spoken % {"first": ", ".join(names[:-1]), "last": names[-1]}
        yield _("you both speak %(languages)s") % {"languages": both}
    if why["hours"]:
        yield ngettext(
            "your clocks are %(count)s hour apart", "your clocks are %(count)s hours apart", why["hours"]
        ) % {"count": why["hours"]}
    else:
        yield _("you have the same time on the clock")
    if why["other_team"] and other.team is not None:
        yield _("somebody from outside your team: %(team)s") % {"team": other.team.name}


def _skill(mentoring: Mentoring, person: Person, skill: str) -> str:
    """What the other knows of the skill, or wants of it."""
    if person.pk == mentoring.mentor_id:
        return _("%(name)s wants to learn what you would teach: %(skill)s") % {
            "name": mentoring.mentee.first_name,
            "skill": skill,
        }
    said = {
        Level.CAN: _("%(name)s can do %(skill)s, which you want to learn"),
        Level.WELL: _("%(name)s does %(skill)s well, which you want to learn"),
        Level.ASKED: _("others come to %(name)s to ask about %(skill)s, which you want to learn"),
    }.get(mentoring.why["mentor_level"], _("%(name)s would teach what you want to learn: %(skill)s"))
    return said % {"name": mentoring.mentor.first_name, "skill": skill}
