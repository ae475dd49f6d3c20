"""Changing what a series is: its open dates follow, but for what was said of one of them."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from icalendar import Calendar

from tests.cast import Cast
from tests.gatherings.telling import NINE, THURSDAY, TODAY, again
from tests.gatherings.test_series import CLUB, dates
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.gatherings.actions.changing_series import change_series
from upwell.gatherings.actions.circling import change_circle, start_circle
from upwell.gatherings.actions.feeding import make_feed
from upwell.gatherings.actions.planning import change_event
from upwell.gatherings.actions.repeating import come_always, open_dates, skip_date, start_series
from upwell.gatherings.actions.rotating import take_turns
from upwell.gatherings.details import Details
from upwell.gatherings.models import Feed, Series
from upwell.notifications.models import Notice

LATER = Details(title="Podcast hour", time_zone="Europe/Lisbon", minutes=60, seats=4, place="Library")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def club(cast: Cast) -> Series:
    return start_series(CLUB, by=cast.author, day=THURSDAY, at=NINE, rule="FREQ=WEEKLY")


def test_open_dates_and_those_to_come_follow(cast: Cast, club: Series) -> None:
    come_always(club, by=cast.asker)
    for _ in range(2):
        change_series(club, by=cast.author, details=LATER, at=time(12, 30))
    with clock.at(TODAY + timedelta(days=30)):
        open_dates(club)
    found = dates(club)
    assert {(event.item.title, event.place, event.minutes, event.seats) for event in found} == {
        ("Podcast hour", "Library", 60, 4)
    }
    assert [event.starts_at.isoformat()[11:16] for event in found if event.starts_at] == ["12:30"] + ["11:30"] * 3
    assert [event.sequence for event in found] == [1, 1, 1, 0]
    assert Line.objects.filter(verb="series.changed").count() == 1
    run_waiting()
    assert Notice.objects.filter(person=cast.asker, kind="event_changed").count() == 3


def test_what_was_said_of_one_date_stays_there(cast: Cast, club: Series) -> None:
    moved, usual, _last = dates(club)
    alone = Details(title="Podcast club", time_zone="Europe/Lisbon", minutes=45, seats=2, place="Garden")
    change_event(moved, by=cast.author, details=alone, day=date(2026, 3, 27), at=time(8))
    change_series(club, by=cast.author, details=LATER, at=time(12, 30))
    assert (again(moved).place, again(moved).day, again(moved).time) == ("Garden", date(2026, 3, 27), time(8))
    assert again(moved).item.title == "Podcast hour"
    assert (again(usual).place, again(usual).time) == ("Library", time(12, 30))


def test_only_who_runs_it_may_and_what_does_not_fit_is_said(cast: Cast, club: Series) -> None:
    with pytest.raises(PermissionDenied):
        change_series(club, by=cast.stranger, details=LATER, at=NINE)
    for person in (cast.asker, cast.helper):
        come_always(club, by=person)
    for wrong in ({"title": " "}, {"seats": 1}, {"time_zone": "Europe/Atlantis"}):
        with pytest.raises(ValidationError) as refused:
            change_series(club, by=cast.author, details=Details(**{**vars(LATER), **wrong}), at=NINE)
        assert set(refused.value.message_dict) == set(wrong)
    assert dates(club)[0].item.title == "Podcast club"


def test_who_takes_turns_leaves_out_a_date_that_another_hosts(cast: Cast, club: Series) -> None:
    take_turns(club, by=cast.helper)
    skip_date(club, by=cast.helper, day=THURSDAY, word="The canteen is painted.")
    change_series(club, by=cast.helper, details=LATER, at=NINE)
    assert dates(club)[0].cancelled_at is not None
    assert again(dates(club)[1]).item.title == "Podcast hour"


def test_the_page_fills_in_what_it_is_and_keeps_what_was_typed(cast: Cast, club: Series) -> None:
    path = f"/series/{club.pk}/change/"
    client = Client()
    client.force_login(cast.author)
    assert 'value="Canteen"' in client.get(path).content.decode()
    typed = {"title": " ", "place": "Library", "time": "12:30", "time_zone": "Europe/Lisbon", "minutes": "45"}
    answer = client.post(path, typed)
    assert (answer.status_code, 'value="Library"' in answer.content.decode()) == (422, True)
    assert client.post(path, {**typed, "title": "Podcast hour"}).status_code == 302
    assert Series.objects.get().place == "Library"
    client.force_login(cast.stranger)
    assert client.get(path).status_code == 403


def test_the_feed_of_a_circle_follows_its_name_and_its_series(cast: Cast) -> None:
    circle = start_circle(by=cast.author, name="Podcasts")
    club = start_series(CLUB, by=cast.author, day=THURSDAY, at=NINE, rule="FREQ=WEEKLY", circle=circle)
    feed = make_feed(by=cast.author, circle=circle)
    change_circle(circle, by=cast.author, name="Listening", about="", openness="open", skills=[])
    change_series(club, by=cast.author, details=LATER, at=NINE)
    run_waiting()
    calendar = Calendar.from_ical(Feed.objects.get(pk=feed.pk).body)
    assert str(calendar["X-WR-CALNAME"]) == "Listening"
    assert {str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT")} == {"Podcast hour"}
