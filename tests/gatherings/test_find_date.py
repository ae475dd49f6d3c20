"""A date found together: everybody who said when they would come hears what became of it, whichever way it went."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import Cast
from tests.gatherings.telling import NINE, THURSDAY, TODAY, again, going, planned, verbs
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.gatherings.actions.choosing import choose_date, say_when
from upwell.gatherings.actions.planning import cancel_event, change_event
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event
from upwell.gatherings.queries.events import events_of
from upwell.needs.actions.answering import plan_session
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Need, State
from upwell.notifications.models import Notice
from upwell.people.actions.accounts import deactivate_person
from upwell.people.models import Person

FRIDAY, FOUR = date(2026, 3, 27), time(16)
SAME = Details(title="Letters, read aloud", time_zone="Europe/Lisbon", minutes=45, place="Room 4")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def told(person: Person) -> list[tuple[str, str]]:
    """What somebody was told, with its quote."""
    return list(Notice.objects.filter(person=person).order_by("id").values_list("kind", "quote"))


def looking(by: Person) -> Event:
    """An event with two dates to choose from."""
    return planned(by, day=None, at=None, options=[(THURSDAY, NINE), (FRIDAY, FOUR)])


def test_who_could_come_on_another_date_only_hears_which_was_chosen(cast: Cast) -> None:
    event = looking(cast.author)
    first, second = event.options.all()
    say_when(event, by=cast.stranger, options=[first.pk])
    say_when(event, by=cast.asker, options=[second.pk])
    choose_date(second, by=cast.author)
    run_waiting()
    chosen = ("event_planned", "The date is chosen: Fri 27 March, 16:00 to 16:45.")
    assert (going(event), told(cast.asker)) == ([cast.asker.first_name], [chosen])
    assert told(cast.stranger) == [chosen]
    assert told(cast.helper) == []


def test_who_said_when_hears_that_it_was_called_off_or_changed_before_a_date_was_found(cast: Cast) -> None:
    event = looking(cast.author)
    say_when(event, by=cast.asker, options=[event.options.all()[0].pk])
    change_event(event, by=cast.author, details=Details(**{**SAME.__dict__, "place": "Room 9"}))
    cancel_event(event, by=cast.author, word="I am ill.")
    run_waiting()
    assert told(cast.asker) == [("event_changed", "no date yet"), ("event_cancelled", "I am ill.")]


def test_a_day_said_directly_is_a_date_found(cast: Cast) -> None:
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    event = plan_session(need, SAME, by=cast.author, options=[(THURSDAY, NINE), (FRIDAY, FOUR)])
    first, second = event.options.all()
    say_when(event, by=cast.asker, options=[second.pk])
    say_when(event, by=cast.stranger, options=[first.pk])
    change_event(event, by=cast.author, details=SAME, day=FRIDAY, at=FOUR)
    run_waiting()
    assert going(event) == [cast.asker.first_name]
    assert verbs(event)[-1] == "event.dated"
    assert Need.objects.get(pk=need.pk).state == State.ANSWERED
    assert [kind for kind, _quote in told(cast.stranger)] == ["event_planned"]


def test_of_a_date_that_has_gone_by_nothing_is_said_any_more(cast: Cast, client: Client) -> None:
    event = looking(cast.author)
    first, second = event.options.all()
    say_when(event, by=cast.asker, options=[first.pk])
    with clock.at(TODAY + timedelta(days=25)):
        with pytest.raises(ValidationError):
            say_when(event, by=cast.stranger, options=[first.pk])
        say_when(event, by=cast.asker, options=[second.pk])
        assert [option.count for option in event.options.all()] == [1, 1]
        client.force_login(cast.asker)
        assert client.get(event.get_absolute_url()).content.decode().count("gone by") == 1


def test_whoever_leaves_would_come_on_no_date_any_more(cast: Cast) -> None:
    event = looking(cast.author)
    first, second = event.options.all()
    say_when(event, by=cast.helper, options=[first.pk, second.pk])
    say_when(event, by=cast.asker, options=[first.pk])
    deactivate_person(cast.helper, by=cast.admin)
    run_waiting()
    assert [option.count for option in event.options.all()] == [1, 0]
    choose_date(first, by=cast.author)
    assert again(event).going_count == 1


def test_what_looks_for_a_date_stands_among_ones_own_after_what_has_one(cast: Cast) -> None:
    event, dated = looking(cast.author), planned(cast.author, title="With a day")
    say_when(event, by=cast.asker, options=[event.options.all()[0].pk])
    assert [one.pk for one in events_of(cast.author, view="mine").rows] == [dated.pk, event.pk]
    first = events_of(cast.author, view="mine", size=1)
    assert [one.pk for one in events_of(cast.author, view="mine", after=first.after).rows] == [event.pk]
    (own,) = events_of(cast.asker, view="mine").rows
    assert vars(own)["i_said"]  # the query notes it on the row
    assert events_of(cast.stranger, view="mine").rows == []


def test_a_date_that_cannot_be_is_refused_beside_the_very_date(cast: Cast, client: Client) -> None:
    client.force_login(cast.author)
    typed = {"title": "At night", "time_zone": "Europe/Lisbon", "minutes": 45}
    typed |= {"day_1": "2026-03-26", "time_1": "09:00", "day_2": "2026-03-29", "time_2": "01:30"}
    answer = client.post("/events/plan/", typed | {"day_3": "2026-02-01", "time_3": "09:00"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"time_2", "day_3"}
    assert not Event.objects.filter(item__title="At night").exists()
