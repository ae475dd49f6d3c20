"""What is next for somebody: what they host or have a seat at, the nearest first, and nothing else."""

from datetime import date, timedelta

from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.gatherings.telling import THURSDAY, TODAY, join, planned
from upwell.core import clock
from upwell.gatherings.actions.planning import cancel_event
from upwell.gatherings.queries.coming_up import coming_up


def test_the_next_events_one_hosts_or_comes_to_are_named_in_order(cast: Cast) -> None:
    hosted = planned(cast.author, title="Mine", day=date(2026, 3, 27))
    seated = planned(cast.helper, title="Kofi's", seats=1)
    join(seated, cast.author, cast.stranger)
    called_off = planned(cast.author, title="Never", day=date(2026, 3, 3))
    planned(cast.helper, title="Somebody else's")
    with clock.at(TODAY):
        cancel_event(called_off, by=cast.author, word="Snow.")
        found = coming_up(cast.author)
        assert [(each.title, each.hosts) for each in found] == [("Kofi's", False), ("Mine", True)]
        assert found[0].url == f"/events/{seated.pk}/"
        assert coming_up(cast.stranger) == []  # who only waits is not expected
        assert len(coming_up(cast.author, limit=1)) == 1
    with clock.at(TODAY + timedelta(days=(THURSDAY - TODAY.date()).days, hours=12)):
        assert [each.event.pk for each in coming_up(cast.author)] == [hosted.pk]


def test_what_is_next_costs_one_question(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        planned(cast.author, title=f"Date {number}", day=date(2026, 3, 3 + number))
    with clock.at(TODAY), django_assert_num_queries(1):
        assert [each.event.host.team for each in coming_up(cast.author)]
