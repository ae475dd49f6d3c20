"""How long plans take: one person's while they wait, and everybody's on Monday, as the job makes them.

`bin/bench planning`, in an organisation of PEOPLE. With MOST it plans for that many of them instead of everybody and says what
everybody would take. Each of them walks two of forty paths of twenty steps, and has done three of the
first. Everything is rolled back, a job's worth at a time. On a machine that does other
things, too, the seconds of processor tell more than those on the clock: of this process, and of its PostgreSQL backend.
"""

import os
import resource
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import django
import psutil

ONE_BY_ONE = 100  # people whose plans are made while they wait
WARM = 10  # of them, the first to come to a process that has just begun
PATHS, STEPS = 40, 20
_WALKS = """
    INSERT INTO journeys_enrolment (path_id, person_id, how, day, entered_at)
    SELECT (%(paths)s::bigint[])[1 + (person + turn * 7) %% cardinality(%(paths)s::bigint[])], person, 'rule',
        current_date - (person %% 20)::int, now()
    FROM unnest(%(people)s::bigint[]) AS person, generate_series(0, 1) AS turn
"""
_DONE = """
    INSERT INTO journeys_stepdone (enrolment_id, step_id, at, words, is_shared)
    SELECT walk.id, step.id, now(), '', false
    FROM journeys_enrolment AS walk JOIN journeys_step AS step ON step.path_id = walk.path_id AND step.place < 3
    WHERE walk.person_id = ANY(%(people)s) AND walk.path_id = ANY(%(paths)s)
"""


def main() -> None:
    """Print milliseconds for one person (median, 95th), then people, pieces, seconds for everybody, and the memory."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415  # settings come first

    from upwell.core import clock  # noqa: PLC0415
    from upwell.people.models import Person  # noqa: PLC0415
    from upwell.planning.actions.making import make_plan  # noqa: PLC0415
    from upwell.planning.actions.shelving import lay_shelves  # noqa: PLC0415
    from upwell.planning.models import Piece, Plan  # noqa: PLC0415
    from upwell.planning.queries.choice import choice_of  # noqa: PLC0415
    from upwell.planning.queries.monday import sliced, without_plan  # noqa: PLC0415
    from upwell.planning.tasks import A_JOB, make_some  # noqa: PLC0415
    from upwell.planning.weeks import monday  # noqa: PLC0415

    today = monday(clock.now().date()) + timedelta(weeks=1)
    zones = list(Person.objects.active().order_by().values_list("time_zone", flat=True).distinct())
    people = without_plan(zones, today)
    alone = list(Person.objects.with_team().filter(pk__in=people[:: max(1, len(people) // ONE_BY_ONE)]))
    print(f"shelves laid in {timed(partial(lay_shelves, today)):.0f} ms, as the worker does once an hour")
    alone, others = alone[WARM:], alone[:WARM]
    tell("choose for the first", [timed(partial(choice_of, one)) for one in others])
    tell("choose for one", [timed(partial(choice_of, one)) for one in alone])
    with transaction.atomic():
        paths = lay_paths()
        give_paths(paths, [one.pk for one in alone])
        tell("make for one", [timed(partial(make_plan, one, by=one)) for one in alone])
        transaction.set_rollback(True)
    wanted = people[: int(os.environ.get("MOST", len(people)))]
    seconds, here, there, pieces, plans, steps = 0.0, 0.0, 0.0, 0, 0, 0
    for some in sliced(wanted, A_JOB):
        with transaction.atomic():
            give_paths(lay_paths(), some)
            busy = processor()
            seconds += timed(partial(make_some, some, today.isoformat())) / 1000
            here, there = (sum + now - then for sum, now, then in zip((here, there), processor(), busy, strict=True))
            made = Piece.objects.filter(plan__week=monday(today), plan__person__in=some)
            plans += Plan.objects.filter(week=monday(today), person__in=some).count()
            pieces, steps = pieces + made.count(), steps + made.filter(key__startswith="step:").count()
            transaction.set_rollback(True)
        print(f"  {plans} plans, {pieces} pieces, {steps} of them steps, {seconds:.0f} s", flush=True)
    share = len(people) / max(1, plans)
    print(
        f"everybody ({len(people)}): {seconds * share:.0f} s on the clock, {seconds * 1000 / max(1, plans):.2f} ms each"
    )
    print(f"processor: {here * share:.0f} s here, {there * share:.0f} s in PostgreSQL")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def lay_paths() -> list[int]:
    """Forty paths of twenty steps each: half of them a thing to read, the others something to meet about, do or write."""
    from django.utils import timezone  # noqa: PLC0415  # settings come first

    from upwell.discussion.models import Thread  # noqa: PLC0415
    from upwell.journeys.models import Path, Step  # noqa: PLC0415
    from upwell.library.models import Item, ItemKind  # noqa: PLC0415
    from upwell.people.models import Person  # noqa: PLC0415

    author, now = Person.objects.order_by("pk").first(), timezone.now()
    things = list(Item.objects.current().filter(kind=ItemKind.MODULE)[: PATHS * STEPS // 2])
    threads = Thread.objects.bulk_create(Thread() for _path in range(PATHS))
    card = {"kind": ItemKind.PATH, "owner": author, "created_at": now, "published_at": now}
    items = Item.objects.bulk_create(Item(title=f"Path {each.pk}", thread=each, **card) for each in threads)
    paths = Path.objects.bulk_create(Path(item=item, step_count=STEPS) for item in items)
    kinds = ("module", "meet", "module", "reflection")
    steps = Step.objects.bulk_create(
        Step(
            path=path,
            place=place,
            kind=kinds[place % 4],
            whom="lead" if place % 4 == 1 else "",
            title="A step",
            offset=place,
        )
        for path in paths
        for place in range(STEPS)
    )
    reading = [step for step in steps if step.kind == "module"]
    held = Step.items.through
    held.objects.bulk_create(
        held(step=step, item=things[number % len(things)]) for number, step in enumerate(reading) if things
    )
    return [path.pk for path in paths]


def give_paths(paths: list[int], people: list[int]) -> None:
    """Each of them walks two of the paths, and has done three steps of each."""
    from django.db import connection  # noqa: PLC0415  # settings come first

    with connection.cursor() as cursor:
        for statement in (_WALKS, _DONE):
            cursor.execute(statement, {"paths": paths, "people": people})
        cursor.execute("ANALYZE journeys_enrolment, journeys_stepdone, journeys_step, journeys_step_items")


def processor() -> tuple[float, float]:
    """Seconds of processor so far: of this process, and of the PostgreSQL backend that serves it."""
    from django.db import connection  # noqa: PLC0415  # settings come first

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    times = psutil.Process(backend).cpu_times()
    return time.process_time(), times.user + times.system


def timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def tell(what: str, times: list[float]) -> None:
    """The median and the 95th of a hundred."""
    ordered = sorted(times)
    print(f"{what}: median {ordered[len(ordered) // 2]:.1f} ms, p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms")


if __name__ == "__main__":
    main()
