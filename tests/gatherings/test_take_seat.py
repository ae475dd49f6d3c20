"""Seats: the last one is taken once, however many try; who waits moves up in order, and nobody else."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from tests.at_once import at_once
from tests.cast import Cast, make_cast
from tests.gatherings.telling import TODAY, again, end_of, going, join, planned, verbs, waiting
from upwell.core import clock
from upwell.gatherings.actions.passing import free_seats_of
from upwell.gatherings.actions.planning import cancel_event, change_event
from upwell.gatherings.actions.seating import leave_event, note_attendance, take_seat
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event, Seat
from upwell.people.actions import add_person, deactivate_person
from upwell.people.models import Person


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def test_whoever_comes_after_the_last_seat_waits_in_order(cast: Cast) -> None:
    event = planned(cast.author, seats=2)
    join(event, cast.asker, cast.helper, cast.stranger, cast.lead)
    assert (going(event), waiting(event)) == (["Sofia", "Kofi"], ["Piet", "Greta"])
    assert (again(event).going_count, again(event).waiting_count) == (2, 2)
    assert verbs(event) == ["event.planned", *["event.joined"] * 4]


def test_a_seat_given_back_goes_to_who_waits_longest(cast: Cast) -> None:
    event = planned(cast.author, seats=1)
    join(event, cast.asker, cast.stranger, cast.lead)
    leave_event(event, by=cast.asker)
    assert (going(event), waiting(event)) == (["Piet"], ["Greta"])
    assert event.places.get(person=cast.stranger).was_promoted
    assert verbs(event)[-2:] == ["event.left", "event.promoted"]
    take_seat(event, by=cast.asker)
    assert waiting(event) == ["Greta", "Sofia"]  # who comes again comes last


def test_who_stops_waiting_moves_nobody(cast: Cast) -> None:
    event = planned(cast.author, seats=1)
    join(event, cast.asker, cast.stranger, cast.lead)
    leave_event(event, by=cast.stranger)
    assert (going(event), waiting(event)) == (["Sofia"], ["Greta"])


def test_more_seats_fill_at_once_and_fewer_than_taken_are_refused(cast: Cast) -> None:
    event = planned(cast.author, seats=1)
    join(event, cast.asker, cast.stranger, cast.lead)
    wider = Details(title="Letters, read aloud", time_zone="Europe/Lisbon", minutes=45, seats=2, place="Room 4")
    change_event(event, by=cast.author, details=wider)
    assert (going(event), waiting(event)) == (["Sofia", "Piet"], ["Greta"])
    with pytest.raises(ValidationError) as refused:
        change_event(event, by=cast.author, details=Details(title="Letters", seats=1, time_zone="UTC"))
    assert "seats" in refused.value.message_dict


def test_twice_is_once(cast: Cast) -> None:
    event = planned(cast.author, seats=1)
    for _ in range(2):
        take_seat(event, by=cast.asker)
    assert (again(event).going_count, verbs(event).count("event.joined")) == (1, 1)
    for _ in range(2):
        leave_event(event, by=cast.asker)
    assert (again(event).going_count, verbs(event).count("event.left")) == (0, 1)


def test_who_may_not_see_it_and_who_has_left_are_refused(cast: Cast) -> None:
    event = planned(cast.asker, team=cast.outpatients)
    for person in (cast.stranger, cast.leaver):
        with pytest.raises(PermissionDenied):
            take_seat(event, by=person)
    assert again(event).going_count == 0


def test_the_host_needs_no_seat_and_what_is_over_or_cancelled_has_none(cast: Cast) -> None:
    event = planned(cast.author)
    with pytest.raises(ValidationError):
        take_seat(event, by=cast.author)
    with clock.at(TODAY + timedelta(days=60)), pytest.raises(ValidationError):
        take_seat(event, by=cast.asker)
    cancel_event(event, by=cast.author, word="The room has flooded.")
    with pytest.raises(ValidationError):
        take_seat(event, by=cast.asker)


def test_nobody_moves_up_once_it_has_begun(cast: Cast) -> None:
    event = planned(cast.author, seats=1)
    join(event, cast.asker, cast.stranger)
    begins = again(event).starts_at
    assert begins is not None
    with clock.at(begins + timedelta(minutes=5)):
        leave_event(event, by=cast.asker)
    assert (going(event), waiting(event)) == ([], ["Piet"])


def test_a_leaver_frees_their_seat(cast: Cast) -> None:
    event = planned(cast.author, seats=1)
    join(event, cast.asker, cast.stranger)
    deactivate_person(cast.asker, by=cast.admin)
    free_seats_of(Person.objects.get(pk=cast.asker.pk))
    free_seats_of(Person.objects.get(pk=cast.asker.pk))
    assert (going(event), again(event).waiting_count) == (["Piet"], 0)


def test_the_host_notes_who_was_there_and_nobody_else_may(cast: Cast) -> None:
    event = planned(cast.author)
    join(event, cast.asker, cast.stranger)
    with pytest.raises(ValidationError):
        note_attendance(event, by=cast.author, there={cast.asker.pk})
    with clock.at(end_of(event)):
        with pytest.raises(PermissionDenied):
            note_attendance(event, by=cast.asker, there={cast.asker.pk})
        for _ in range(2):
            assert note_attendance(event, by=cast.author, there={cast.asker.pk}) == 1
    assert dict(event.places.values_list("person", "was_there")) == {cast.asker.pk: True, cast.stranger.pk: False}
    assert verbs(event).count("event.attended") == 1


def test_nobody_is_noted_as_absent_who_did_not_stand_on_the_page(cast: Cast) -> None:
    event = planned(cast.author)
    join(event, cast.asker, cast.stranger, cast.lead)
    with clock.at(end_of(event)):
        note_attendance(event, by=cast.author, there={cast.asker.pk}, asked={cast.asker.pk, cast.stranger.pk})
    told = dict(event.places.values_list("person", "was_there"))
    assert told == {cast.asker.pk: True, cast.stranger.pk: False, cast.lead.pk: None}


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_the_same_instant_get_exactly_the_seats_there_are() -> None:
    cast = make_cast()
    event = planned(cast.author, seats=30)
    people = [add_person(f"p{n}@example.org", by=None, name=f"Person {n}") for n in range(200)]
    doors = threading.BoundedSemaphore(6)  # as many as have a connection; the others stand right behind them

    def sign_up(person: Person) -> None:
        with doors, clock.at(TODAY):
            take_seat(event, by=person)
            connection.close()

    at_once(people, sign_up)
    now = Event.objects.get(pk=event.pk)
    assert (now.going_count, now.waiting_count) == (30, 170)
    places = list(Seat.objects.filter(event=event).order_by("place").values_list("place", "taken_at"))
    assert [place for place, _taken in places] == list(range(1, 201))
    assert [taken is not None for _place, taken in places] == [True] * 30 + [False] * 170
    leave_event(event, by=Seat.objects.select_related("person").get(event=event, place=7).person)
    assert Seat.objects.get(event=event, place=31).taken_at is not None
    assert Seat.objects.filter(event=event, taken_at__isnull=False).count() == 30
