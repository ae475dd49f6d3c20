"""Planning, changing, calling off: the wall clock holds, calendars follow, everybody is told."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from icalendar import Calendar

from tests.cast import Cast
from tests.gatherings.telling import (
    NINE,
    THURSDAY,
    TODAY,
    again,
    begin_of,
    end_of,
    going,
    join,
    planned,
    verbs,
    waiting,
)
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.gatherings.actions.afterwards import add_material, write_notes
from upwell.gatherings.actions.choosing import choose_date, say_when
from upwell.gatherings.actions.passing import put_past_away, remind_of_events
from upwell.gatherings.actions.planning import cancel_event, change_event, plan_event
from upwell.gatherings.actions.seating import leave_event
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event
from upwell.library.models import Item, ItemKind
from upwell.needs.actions.answering import plan_session
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import Need, State
from upwell.notifications.models import Notice
from upwell.people.models import Person

SAME = Details(title="Letters, read aloud", time_zone="Europe/Lisbon", minutes=45, place="Room 4")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def kinds(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("id").values_list("kind", flat=True))


def test_an_event_is_an_item_with_a_card(cast: Cast) -> None:
    event = planned(cast.author)
    card = Item.objects.visible_to(cast.stranger).current().get(pk=event.pk)
    assert (card.kind, card.get_absolute_url()) == (ItemKind.EVENT, f"/events/{event.pk}/")
    assert verbs(event) == ["event.planned"]


def test_moved_across_the_change_of_the_clocks_it_keeps_its_time(cast: Cast) -> None:
    event = planned(cast.author)
    assert begin_of(event).isoformat() == "2026-03-26T09:00:00+00:00"
    change_event(event, by=cast.author, details=SAME, day=date(2026, 4, 2), at=NINE)
    moved = again(event)
    assert (moved.time, begin_of(event).isoformat()) == (NINE, "2026-04-02T08:00:00+00:00")
    assert moved.sequence == 1


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("title", {"title": "  "}),
        ("time_zone", {"time_zone": "Europe/Atlantis"}),
        ("minutes", {"minutes": 0}),
        ("seats", {"seats": 0}),
        ("call_url", {"call_url": "javascript:alert(1)"}),
        ("place", {"place": "x" * 201}),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(cast: Cast, field: str, fault: dict[str, Any]) -> None:
    details = Details(**{"title": "Letters", **fault})
    with pytest.raises(ValidationError) as refused:
        plan_event(details, by=cast.author, day=THURSDAY, at=NINE)
    assert field in refused.value.message_dict
    assert not Event.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2040, 1, 1), None])
def test_a_day_that_is_over_or_years_away_or_none_is_refused(cast: Cast, day: date | None) -> None:
    with pytest.raises(ValidationError):
        plan_event(Details(title="Letters"), by=cast.author, day=day, at=NINE if day else None)


def test_an_hour_that_the_clocks_jump_over_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        plan_event(
            Details(title="Night", time_zone="Europe/Berlin"), by=cast.author, day=date(2026, 3, 29), at=time(2, 30)
        )
    assert "time" in refused.value.message_dict


def test_only_the_host_changes_and_cancels_and_twice_is_once(cast: Cast) -> None:
    event = planned(cast.author)
    for wrong in (cast.stranger, cast.lead):
        with pytest.raises(PermissionDenied):
            change_event(event, by=wrong, details=SAME)
        with pytest.raises(PermissionDenied):
            cancel_event(event, by=wrong, word="No.")
    change_event(event, by=cast.author, details=SAME)
    assert verbs(event) == ["event.planned"]  # the same again changes nothing
    with pytest.raises(ValidationError):
        cancel_event(event, by=cast.author, word=" ")
    for _ in range(2):
        cancel_event(event, by=cast.author, word="The room has flooded.")
    assert verbs(event) == ["event.planned", "event.cancelled"]
    assert again(event).item.retired_at is not None


def invitation_in(sent: Any) -> tuple[str, str]:
    """What a mail holds for calendars, and its type."""
    body, kind = sent.alternatives[0]
    return str(body), str(kind)


def test_calendars_are_sent_what_they_need_and_everybody_is_told(cast: Cast) -> None:
    event = planned(cast.author, seats=1)
    join(event, cast.asker, cast.stranger)
    run_waiting()
    (sent,) = mail.outbox
    assert sent.to == [cast.asker.email]
    (body, kind) = invitation_in(sent)
    assert kind == "text/calendar; method=REQUEST"
    entry: Any = Calendar.from_ical(body).walk("VEVENT")[0]
    assert entry["DTSTART"].dt.isoformat() == "2026-03-26T09:00:00+00:00"
    assert (entry["DTSTART"].params["TZID"], int(entry["SEQUENCE"])) == ("Europe/Lisbon", 0)
    assert Calendar.from_ical(body).walk("VTIMEZONE")
    uid = str(entry["UID"])
    leave_event(event, by=cast.asker)
    change_event(event, by=cast.author, details=SAME, day=date(2026, 4, 2), at=NINE)
    cancel_event(event, by=cast.author, word="The room has flooded.")
    mail.outbox.clear()
    run_waiting()
    invited = [(one.to[0], *invitation_in(one)) for one in mail.outbox if getattr(one, "alternatives", None)]
    methods = [(to, kind.split("=")[1], body) for to, body, kind in invited]
    assert [(to, method) for to, method, _body in methods] == [
        (cast.asker.email, "CANCEL"),
        (cast.stranger.email, "REQUEST"),
        (cast.stranger.email, "REQUEST"),
        (cast.stranger.email, "CANCEL"),
    ]
    last: Any = Calendar.from_ical(methods[-1][2]).walk("VEVENT")[0]
    assert (str(last["UID"]), int(last["SEQUENCE"]), str(last["STATUS"])) == (uid, 2, "CANCELLED")
    assert kinds(cast.stranger) == ["promoted", "event_changed", "event_cancelled"]
    assert kinds(cast.asker) == []


def test_the_day_before_people_are_reminded_once(cast: Cast) -> None:
    event = planned(cast.author)
    join(event, cast.asker)
    assert remind_of_events() == 0
    with clock.at(begin_of(event) - timedelta(hours=20)):
        assert (remind_of_events(), remind_of_events()) == (1, 0)
        run_waiting()
    assert (kinds(cast.asker), kinds(cast.author)) == (["event_tomorrow"], ["event_tomorrow"])


def test_what_is_over_leaves_the_lists_and_notes_bring_it_back(cast: Cast) -> None:
    event = planned(cast.author)
    join(event, cast.asker)
    with pytest.raises(ValidationError):
        write_notes(event, by=cast.author, text="Too early.")
    with clock.at(end_of(event) + timedelta(hours=1)):
        assert (put_past_away(), put_past_away()) == (1, 0)
        assert not Item.objects.current().filter(pk=event.pk).exists()
        with pytest.raises(PermissionDenied):
            write_notes(event, by=cast.asker, text="Mine.")
        write_notes(event, by=cast.author, text="We **read** four letters.")
        add_material(event, by=cast.author, title="The letters", url="https://example.org/letters")
        assert Item.objects.current().filter(pk=event.pk).exists()
        with pytest.raises(ValidationError):
            add_material(event, by=cast.author, title="Bad", url="javascript:alert(1)")


def test_a_date_is_found_together(cast: Cast) -> None:
    options = [(THURSDAY, NINE), (date(2026, 3, 27), time(16))]
    event = planned(cast.author, seats=2, day=None, at=None, options=options)
    first, second = event.options.all()
    for person in (cast.stranger, cast.asker, cast.lead):
        say_when(event, by=person, options=[second.pk])
    say_when(event, by=cast.asker, options=[first.pk, second.pk])
    say_when(event, by=cast.asker, options=[first.pk, second.pk])
    assert [option.count for option in event.options.all()] == [1, 3]
    with pytest.raises(PermissionDenied):
        choose_date(second, by=cast.asker)
    choose_date(second, by=cast.author)
    choose_date(second, by=cast.author)
    assert (going(event), waiting(event)) == (["Piet", "Sofia"], ["Greta"])
    with pytest.raises(ValidationError):
        say_when(event, by=cast.helper, options=[first.pk])
    assert verbs(event).count("event.dated") == 1


def test_a_session_with_a_day_answers_its_need_and_one_without_when_it_has_found_one(cast: Cast) -> None:
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    voice_need(need, by=cast.stranger)
    looking = plan_session(need, SAME, by=cast.author, options=[(THURSDAY, NINE)])
    run_waiting()
    assert Need.objects.get(pk=need.pk).state == State.HELPED
    assert "event_planned" in kinds(cast.stranger)
    choose_date(looking.options.get(), by=cast.author)
    run_waiting()
    assert Need.objects.get(pk=need.pk).state == State.ANSWERED
    assert need.answers.get().item_id == looking.pk
    other = declare_need("How do I read a letter?", by=cast.asker)
    plan_session(other, SAME, by=cast.author, day=THURSDAY, at=NINE)
    assert Need.objects.get(pk=other.pk).state == State.ANSWERED


def test_a_session_for_a_need_of_a_team_is_seen_by_that_team(cast: Cast) -> None:
    need = declare_need("How do we share the late clinic?", by=cast.asker, team=cast.outpatients)
    event = plan_session(need, SAME, by=cast.asker, day=THURSDAY, at=NINE)
    assert not Event.objects.visible_to(cast.stranger).filter(pk=event.pk).exists()
    assert Event.objects.visible_to(cast.lead).filter(pk=event.pk).exists()
    with pytest.raises(PermissionDenied):
        plan_session(need, SAME, by=cast.stranger, day=THURSDAY, at=NINE)
