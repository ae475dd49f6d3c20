"""Who is here: the organisation, its tree of teams, its people, and what they can do and would teach."""

from upwell.people.models.organisation import Organisation
from upwell.people.models.person import Person, PersonManager, PersonQuerySet, Role
from upwell.people.models.skill import Level, PersonSkill, Skill, SkillConfirmation
from upwell.people.models.team import Team, TeamQuerySet
from upwell.people.models.token import Token, TokenQuerySet

__all__ = [
    "Level",
    "Organisation",
    "Person",
    "PersonManager",
    "PersonQuerySet",
    "PersonSkill",
    "Role",
    "Skill",
    "SkillConfirmation",
    "Team",
    "TeamQuerySet",
    "Token",
    "TokenQuerySet",
]
