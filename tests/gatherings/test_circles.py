"""Circles: how one comes in, what only members see, and that somebody always looks after one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tests.gatherings.telling import NINE, THURSDAY, TODAY, going, join, planned
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.gatherings.actions.choosing import say_when
from upwell.gatherings.actions.circling import (
    change_circle,
    join_circle,
    leave_circle,
    let_in,
    note_visit,
    pin_item,
    start_circle,
    turn_away,
    unpin_item,
)
from upwell.gatherings.actions.talking import comment_on_event, speak_in_circle
from upwell.gatherings.models import Circle, Event
from upwell.gatherings.queries.circles import circle_page
from upwell.gatherings.queries.coming_up import coming_up
from upwell.library.models import Item
from upwell.notifications.models import Notice
from upwell.people.models import Person


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def circle_of(person: Person, openness: str = "open") -> Circle:
    return start_circle(by=person, name="Letters", about="We read them aloud.", openness=openness, skills=["writing"])


def verbs(circle: Circle) -> list[str]:
    rows = Line.objects.filter(object_kind="circle", object_id=circle.pk).order_by("id")
    return list(rows.values_list("verb", flat=True))


def test_an_open_circle_one_joins_at_once_and_counts_once(cast: Cast) -> None:
    circle = circle_of(cast.author)
    for _ in range(2):
        assert join_circle(circle, by=cast.stranger).since is not None
    assert Circle.objects.get(pk=circle.pk).member_count == 2
    assert verbs(circle) == ["circle.started", "circle.joined"]
    with pytest.raises(PermissionDenied):
        join_circle(circle, by=cast.leaver)


def test_by_request_a_member_lets_in_and_both_are_told(cast: Cast) -> None:
    circle = circle_of(cast.author, "request")
    asked = join_circle(circle, by=cast.stranger, word="I write them, too.")
    assert asked.since is None
    with pytest.raises(PermissionDenied):
        speak_in_circle(circle, by=cast.stranger, text="Hello?")
    with pytest.raises(PermissionDenied):
        let_in(circle, cast.stranger, by=cast.helper)
    for _ in range(2):
        let_in(circle, cast.stranger, by=cast.author)
    run_waiting()
    assert [notice.kind for notice in Notice.objects.filter(person=cast.author)] == ["circle_asked"]
    assert [notice.kind for notice in Notice.objects.filter(person=cast.stranger)] == ["circle_joined"]
    assert Circle.objects.get(pk=circle.pk).member_count == 2


def test_who_asked_may_be_turned_away_by_who_looks_after_it(cast: Cast) -> None:
    circle = circle_of(cast.author, "request")
    join_circle(circle, by=cast.stranger)
    with pytest.raises(PermissionDenied):
        turn_away(circle, cast.stranger, by=cast.helper)
    for _ in range(2):
        turn_away(circle, cast.stranger, by=cast.author)
    assert verbs(circle).count("circle.turned_away") == 1


def test_a_private_circle_and_what_it_plans_are_not_there_for_others(cast: Cast) -> None:
    circle = circle_of(cast.author, "private")
    let_in(circle, cast.helper, by=cast.author)
    event = planned(cast.helper, circle=circle)
    other = Client()
    other.force_login(cast.stranger)
    for path in (circle.get_absolute_url(), event.get_absolute_url(), f"/needs/of-circle/{circle.pk}/"):
        assert other.get(path).status_code == 404
    assert not Circle.objects.visible_to(cast.steward).exists()
    assert not Item.objects.visible_to(cast.stranger).filter(pk=event.pk).exists()
    assert Event.objects.visible_to(cast.author).filter(pk=event.pk).exists()
    comment_on_event(event, by=cast.author, text="I bring the tea.")
    with pytest.raises(PermissionDenied):
        comment_on_event(event, by=cast.stranger, text="And me?")
    with pytest.raises(PermissionDenied):
        join_circle(circle, by=cast.stranger)


def test_a_private_circle_that_opens_shows_its_events_and_an_open_one_never_hides(cast: Cast) -> None:
    circle = circle_of(cast.author, "private")
    event = planned(cast.author, circle=circle)
    said: dict[str, Any] = {"name": "Letters", "about": "", "skills": []}
    with pytest.raises(PermissionDenied):
        change_circle(circle, by=cast.steward, openness="open", **said)
    change_circle(circle, by=cast.author, openness="open", **said)
    assert Event.objects.visible_to(cast.stranger).filter(pk=event.pk).exists()
    with pytest.raises(ValidationError):
        change_circle(circle, by=cast.author, openness="private", **said)


def test_members_alone_plan_speak_and_keep_things_at_hand(cast: Cast) -> None:
    circle = circle_of(cast.author)
    item = planned(cast.author, title="A talk").item
    for wrong in (
        lambda: planned(cast.stranger, circle=circle),
        lambda: speak_in_circle(circle, by=cast.stranger, text="Hello"),
        lambda: pin_item(circle, by=cast.stranger, item=item),
    ):
        with pytest.raises(PermissionDenied):
            wrong()
    for _ in range(2):
        pin_item(circle, by=cast.author, item=item)
    assert circle.pins.count() == 1
    for _ in range(2):
        unpin_item(circle, by=cast.author, item=item)
    assert verbs(circle) == ["circle.started", "circle.pinned", "circle.unpinned"]


def test_it_says_what_is_new_since_one_was_here(cast: Cast) -> None:
    circle = circle_of(cast.author)
    join_circle(circle, by=cast.stranger)
    assert circle_page(circle, cast.stranger).news is None
    with clock.at(TODAY + timedelta(hours=1)):
        speak_in_circle(circle, by=cast.author, text="Who brings a letter?")
    news = circle_page(circle, cast.stranger).news
    assert news is not None and (news.said, news.events, news.items) == (1, 0, 0)
    assert circle_page(circle, cast.author).news is None
    with clock.at(TODAY + timedelta(hours=2)):
        note_visit(circle, by=cast.stranger)
    assert circle_page(circle, cast.stranger).news is None


def test_somebody_always_looks_after_it(cast: Cast) -> None:
    circle = circle_of(cast.author)
    join_circle(circle, by=cast.stranger)
    join_circle(circle, by=cast.helper)
    for _ in range(2):
        leave_circle(circle, by=cast.author)
    assert circle.memberships.get(keeps=True).person == cast.stranger
    assert Circle.objects.get(pk=circle.pk).member_count == 2


def test_the_pages_keep_what_was_typed(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.author)
    answer = client.post(
        "/circles/start/", {"name": " ", "about": "We read them aloud.", "openness": "open", "skills": ""}
    )
    assert (answer.status_code, "We read them aloud." in answer.content.decode()) == (422, True)
    circle = circle_of(cast.author)
    answer = client.post(f"/circles/{circle.pk}/bring/", {"name": "Nobody Here"})
    assert (answer.status_code, "Nobody Here" in answer.content.decode()) == (422, True)


def test_whoever_leaves_a_private_circle_gives_back_the_seats_they_see_no_more(cast: Cast) -> None:
    circle = circle_of(cast.author, "private")
    for person in (cast.asker, cast.helper):
        let_in(circle, person, by=cast.author)
    event = planned(cast.author, circle=circle, seats=1)
    poll = planned(cast.author, circle=circle, day=None, at=None, options=[(THURSDAY, NINE)])
    join(event, cast.asker, cast.helper)
    say_when(poll, by=cast.asker, options=[poll.options.get().pk])
    leave_circle(circle, by=cast.asker)
    leave_circle(circle, by=cast.asker)
    assert going(event) == [cast.helper.first_name]
    assert poll.options.get().count == 0
    assert coming_up(cast.asker) == []


def test_in_an_open_circle_one_may_still_come_when_one_has_left(cast: Cast) -> None:
    circle = circle_of(cast.author)
    join_circle(circle, by=cast.asker)
    event = planned(cast.author, circle=circle)
    join(event, cast.asker)
    leave_circle(circle, by=cast.asker)
    assert going(event) == [cast.asker.first_name]
