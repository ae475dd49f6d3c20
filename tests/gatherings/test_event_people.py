"""Who comes to an event, however many; what its row says when it is over; and who hosts when the host has left."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tests.gatherings.telling import TODAY, again, join, planned
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.gatherings.actions.circling import join_circle, let_in, start_circle
from upwell.gatherings.actions.rotating import replace_host
from upwell.gatherings.actions.seating import note_attendance, take_seat
from upwell.gatherings.models import Event
from upwell.gatherings.queries.people import SHOWN, people_of
from upwell.library.actions.curating import hand_over, retire_item
from upwell.notifications.models import Notice
from upwell.people.actions import add_person, deactivate_person
from upwell.people.models import Person

AFTERWARDS = TODAY + timedelta(days=24, hours=3)  # the event is over by an hour


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def crowded(cast: Cast) -> tuple[Event, list[Person]]:
    """An event to which more come than stand on one page."""
    people = [add_person(f"p{n}@example.org", by=None, name=f"Person {n:02}") for n in range(SHOWN + 5)]
    event = planned(cast.author)
    join(event, *people)
    return again(event), people


def test_everybody_who_comes_is_named_page_by_page(cast: Cast) -> None:
    event, people = crowded(cast)
    first = people_of(event, cast.stranger)
    assert [seat.person for seat in first.going.rows] == people[:SHOWN]
    rest = people_of(event, cast.stranger, after=first.going.after)
    assert ([seat.person for seat in rest.going.rows], rest.going.has_more) == (people[SHOWN:], False)
    path = f"/events/{event.pk}/people/?after={first.going.after}"
    assert path in as_(cast.stranger).get(f"/events/{event.pk}/").content.decode()
    told = as_(cast.stranger).get(path).content.decode()
    assert ("Person 64" in told, "Person 00" in told) == (True, False)


def test_the_host_notes_who_was_there_on_every_page_and_all_are_counted(cast: Cast) -> None:
    event, people = crowded(cast)
    with clock.at(AFTERWARDS):
        first = people_of(event, cast.author)
        assert first.may_note
        for page in (first, people_of(event, cast.author, after=first.going.after)):
            named = {seat.person_id for seat in page.going.rows}
            note_attendance(event, by=cast.author, there=named, asked=named)
        assert people_of(event, cast.stranger).there == len(people)
        assert not people_of(event, cast.stranger).may_note


def test_a_row_of_what_was_says_that_one_was_there_not_that_one_comes(cast: Cast) -> None:
    event = planned(cast.author)
    take_seat(event, by=cast.asker)
    take_seat(event, by=cast.stranger)
    assert "you come" in as_(cast.asker).get("/events/?view=mine").content.decode()
    with clock.at(AFTERWARDS):
        note_attendance(event, by=cast.author, there={cast.asker.pk})
        rows = {
            person.first_name: as_(person).get("/events/?view=past").content.decode()
            for person in (cast.asker, cast.stranger, cast.author)
        }
    assert "you were there" in rows["Sofia"]
    assert "you hosted" in rows["Amara"]
    assert not [name for name, row in rows.items() if "you come" in row or "you host<" in row]
    assert "you were there" not in rows["Piet"]


def test_an_event_whose_host_has_left_is_hosted_by_who_looks_after_it_then(cast: Cast) -> None:
    cast.helper.lead = cast.steward
    cast.helper.save(update_fields=["lead"])
    event = planned(cast.helper)
    take_seat(event, by=cast.asker)
    deactivate_person(cast.helper, by=cast.admin)
    run_waiting()
    assert again(event).host == cast.steward
    assert again(event).item.owner == cast.steward
    assert Notice.objects.filter(person=cast.steward, kind="hosting").exists()
    replace_host(event)
    assert Notice.objects.filter(person=cast.steward, kind="hosting").count() == 1


def test_in_a_private_circle_who_looks_after_it_hosts(cast: Cast) -> None:
    circle = start_circle(by=cast.author, name="Leads", openness="private")
    for person in (cast.helper, cast.stranger):
        let_in(circle, person, by=cast.author)
    join_circle(circle, by=cast.helper)
    event = planned(cast.helper, circle=circle)
    deactivate_person(cast.helper, by=cast.admin)
    run_waiting()
    assert again(event).host == cast.author


def test_an_event_is_cancelled_and_not_retired_so_that_nobody_comes_to_an_empty_room(
    cast: Cast, client: Client
) -> None:
    event = planned(cast.author)
    with pytest.raises(ValidationError):
        retire_item(event.item, by=cast.author)
    client.force_login(cast.author)
    page = client.get(f"/modules/{event.pk}/care/").content.decode()
    assert "Retire" not in page
    assert "Hand it over" in page


def test_when_the_host_has_left_calendars_say_who_hosts_now(cast: Cast) -> None:
    event = planned(cast.author)
    join(event, cast.asker)
    run_waiting()
    mail.outbox.clear()
    deactivate_person(cast.author, by=cast.admin)
    hand_over(event.item, by=cast.steward, to=cast.helper)
    run_waiting()
    told = [str(each.message()) for each in mail.outbox if each.to == [cast.asker.email]]
    (invitation,) = [each for each in told if "text/calendar" in each]
    assert cast.helper.name in invitation


def test_whoever_waits_reads_how_many_are_before_them(cast: Cast) -> None:
    event = planned(cast.author, seats=1)
    join(event, cast.asker, cast.helper, cast.stranger)
    assert "You wait; the next seat is yours" in as_(cast.helper).get(event.get_absolute_url()).content.decode()
    assert "You wait; 1 person is before you" in as_(cast.stranger).get(event.get_absolute_url()).content.decode()
