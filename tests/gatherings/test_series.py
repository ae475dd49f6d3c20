"""Series: the wall clock holds across the change, hosts take turns, regulars have seats; and what calendars read."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.gatherings.telling import NINE, THURSDAY, TODAY, begin_of, going, planned, verbs, waiting
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.gatherings.actions.circling import start_circle
from upwell.gatherings.actions.feeding import make_feed, revoke_feed
from upwell.gatherings.actions.repeating import come_always, end_series, open_dates, skip_date, start_series
from upwell.gatherings.actions.rotating import give_turns_up, replace_leaver, take_turns
from upwell.gatherings.actions.seating import leave_event, take_seat
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event, Feed, Series
from upwell.gatherings.queries.feeds import address_of
from upwell.notifications.models import Notice
from upwell.people.actions import deactivate_person
from upwell.people.models import Person

CLUB = Details(title="Podcast club", time_zone="Europe/Lisbon", minutes=45, seats=2, place="Canteen")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def club(cast: Cast) -> Series:
    return start_series(CLUB, by=cast.author, day=THURSDAY, at=NINE, rule="FREQ=WEEKLY")


def dates(series: Series) -> list[Event]:
    return list(series.events.select_related("host").order_by("series_day"))


def later(days: int) -> AbstractContextManager[None]:
    return clock.at(TODAY + timedelta(days=days))


def test_the_next_dates_are_open_and_keep_the_time_on_the_wall(club: Series) -> None:
    starts = [begin_of(event).isoformat() for event in dates(club)]
    assert starts == ["2026-03-26T09:00:00+00:00", "2026-04-02T08:00:00+00:00", "2026-04-09T08:00:00+00:00"]
    assert open_dates(club) == 0
    with later(26):
        assert open_dates(club) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "nonsense",
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;BYHOUR=3",
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=x",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
    ],
)
def test_a_rule_that_is_none_is_refused(cast: Cast, rule: str) -> None:
    with pytest.raises(ValidationError) as refused:
        start_series(CLUB, by=cast.author, day=THURSDAY, at=NINE, rule=rule)
    assert "rule" in refused.value.message_dict


def test_a_left_out_date_is_cancelled_and_the_next_opens(cast: Cast, club: Series) -> None:
    with pytest.raises(PermissionDenied):
        skip_date(club, by=cast.stranger, day=date(2026, 4, 2), word="Easter.")
    for _ in range(2):
        skip_date(club, by=cast.author, day=date(2026, 4, 2), word="Easter.")
    found = dates(club)
    held = [event.series_day for event in found if not event.cancelled_at]
    assert held == [date(2026, 3, 26), date(2026, 4, 9), date(2026, 4, 16)]


def test_hosts_take_turns(cast: Cast, club: Series) -> None:
    for _ in range(2):
        take_turns(club, by=cast.helper)
    with later(40):
        open_dates(club)
    assert [event.host.first_name for event in dates(club)][3:] == ["Kofi", "Amara", "Kofi"]


def test_a_host_who_leaves_is_replaced_by_the_next_who_is_told(cast: Cast, club: Series) -> None:
    take_turns(club, by=cast.helper)
    take_turns(club, by=cast.stranger)
    take_seat(dates(club)[0], by=cast.helper)
    deactivate_person(cast.author, by=cast.admin)
    for _ in range(2):
        replace_leaver(Person.objects.get(pk=cast.author.pk))
    run_waiting()
    assert [event.host.first_name for event in dates(club)] == ["Kofi", "Piet", "Kofi"]
    assert going(dates(club)[0]) == []  # who hosts needs no seat
    kinds = Notice.objects.filter(person=cast.helper).values_list("kind", flat=True)
    assert list(kinds).count("hosting") == 2


def test_the_last_host_stays_until_another_takes_turns(cast: Cast, club: Series) -> None:
    with pytest.raises(ValidationError):
        give_turns_up(club, by=cast.author)
    take_turns(club, by=cast.helper)
    for _ in range(2):
        give_turns_up(club, by=cast.author)
    assert {event.host.first_name for event in dates(club)} == {"Kofi"}


def test_who_always_comes_has_seats_in_the_order_they_said_so(cast: Cast, club: Series) -> None:
    for person in (cast.asker, cast.stranger, cast.lead, cast.lead):
        come_always(club, by=person)
    leave_event(dates(club)[0], by=cast.asker)
    assert [(going(event), waiting(event)) for event in dates(club)[:2]] == [
        (["Piet", "Greta"], []),
        (["Sofia", "Piet"], ["Greta"]),
    ]
    with later(26):
        open_dates(club)
    assert (going(dates(club)[3]), waiting(dates(club)[3])) == (["Sofia", "Piet"], ["Greta"])


def test_an_ended_series_opens_nothing(cast: Cast, club: Series) -> None:
    with pytest.raises(PermissionDenied):
        end_series(club, by=cast.stranger, word="Enough.")
    for _ in range(2):
        end_series(club, by=cast.author, word="We have heard them all.")
    assert all(event.cancelled_at for event in dates(club))
    with later(60):
        assert open_dates(club) == 0


def test_a_feed_holds_ones_own_events_follows_them_and_costs_one_look_up(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = planned(cast.author, seats=1)
    feed = make_feed(by=cast.stranger)
    path = address_of(feed)[len("http://127.0.0.1:8000") :] if "127" in address_of(feed) else address_of(feed)
    path = "/calendar/" + path.rsplit("/", 1)[1]
    assert not Calendar.from_ical(Client().get(path).content).walk("VEVENT")
    take_seat(event, by=cast.stranger)
    run_waiting()
    answer = Client().get(path)
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(entry["SUMMARY"]), str(entry["STATUS"])) == ("Letters, read aloud", "CONFIRMED")
    with django_assert_num_queries(10):  # a reader that asks ten times a second: one look-up each time
        for _time in range(10):
            again = Client().get(path, headers={"If-None-Match": answer["ETag"]})
            assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
            assert again["Cache-Control"] == "private, max-age=300"
    with later(1):
        known = Client().get(path)["Last-Modified"]
        assert Client().get(path, headers={"If-Modified-Since": known}).status_code == 304
        assert Client().get(path, headers={"If-Modified-Since": "Mon, 05 Jan 2026 08:00:00 GMT"}).status_code == 200
    leave_event(event, by=cast.stranger)
    run_waiting()
    assert not Calendar.from_ical(Client().get(path).content).walk("VEVENT")


def test_a_revoked_or_guessed_address_is_not_there(cast: Cast) -> None:
    feed = make_feed(by=cast.stranger)
    path = "/calendar/" + address_of(feed).rsplit("/", 1)[1]
    assert Client().get(f"/calendar/{feed.key}.ics").status_code == 404
    assert Client().get(f"/calendar/{feed.key}.wrong.ics").status_code == 404
    with pytest.raises(PermissionDenied):
        revoke_feed(feed, by=cast.helper)
    fresh = make_feed(by=cast.stranger)
    assert Client().get(path).status_code == 404
    revoke_feed(fresh, by=cast.stranger)
    assert not Feed.objects.live().exists()


def test_a_circles_feed_holds_dates_that_are_still_to_be_opened(cast: Cast) -> None:
    circle = start_circle(by=cast.author, name="Podcasts")
    start_series(CLUB, by=cast.author, day=THURSDAY, at=NINE, rule="FREQ=WEEKLY", circle=circle)
    with pytest.raises(PermissionDenied):
        make_feed(by=cast.stranger, circle=circle)
    feed = make_feed(by=cast.author, circle=circle)
    entries = Calendar.from_ical(feed.__class__.objects.get(pk=feed.pk).body).walk("VEVENT")
    assert len(entries) == 30
    assert len({str(entry["UID"]) for entry in entries}) == 30
    assert verbs(Event.objects.order_by("series_day")[0]) == ["event.planned"]
