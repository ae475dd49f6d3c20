"""Whom rules mean: one question for a single rule that somebody thinks of, and for all rules and everybody at once.

Each of the four parts of the question begins where a rule narrows most (team, title, place, nothing of these), so that
PostgreSQL joins by hashes and never holds everybody against every rule.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from upwell.core.paging import Page, page
from upwell.journeys.models import Enrolment, Rule
from upwell.people.models import Level, Person

PREVIEWED = 50
NEARLY = 0.9  # of all who are here: from this share on a rule means everybody
FEW = 5  # people: with fewer here, everybody is soon meant

_FITS = f"""
    person.is_active
    AND (rule.title = '' OR lower(person.title) = lower(rule.title))
    AND (rule.place = '' OR lower(person.place) = lower(rule.place))
    AND (rule.joined_after IS NULL OR person.joined > rule.joined_after)
    AND (rule.skill_id IS NULL OR NOT EXISTS (
        SELECT FROM people_personskill AS able
        WHERE able.person_id = person.id AND able.skill_id = rule.skill_id AND able.level >= {Level.CAN.value}))
    AND (%(rules)s::bigint[] IS NULL OR rule.id = ANY(%(rules)s))
    AND (%(paths)s::bigint[] IS NULL OR rule.path_id = ANY(%(paths)s))
    AND (%(people)s::bigint[] IS NULL OR person.id = ANY(%(people)s))
"""
_STARTS = {
    "rule.team_id IS NOT NULL": """
        JOIN (
            SELECT team.id AS team_id, line.top_id
            FROM people_team AS team, unnest(string_to_array(rtrim(team.path, '.'), '.')::bigint[]) AS line(top_id)
        ) AS below ON below.top_id = rule.team_id
        JOIN people_person AS person ON person.team_id = below.team_id""",
    "rule.team_id IS NULL AND rule.title <> ''": "JOIN people_person AS person ON lower(person.title) = lower(rule.title)",
    "rule.team_id IS NULL AND rule.title = '' AND rule.place <> ''": (
        "JOIN people_person AS person ON lower(person.place) = lower(rule.place)"
    ),
    "rule.team_id IS NULL AND rule.title = '' AND rule.place = ''": "CROSS JOIN people_person AS person",
}
MEANT = " UNION ALL ".join(
    f"SELECT rule.path_id, rule.id AS rule_id, person.id AS person_id FROM journeys_rule AS rule {start} "  # noqa: S608
    f"WHERE {which} AND {_FITS}"
    for which, start in _STARTS.items()
)


def meant_by(rule: Rule) -> QuerySet[Person]:
    """Everybody who fits a rule now, whether it holds yet or not; found where the rows are, however many they are."""
    asked = MEANT % {"rules": f"ARRAY[{rule.pk:d}]", "paths": "NULL", "people": "NULL"}
    fits = RawSQL(f"SELECT meant.person_id FROM ({asked}) AS meant", [])  # noqa: S608, S611  # a number and our own words
    people: QuerySet[Person] = Person.objects.filter(pk__in=fits)
    return people


def previewed(rule: Rule, *, after: str = "", size: int = PREVIEWED) -> tuple[int, int, Page[Person]]:
    """How many fit a rule, how many of them are new to its path, and who they are, by name."""
    people = meant_by(rule)
    here = Enrolment.objects.filter(path=rule.path_id, person=OuterRef("pk"), left_at__isnull=True)
    named = people.annotate(is_on_it=Exists(here)).select_related("team")
    new = named.filter(is_on_it=False).count()
    return people.count(), new, page(named, by=("sort_name", "id"), after=after, size=size)


def means_everybody(rule: Rule) -> bool:
    """Whether a rule means nearly everybody who is here."""
    return are_nearly_all(meant_by(rule).count())


def are_nearly_all(meant: int) -> bool:
    """Whether so many people are nearly everybody who is here: nine of ten, where more than a handful are."""
    here: int = Person.objects.active().count()
    return here > FEW and meant >= NEARLY * here
