"""Times and lengths are said in the words people use."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from upwell.web import words

NOW = datetime(2026, 3, 18, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(minutes=61), "1 hour ago"),
        (timedelta(hours=4), "4 hours ago"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=21), "3 weeks ago"),
        (timedelta(days=95), "3 months ago"),
        (timedelta(days=800), "8 January 2024"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_how_long_ago(before: timedelta, said: str) -> None:
    assert words.ago(NOW - before) == said


@time_machine.travel(NOW, tick=False)
def test_a_day_has_no_hours() -> None:
    assert words.ago(date(2026, 3, 18)) == "today"
    assert words.ago(date(2026, 3, 17)) == "yesterday"
    assert words.ago(date(2026, 3, 25)) == "25 March"


def test_a_moment_a_little_in_the_future_is_just_now() -> None:
    assert words.ago(NOW + timedelta(seconds=5), now=NOW) == "just now"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=10), "1 minute"),
        (timedelta(minutes=40), "40 minutes"),
        (timedelta(hours=4), "4 hours"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=3, hours=23), "3 days"),
        (timedelta(days=70), "2 months"),
        (timedelta(seconds=-5), "1 minute"),
    ],
)
def test_waiting_is_said_in_the_one_unit_that_matters(length: timedelta, said: str) -> None:
    assert words.waited(NOW, NOW + length) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "1 min"), (0.4, "1 min"), (3, "3 min"), (60, "1 h"), (130, "2 h 10 min")]
)
def test_minutes(count: float, said: str) -> None:
    assert words.minutes(count) == said
