"""Telling those who look after things: owners are asked once, and an answer in the inbox takes one tap."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests.cast import Cast
from upwell.core.jobs import run_waiting
from upwell.library.actions.curating import add_author, hand_over
from upwell.library.actions.endorsing import endorse_item, name_expert, regulate_skill
from upwell.library.actions.inviting import ask_reviewer
from upwell.library.actions.life import answer_care, set_life
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.remarking import remark_on_draft
from upwell.library.actions.reviewing import approve_review, ask_for_review, send_back_review
from upwell.library.actions.writing import start_module
from upwell.library.lasting import today
from upwell.library.models import Item
from upwell.library.tasks import notice_days
from upwell.notifications.models import Notice
from upwell.people.actions.skills import find_or_add_skill
from upwell.people.models import Person

NOON = datetime(2030, 3, 1, 12, tzinfo=UTC)
TEXT = [{"type": "text", "id": "one", "text": "Put the ask first."}]


@pytest.fixture
def item(cast: Cast) -> Item:
    made = start_module(by=cast.author, title="Letters that get read", blocks=TEXT)
    publish_module(made, by=cast.author)
    run_waiting()
    return Item.objects.get(pk=made.pk)


def told(person: Person) -> list[tuple[str, str]]:
    run_waiting()
    return list(Notice.objects.filter(person=person).order_by("id").values_list("kind", "quote"))


@time_machine.travel(NOON, tick=False)
def test_the_owner_is_asked_two_weeks_before_the_end_and_again_at_the_end(cast: Cast, item: Item) -> None:
    set_life(item, by=cast.author, valid_until=today() + timedelta(days=20))
    for later in (0, 6, 7, 8, 20, 21, 22):
        with time_machine.travel(NOON + timedelta(days=later), tick=False):
            notice_days(0)
            notice_days(0)
    assert told(cast.author) == [
        ("care", "It is valid until 21 March 2030."),
        ("care", "It was valid until 21 March 2030, and has left the lists."),
    ]
    assert told(cast.stranger) == []


@time_machine.travel(NOON, tick=False)
def test_one_tap_in_the_inbox_answers_and_settles_the_question(cast: Cast, item: Item) -> None:
    set_life(item, by=cast.author, valid_until=today() + timedelta(days=5))
    notice_days(0)
    run_waiting()
    client = Client()
    client.force_login(cast.author)
    page = client.get("/inbox/").content.decode()
    assert f'action="/modules/{item.pk}/answer-care/"' in page
    client.post(f"/modules/{item.pk}/answer-care/", {"answer": "right"})
    run_waiting()
    assert not Notice.objects.unread().filter(person=cast.author).exists()
    assert "answer-care" not in client.get("/inbox/").content.decode()


@time_machine.travel(NOON, tick=False)
def test_somebody_elses_answer_settles_it_too(cast: Cast, item: Item) -> None:
    set_life(item, by=cast.author, valid_until=today() + timedelta(days=5))
    notice_days(0)
    run_waiting()
    answer_care(item, by=cast.steward, answer="retire")
    run_waiting()
    assert not Notice.objects.unread().filter(person=cast.author).exists()


def test_who_is_asked_along_hears_of_it(cast: Cast, item: Item) -> None:
    add_author(item, by=cast.author, person=cast.helper)
    ask_reviewer(item, by=cast.author, person=cast.stranger)
    assert told(cast.helper) == [("invited", "You may write along now.")]
    assert told(cast.stranger) == [("invited", "Read the draft and say what you think. You change nothing.")]
    remark_on_draft(item, by=cast.stranger, text="Shorter?")
    assert told(cast.author) == [("remarked", "Shorter?")]


def test_whoever_is_handed_something_hears_of_it(cast: Cast, item: Item) -> None:
    hand_over(item, by=cast.author, to=cast.helper)
    assert [kind for kind, _quote in told(cast.helper)] == ["handed"]


def test_authors_hear_that_somebody_vouches_for_what_they_made(cast: Cast, item: Item) -> None:
    endorse_item(item, by=cast.steward, word="Tried on the ward.")
    assert told(cast.author) == [("endorsed", "Tried on the ward.")]


def test_a_review_reaches_its_experts_and_without_one_the_stewards(cast: Cast) -> None:
    skill = find_or_add_skill("transfusion")
    regulate_skill(skill, by=cast.steward)
    first = start_module(by=cast.author, title="Blood", blocks=TEXT, skills=["transfusion"])
    review = ask_for_review(first, by=cast.author, note="New.")
    assert told(cast.steward) == [("review", "New.")]
    assert told(cast.helper) == []
    send_back_review(review, by=cast.steward, stamp=review.stamp, word="Name the wristband.")
    assert told(cast.author) == [("reviewed", "Name the wristband.")]
    name_expert(skill, by=cast.steward, person=cast.helper)
    again = ask_for_review(first, by=cast.author)
    assert [kind for kind, _quote in told(cast.helper)] == ["review"]
    approve_review(again, by=cast.helper, stamp=again.stamp)
    assert [kind for kind, _quote in told(cast.author)] == ["reviewed", "reviewed"]
    assert [message.to for message in mail.outbox] == [["amara@example.org"], ["amara@example.org"]]
    client = Client()
    client.force_login(cast.helper)
    notice = Notice.objects.get(person=cast.helper)
    assert client.post(f"/inbox/{notice.pk}/open/").headers["Location"] == f"/learn/reviews/{again.pk}/"
