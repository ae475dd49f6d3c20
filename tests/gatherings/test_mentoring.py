"""What two make of a mentoring: goals, sessions, halfway and thanks, private to them, and over when one of them has left."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tests.gatherings.mentoring import proposed, said_of, told, wished
from tests.gatherings.telling import TODAY, going
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.gatherings.actions.mentoring.ending import end_mentoring, end_mentorings_of, thank_for_mentoring
from upwell.gatherings.actions.mentoring.meeting import (
    arrange_session,
    ask_halfway,
    change_goals,
    check_mentoring,
    note_session,
)
from upwell.gatherings.actions.mentoring.proposing import (
    accept_mentoring,
)
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event, Mentoring, MentoringOffer
from upwell.gatherings.queries.coming_up import coming_up
from upwell.gatherings.queries.mentoring import figures
from upwell.notifications.models import Notice
from upwell.people.actions import add_person, deactivate_person
from upwell.people.models import Person


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def begun(cast: Cast) -> Mentoring:
    """The two, who both said yes."""
    pair = accept_mentoring(proposed(cast), by=cast.helper)
    return accept_mentoring(pair, by=cast.asker)


def test_goals_are_the_twos_to_change(cast: Cast, begun: Mentoring) -> None:
    with pytest.raises(PermissionDenied):
        change_goals(begun, by=cast.steward, goals="Mine.")
    for _ in range(2):
        change_goals(begun, by=cast.helper, goals="One letter a week, read aloud.")
    assert said_of(begun).count("goals_changed") == 1


def arranged(begun: Mentoring, by: Person) -> Event:
    details = Details(title="", time_zone="Europe/Lisbon", minutes=45, place="Room 4")
    made = arrange_session(begun, details, by=by, day=date(2026, 3, 12), at=time(9))
    assert made.event is not None
    return made.event


def test_a_session_is_in_both_calendars_and_seen_by_nobody_else(cast: Cast, begun: Mentoring) -> None:
    event = arranged(begun, cast.asker)
    assert arranged(begun, cast.asker).pk == event.pk
    assert going(event) == ["Sofia", "Kofi"]
    run_waiting()
    invitations = [sent for sent in mail.outbox if sent.subject == "In your calendar: Mentoring: writing"]
    assert sorted(sent.to[0] for sent in invitations) == ["kofi@example.org", "sofia@example.org"]
    assert [each.title for each in coming_up(cast.helper)] == ["Mentoring: writing"]
    for person, status in ((cast.helper, 200), (cast.asker, 200), (cast.steward, 404), (cast.stranger, 404)):
        client = Client()
        client.force_login(person)
        assert client.get(f"/events/{event.pk}/").status_code == status
        assert (event.item.title in client.get("/events/?view=coming").content.decode()) == (status == 200)
        assert event.item.title not in client.get("/learn/").content.decode()
    with pytest.raises(PermissionDenied):
        arranged(begun, cast.stranger)
    assert "event_planned" in told(cast.helper)


def test_that_the_two_met_is_said_with_or_without_a_date(cast: Cast, begun: Mentoring) -> None:
    event = arranged(begun, cast.asker)
    with clock.at(TODAY + timedelta(days=10)):
        for _ in range(2):
            note_session(begun, by=cast.helper, day=date(2026, 3, 12), session=event.mentoring_session)
        note_session(begun, by=cast.asker, day=date(2026, 3, 9), note="In the canteen: one ask a letter.")
        with pytest.raises(ValidationError):
            note_session(begun, by=cast.asker, day=date(2026, 5, 1))
        with pytest.raises(PermissionDenied):
            note_session(begun, by=cast.stranger, day=date(2026, 3, 9))
    assert [(one.day.day, bool(one.held_at)) for one in begun.sessions.all()] == [(12, True), (9, True)]
    assert said_of(begun).count("session_held") == 2


def test_both_are_asked_halfway_once_and_read_each_other(cast: Cast, begun: Mentoring) -> None:
    assert ask_halfway() == 0
    with clock.at(TODAY + timedelta(weeks=6)):
        assert (ask_halfway(), ask_halfway()) == (1, 0)
        for _ in range(2):
            check_mentoring(begun, by=cast.asker, is_right=False, word="Shorter and more often?")
        check_mentoring(begun, by=cast.helper, is_right=True)
        with pytest.raises(PermissionDenied):
            check_mentoring(begun, by=cast.lead, is_right=True)
    assert said_of(begun)[3:] == ["check_asked", "checked", "checked"]
    assert told(cast.helper).count("mentoring_check") == 2  # asked, and told what Sofia said


def test_it_ends_with_thanks_of_both(cast: Cast, begun: Mentoring) -> None:
    event = arranged(begun, cast.asker)
    with pytest.raises(PermissionDenied):
        end_mentoring(begun, by=cast.stranger)
    with pytest.raises(PermissionDenied):
        thank_for_mentoring(begun, by=cast.asker, words="Too early.")
    for _ in range(2):
        end_mentoring(begun, by=cast.asker, thanks="My letters are answered now.")
    for _ in range(2):
        thank_for_mentoring(begun, by=cast.helper, words="I write better, too.")
    assert Event.objects.get(pk=event.pk).cancelled_at is not None
    assert {(said.by.first_name, said.words) for said in begun.thanks.all()} == {
        ("Sofia", "My letters are answered now."),
        ("Kofi", "I write better, too."),
    }
    assert said_of(begun)[-2:] == ["ended", "thanked"]
    assert told(cast.helper)[-2:] == ["event_cancelled", "mentoring_ended"]
    assert told(cast.asker)[-1] == "mentoring_thanks"
    wished(cast.asker)  # and one may wish again


def test_it_ends_when_one_of_the_two_has_left(cast: Cast, begun: Mentoring) -> None:
    event = arranged(begun, cast.helper)
    deactivate_person(cast.helper, by=cast.admin)
    run_waiting()
    gone = Person.objects.get(pk=cast.helper.pk)
    end_mentorings_of(gone)
    again = Mentoring.objects.get(pk=begun.pk)
    assert (again.outcome, again.closed_by) == ("ended", None)
    assert Event.objects.get(pk=event.pk).cancelled_at is not None
    assert not MentoringOffer.objects.standing().exists()
    assert said_of(begun).count("ended") == 1
    assert Notice.objects.get(person=cast.asker, kind="mentoring_ended").quote == f"{cast.helper.name} has left."


def test_stewards_see_figures_from_five_on_and_no_name(cast: Cast) -> None:
    for number in range(4):
        wished(add_person(f"n{number}@example.org", by=None, name=f"Newcomer {number}"))
    assert (figures().wishes, figures().skills) == (None, [])
    wished(cast.asker)
    assert (figures().wishes, figures().skills) == (5, [("writing", 5)])
    for person, status in ((cast.steward, 200), (cast.stranger, 403)):
        client = Client()
        client.force_login(person)
        answer = client.get("/mentoring/figures/")
        assert (answer.status_code, "Sofia" in answer.content.decode()) == (status, False)


def test_what_is_typed_comes_back_where_it_cannot_be(cast: Cast, begun: Mentoring) -> None:
    client = Client()
    client.force_login(cast.asker)
    for path, typed in (
        ("/mentoring/wish/", {"skill": "", "goals": "A rota that adds up."}),
        ("/mentoring/offer/", {"skills": "", "most": "2", "rhythm": "monthly", "word": "On a walk."}),
        (f"/mentoring/{begun.pk}/meet/", {"day": "2026-03-12", "time": "", "place": "Room 4"}),
        (f"/mentoring/{begun.pk}/met/", {"day": "soon", "note": "In the canteen."}),
        (f"/mentoring/{begun.pk}/goals/", {"goals": "x" * 1001}),
        (f"/mentoring/{begun.pk}/end/", {"thanks": "y" * 1001}),
    ):
        answer = client.post(path, typed)
        words = max(typed.values(), key=len)
        assert (path, answer.status_code, words in answer.content.decode()) == (path, 422, True)
