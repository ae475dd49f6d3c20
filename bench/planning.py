"""How long plans take: one person's while they wait, and everybody's on Monday, as the job makes them.

Run inside an installation: UPWELL_DATA=... python -m bench.planning [PEOPLE]. With PEOPLE it plans that many instead of
everybody and says what everybody would take. Everything is rolled back, a job's worth at a time. On a machine that does other
things, too, the seconds of processor tell more than those on the clock: of this process, and of its PostgreSQL backend.
"""

import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import django
import psutil

ONE_BY_ONE = 60  # people whose plans are made while they wait


def main() -> None:
    """Print milliseconds for one person (median, 95th), then people, pieces, seconds for everybody, and the memory."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415  # settings come first

    from upwell.core import clock  # noqa: PLC0415
    from upwell.people.models import Person  # noqa: PLC0415
    from upwell.planning.actions.making import make_plan  # noqa: PLC0415
    from upwell.planning.models import Piece, Plan  # noqa: PLC0415
    from upwell.planning.queries.choice import choice_of  # noqa: PLC0415
    from upwell.planning.queries.monday import sliced, without_plan  # noqa: PLC0415
    from upwell.planning.tasks import A_JOB, make_some  # noqa: PLC0415
    from upwell.planning.weeks import monday  # noqa: PLC0415

    today = monday(clock.now().date()) + timedelta(weeks=1)
    zones = list(Person.objects.active().order_by().values_list("time_zone", flat=True).distinct())
    people = without_plan(zones, today)
    alone = list(Person.objects.with_team().filter(pk__in=people[:: max(1, len(people) // ONE_BY_ONE)]))
    tell("choose for one", [timed(partial(choice_of, one)) for one in alone])
    with transaction.atomic():
        tell("make for one", [timed(partial(make_plan, one, by=one)) for one in alone])
        transaction.set_rollback(True)
    wanted = people[: int(sys.argv[1])] if sys.argv[1:] else people
    seconds, pieces, plans, busy = 0.0, 0, 0, processor()
    for some in sliced(wanted, A_JOB):
        with transaction.atomic():
            seconds += timed(partial(make_some, some, today.isoformat())) / 1000
            plans += Plan.objects.filter(week=monday(today), person__in=some).count()
            pieces += Piece.objects.filter(plan__week=monday(today), plan__person__in=some).count()
            transaction.set_rollback(True)
        print(f"  {plans} plans, {pieces} pieces, {seconds:.0f} s", flush=True)
    share = len(people) / max(1, plans)
    here, there = (after - before for after, before in zip(processor(), busy, strict=True))
    print(
        f"everybody ({len(people)}): {seconds * share:.0f} s on the clock, {seconds * 1000 / max(1, plans):.2f} ms each"
    )
    print(f"processor: {here * share:.0f} s here, {there * share:.0f} s in PostgreSQL")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


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
