"""Mentoring: from the wish to the thanks, private to the two, and over when one of them has left."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tests.gatherings.telling import TODAY, going
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
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
    decline_mentoring,
    let_lapse,
    propose_pairs,
    take_up_mentoring,
)
from upwell.gatherings.actions.mentoring.wishing import (
    ask_for_match,
    offer_mentoring,
    take_back_offer,
    take_back_wish,
    wish_for_mentor,
)
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event, Mentoring, MentoringOffer, MentoringWish, Rhythm
from upwell.gatherings.queries.coming_up import coming_up
from upwell.gatherings.queries.mentoring import desk_of, figures
from upwell.gatherings.queries.reasons import reasons_for
from upwell.notifications.models import Notice
from upwell.people.actions import add_person, deactivate_person, set_skill
from upwell.people.models import Person

GOALS = "Letters that a GP reads to the end."


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def offered(by: Person, **more: Any) -> MentoringOffer:
    """They would mentor in writing, which they do well."""
    if not by.skills.exists():
        set_skill(by, by=by, name="writing", level=4)
    said: dict[str, Any] = {"skills": ["writing"], "rhythm": Rhythm.FORTNIGHTLY, **more}
    return offer_mentoring(by=by, **said)


def wished(by: Person) -> MentoringWish:
    return wish_for_mentor(by=by, skill="writing", goals=GOALS)


@pytest.fixture
def pair(cast: Cast) -> Mentoring:
    """Kofi, who would mentor, and Sofia, who wishes for it, proposed to each other."""
    offered(cast.helper, word="I ask more than I tell.")
    wished(cast.asker)
    assert propose_pairs() == 1
    run_waiting()
    return Mentoring.objects.get()


@pytest.fixture
def begun(cast: Cast, pair: Mentoring) -> Mentoring:
    accept_mentoring(pair, by=cast.helper)
    return accept_mentoring(pair, by=cast.asker)


def said_of(pair: Mentoring) -> list[str]:
    lines = Line.objects.filter(object_kind="mentoring", object_id=pair.pk).order_by("id")
    return [verb.removeprefix("mentoring.") for verb in lines.values_list("verb", flat=True)]


def told(person: Person) -> list[str]:
    run_waiting()
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_wish_stands_on_ones_page_and_changes_in_place(cast: Cast) -> None:
    for _ in range(2):
        wish = wished(cast.asker)
    assert cast.asker.skills.get().wants
    changed = wish_for_mentor(by=cast.asker, skill="spreadsheets", goals="A rota that adds up.")
    assert changed.pk == wish.pk
    assert Line.objects.filter(verb="mentoring.wished").count() == 2
    with pytest.raises(ValidationError) as refused:
        wish_for_mentor(by=cast.asker, skill="writing", goals="  ")
    assert "goals" in refused.value.message_dict
    with pytest.raises(PermissionDenied):
        wished(cast.leaver)


def test_a_wish_is_taken_back_by_whose_it_is(cast: Cast) -> None:
    wish = wished(cast.asker)
    with pytest.raises(PermissionDenied):
        take_back_wish(wish, by=cast.helper)
    for _ in range(2):
        take_back_wish(wish, by=cast.asker)
    assert desk_of(cast.asker).wish is None
    assert Line.objects.filter(verb="mentoring.wish_taken_back").count() == 1


def test_an_offer_says_how_many_and_stands_on_ones_page(cast: Cast) -> None:
    for _ in range(2):
        offer = offered(cast.helper, most=2)
    skill = cast.helper.skills.get()
    assert (skill.level, skill.teaches) == (4, True)
    assert Line.objects.filter(verb="mentoring.offered").count() == 1
    for wrong in ({"most": 6}, {"rhythm": "hourly"}, {"skills": [" "]}, {"word": "x" * 301}):
        with pytest.raises(ValidationError):
            offered(cast.helper, **wrong)
    with pytest.raises(PermissionDenied):
        take_back_offer(offer, by=cast.asker)
    for _ in range(2):
        take_back_offer(offer, by=cast.helper)
    wished(cast.asker)
    assert propose_pairs() == 0


def test_the_two_are_told_why_and_nobody_else_sees_it(cast: Cast, pair: Mentoring) -> None:
    assert reasons_for(pair, cast.asker) == [
        "others come to Kofi to ask about writing, which you want to learn",
        "you have the same time on the clock",
        "somebody from outside your team: GP liaison",
    ]
    assert reasons_for(pair, cast.helper)[0] == "Sofia wants to learn what you would teach: writing"
    assert told(cast.asker) == told(cast.helper) == ["mentoring_proposed"]
    assert propose_pairs() == 0
    for person in (cast.stranger, cast.steward, cast.admin, cast.lead):
        assert not Mentoring.objects.visible_to(person).exists()
        client = Client()
        client.force_login(person)
        assert client.get(f"/mentoring/{pair.pk}/").status_code == 404
        with pytest.raises(PermissionDenied):
            accept_mentoring(pair, by=person)


def test_it_begins_with_the_second_yes(cast: Cast, pair: Mentoring) -> None:
    for _ in range(2):
        assert accept_mentoring(pair, by=cast.asker).begun_at is None
    with pytest.raises(PermissionDenied):
        change_goals(pair, by=cast.asker, goals="Something else.")
    for _ in range(2):
        assert accept_mentoring(pair, by=cast.helper).begun_at == TODAY
    assert MentoringWish.objects.get().met_at == TODAY
    assert said_of(pair) == ["proposed", "accepted", "accepted"]
    assert told(cast.asker) == ["mentoring_proposed", "mentoring_begun"]


def test_who_declines_is_proposed_to_that_colleague_never_again_and_others_are_found(
    cast: Cast, pair: Mentoring
) -> None:
    with pytest.raises(PermissionDenied):
        decline_mentoring(pair, by=cast.stranger)
    for _ in range(2):
        decline_mentoring(pair, by=cast.helper, word="Not this spring; ask me in autumn.")
    assert said_of(pair) == ["proposed", "declined"]
    assert told(cast.asker) == ["mentoring_proposed", "mentoring_ended"]
    assert Notice.objects.get(person=cast.asker, kind="mentoring_ended").quote == "Not this spring; ask me in autumn."
    assert propose_pairs() == 0
    offered(cast.author)
    assert propose_pairs() == 1
    assert Mentoring.objects.open().get().mentor == cast.author
    with pytest.raises(PermissionDenied):
        accept_mentoring(pair, by=cast.asker)


def test_what_nobody_answers_lapses_and_whoever_waited_is_told(cast: Cast, pair: Mentoring) -> None:
    accept_mentoring(pair, by=cast.asker)
    with clock.at(TODAY + timedelta(days=13)):
        assert let_lapse() == 0
    with clock.at(TODAY + timedelta(days=15)):
        assert (let_lapse(), let_lapse()) == (1, 0)
        assert desk_of(cast.asker).wish is not None  # she answered, so she still waits
        assert propose_pairs() == 0  # but not for him
    assert said_of(pair) == ["proposed", "accepted", "lapsed"]
    assert told(cast.asker) == ["mentoring_proposed", "mentoring_ended"]
    assert told(cast.helper) == ["mentoring_proposed"]


def test_whoever_wished_and_did_not_answer_has_to_wish_again(cast: Cast, pair: Mentoring) -> None:
    accept_mentoring(pair, by=cast.helper)
    with clock.at(TODAY + timedelta(days=15)):
        let_lapse()
    assert desk_of(cast.asker).wish is None


def test_a_mentor_is_asked_no_more_often_than_they_said(cast: Cast) -> None:
    offered(cast.helper, most=1)
    for person in (cast.asker, cast.stranger, cast.newcomer):
        wished(person)
    assert (propose_pairs(), propose_pairs()) == (1, 0)
    offered(cast.helper, most=2)
    assert propose_pairs() == 1


def test_nobody_is_proposed_to_their_lead(cast: Cast) -> None:
    offered(cast.lead)
    wished(cast.asker)
    assert propose_pairs() == 0
    with pytest.raises(ValidationError, match="report to each other"):
        take_up_mentoring(by=cast.asker, mentor=cast.lead, goals=GOALS)


def test_matching_is_asked_for_by_who_waits(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        ask_for_match(by=cast.asker)
    offered(cast.helper)
    wished(cast.asker)
    for _ in range(2):
        ask_for_match(by=cast.asker)
    run_waiting()
    assert Mentoring.objects.count() == 1


def test_an_offer_can_be_taken_up_and_waits_for_the_mentors_yes(cast: Cast) -> None:
    for _ in range(2):
        made = take_up_mentoring(by=cast.asker, mentor=cast.helper, goals=GOALS)
    assert Mentoring.objects.count() == 1
    assert told(cast.helper) == ["mentoring_proposed"]
    assert told(cast.asker) == []
    assert accept_mentoring(made, by=cast.helper).goes_on
    for wrong in (cast.asker, cast.leaver):
        with pytest.raises(PermissionDenied):
            take_up_mentoring(by=cast.asker, mentor=wrong, goals=GOALS)


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
    assert "mentoring_ended" in told(cast.asker)


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
