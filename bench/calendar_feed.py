"""How long a calendar feed takes: writing one of 500 dates, and reading it, fresh and unchanged, through the whole stack.

Run inside an installation: UPWELL_DATA=... python -m bench.calendar_feed. Everything is rolled back.
"""

import time as stopwatch
from collections.abc import Callable
from datetime import time, timedelta

import django


def main() -> None:
    """Print the milliseconds (median of 50)."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415  # settings come first
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from upwell.gatherings.actions.feeding import make_feed, write_feed  # noqa: PLC0415
    from upwell.gatherings.actions.planning import plan_event  # noqa: PLC0415
    from upwell.gatherings.details import Details  # noqa: PLC0415
    from upwell.gatherings.queries.feeds import address_of  # noqa: PLC0415
    from upwell.people.models import Person  # noqa: PLC0415

    with transaction.atomic():
        person = Person.objects.active().order_by("pk")[0]
        for number in range(500):
            day = timezone.localdate() + timedelta(days=1 + number)
            details = Details(title=f"Date {number}", time_zone="Europe/Lisbon", place="Room 4")
            plan_event(details, by=person, day=day, at=time(9))
        feed = make_feed(by=person)
        began = stopwatch.perf_counter()
        write_feed(feed)
        print(f"write 500 dates: {(stopwatch.perf_counter() - began) * 1000:.0f} ms")
        path = "/calendar/" + address_of(feed).rsplit("/", 1)[1]
        client = Client(SERVER_NAME="localhost")
        fresh = client.get(path)
        print(f"dates: {fresh.content.count(b'BEGIN:VEVENT')}, bytes: {len(fresh.content)}")
        print(f"read: {median(lambda: client.get(path)):.1f} ms")
        known = {"If-None-Match": fresh["ETag"]}
        print(f"read unchanged: {median(lambda: client.get(path, headers=known)):.1f} ms")
        transaction.set_rollback(True)


def median(act: Callable[[], object]) -> float:
    """Of 50 times, in milliseconds."""
    times = []
    for _ in range(50):
        began = stopwatch.perf_counter()
        act()
        times.append((stopwatch.perf_counter() - began) * 1000)
    return sorted(times)[25]


if __name__ == "__main__":
    main()
