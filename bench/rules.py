"""How long it takes to let everybody in and out of all paths after an import of everybody.

Run inside an installation: UPWELL_DATA=... python -m bench.rules [PEOPLE [PATHS]]; by default 100,000 people in 2,500 teams and 2,000
paths with a rule each. They are made beside whoever is here, and everything is rolled back.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

    from upwell.journeys.actions.following_rules import Moved

TEAMS = 2500  # fifty below the root, each with forty-nine below it
TITLES, PLACES, SKILLS = 400, 60, 50
_TEAMS = """
    INSERT INTO people_team (id, name, parent_id, path, hue) SELECT 900000000 + n, 'Bench team ' || n,
        CASE WHEN n = 0 THEN NULL WHEN n <= 50 THEN 900000000 ELSE 900000001 + n %% 50 END,
        CASE WHEN n = 0 THEN '900000000.' WHEN n <= 50 THEN '900000000.' || 900000000 + n || '.'
             ELSE '900000000.' || 900000001 + n %% 50 || '.' || 900000000 + n || '.' END, 0
    FROM generate_series(0, %(teams)s - 1) AS n
"""
_PEOPLE = """
    INSERT INTO people_person (id, password, email, name, title, team_id, place, languages, about, reach, photo, role,
        minutes_for_helping, asks_per_month, joined, is_active, theme, time_zone, created_at)
    SELECT 900000000 + n, '!', 'bench' || n || '@bench.example', 'Bench ' || n, 'Title ' || n %% %(titles)s,
        900000000 + 51 + n %% (%(teams)s - 51), 'Place ' || n %% %(places)s, '{}', '', '', '', 'member', 60, 4,
        date '2010-01-01' + (n * 7919 %% 6000), true, '', '', now()
    FROM generate_series(1, %(people)s) AS n
"""
_SKILLS = """
    INSERT INTO people_personskill (person_id, skill_id, level, teaches, wants, confirmation_count)
    SELECT 900000000 + n, (%(skills)s::bigint[])[1 + n %% cardinality(%(skills)s::bigint[])], 1 + n %% 4, false, false, 0
    FROM generate_series(1, %(people)s) AS n
"""


def main(people: int = 100_000, paths: int = 2000) -> None:
    """Print seconds and how many came and left: at first, again with nothing changed, and after a tenth moved team."""
    django.setup()
    from django.db import connection, transaction  # noqa: PLC0415  # settings come first

    from upwell.journeys.actions.following_rules import follow_rules  # noqa: PLC0415

    with transaction.atomic(), connection.cursor() as cursor:
        fill(cursor, people, paths)
        for what in ("everybody, first", "again, nothing changed"):
            tell(what, follow_rules)
        cursor.execute(
            "UPDATE people_person SET team_id = 900000000 + 51 + (id * 31) %% (%s - 51) WHERE id > 900000000 AND id %% 10 = 0",
            [TEAMS],
        )
        tell("after a tenth moved team", follow_rules)
        tell("one person", lambda: follow_rules(people=[900000010]))
        transaction.set_rollback(True)
    print(f"memory of this process at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def fill(cursor: CursorWrapper, people: int, paths: int) -> None:
    """Teams, people, paths of a step, and a rule for each path; their kinds are in the proportion one would expect."""
    from django.utils import timezone  # noqa: PLC0415

    from upwell.discussion.models import Thread  # noqa: PLC0415
    from upwell.journeys.models import Path, Rule, Step  # noqa: PLC0415
    from upwell.library.models import Item  # noqa: PLC0415
    from upwell.people.actions.skills import find_or_add_skill  # noqa: PLC0415
    from upwell.people.models import Person  # noqa: PLC0415

    skills = [find_or_add_skill(f"bench skill {number}") for number in range(SKILLS)]
    said: dict[str, int | list[int]] = {
        "teams": TEAMS,
        "titles": TITLES,
        "places": PLACES,
        "people": people,
        "skills": [each.pk for each in skills],
    }
    for statement in (_TEAMS, _PEOPLE, _SKILLS):
        cursor.execute(statement, said)
    cursor.execute("ANALYZE people_team, people_person, people_personskill")
    author, now = Person.objects.order_by("pk").first(), timezone.now()
    threads = Thread.objects.bulk_create(Thread() for _number in range(paths))
    card = {"kind": "path", "owner": author, "created_at": now, "published_at": now}
    items = Item.objects.bulk_create(Item(title=f"Bench path {each.pk}", thread=each, **card) for each in threads)
    made = Path.objects.bulk_create(Path(item=item, anchor="joined", step_count=1) for item in items)
    Step.objects.bulk_create(Step(path=path, kind="reflection", title="What surprised you?") for path in made)
    rules = []
    for number, path in enumerate(made):
        kinds = (
            {"team_id": 900000000 + 51 + number},  # a team of forty
            {"team_id": 900000001 + number % 50, "title": f"Title {number % TITLES}"},  # a title in fifty teams
            {"team_id": 900000001 + number % 50, "joined_after": "2025-06-01"},
            {"title": f"title {number % TITLES}"},
            {"title": f"Title {number % TITLES}", "place": f"Place {number % PLACES}"},
            {"place": f"Place {number % PLACES}", "skill": skills[number % SKILLS], "joined_after": "2024-01-01"},
            {"team_id": 900000051 + number, "skill": skills[number % SKILLS]},
            {"team_id": 900000001 + number % 50} if number % 200 == 7 else {"team_id": 900000052 + number},
            {"joined_after": "2026-05-01"} if number % 100 == 8 else {"team_id": 900000053 + number % 2000},
        )
        rules.append(Rule(path=path, by=author, made_at=now, live_at=now, **kinds[number % len(kinds)]))
    Rule.objects.bulk_create(rules)


def tell(what: str, act: Callable[[], Moved]) -> None:
    """Seconds, and how many came and left."""
    began = time.perf_counter()
    moved = act()
    seconds = time.perf_counter() - began
    print(f"{what}: {seconds:.2f} s, {moved.entered} came, {moved.left} left", flush=True)


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:3]))
