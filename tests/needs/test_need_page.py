"""A need's page: what it says and to whom, in as many queries for a lot as for a little."""

import html
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from tests.needs.telling import again, later, published
from upwell.core import clock
from upwell.discussion.actions import add_comment
from upwell.gatherings.details import Details
from upwell.gatherings.models import Event
from upwell.library.models import Item
from upwell.needs.actions.answering import answer_need, plan_session
from upwell.needs.actions.brokering import merge_need, park_need
from upwell.needs.actions.confirming import ask_whether_used, confirm_answer
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import How, Need, Outcome, Urgency
from upwell.people.actions import add_person


def page_of(client: Client, need: Need) -> str:
    """The page as one reads it, with its characters as themselves."""
    response = client.get(need.get_absolute_url())
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_it_says_who_asks_and_what_has_happened(cast: Cast, need: Need, item: Item, client: Client) -> None:
    voice_need(need, by=cast.stranger, urgency=Urgency.NOW, why="Two complaints this month.")
    offer_help(need, by=cast.helper, how=How.RECORD, note="On Friday.")
    offer_help(need, by=cast.lead, how=How.KNOW_WHO, person=cast.author)
    confirm_answer(
        answer_need(need, by=cast.author, item=item), by=cast.asker, outcome=Outcome.SOLVED, note="No calls."
    )
    client.force_login(cast.newcomer)
    page = page_of(client, need)
    for words in (
        "Sofia Lindqvist",
        "Outpatients",
        "Mine come back.",
        "<b>Piet Jansen</b> needs this now.",
        "Two complaints this month.",
        "would record something",
        "On Friday.",
        "named <b>Amara Okafor</b>",
        "Letters that get read",
        "solved it for 1",
        "No calls.",
        "For <b>Sofia Lindqvist</b>, it is solved.",
    ):
        assert words in page, words


def test_people_who_said_no_more_than_me_too_are_one_line(cast: Cast, need: Need, client: Client) -> None:
    for person in (cast.stranger, cast.lead, cast.newcomer):
        voice_need(need, by=person)
    client.force_login(cast.helper)
    assert "<b>Mira Celik</b> and 2 others said me too." in page_of(client, need)


def test_the_clocks(cast: Cast, need: Need, client: Client) -> None:
    client.force_login(cast.asker)
    assert "waiting" in page_of(client, need)
    with later(hours=5):
        answer = answer_need(need, by=cast.helper, text="So.")
    with later(days=3):
        confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    page = page_of(client, need)
    assert "<dt>to the first help</dt><dd>5 hours</dd>" in page
    assert "<dt>to an answer</dt><dd>5 hours</dd>" in page
    assert "<dt>to solved</dt><dd>3 days</dd>" in page


def test_a_limited_need_is_not_there_for_others(cast: Cast, client: Client) -> None:
    need = declare_need("Just us", by=cast.asker, team=cast.outpatients)
    addresses = [
        need.get_absolute_url(),
        *(f"{need.get_absolute_url()}{verb}/" for verb in ("voices", "voice", "offer", "answer", "edit", "items")),
    ]
    client.force_login(cast.stranger)
    assert {client.get(address).status_code for address in addresses} == {404}
    posts = [f"{need.get_absolute_url()}{verb}/" for verb in ("voice", "offer", "answer", "comment", "follow", "write")]
    assert {client.post(address).status_code for address in posts} == {404}
    client.force_login(cast.lead)
    assert client.get(need.get_absolute_url()).status_code == 200


def test_a_joined_need_leads_on(cast: Cast, need: Need, client: Client) -> None:
    other = declare_need("Letters?", by=cast.stranger, why="Same here.")
    merge_need(need, by=cast.steward, into=other)
    client.force_login(cast.newcomer)
    response = client.get(need.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (302, f"/needs/{other.pk}/?from={need.pk}")
    page = page_of(client, other)
    assert f"Joined with ‘{need.title}’" in page
    assert f"<b>Lwazi Dube</b> joined ‘{need.title}’ with it." in page
    assert f"<b>Sofia Lindqvist</b> asked ‘{need.title}’." in page


def test_a_parked_need_says_why_to_everybody(cast: Cast, need: Need, client: Client) -> None:
    park_need(need, by=cast.steward, reason="The new template comes in May.")
    client.force_login(cast.newcomer)
    assert "The new template comes in May." in page_of(client, need)


def test_nothing_typed_becomes_markup(cast: Cast, client: Client) -> None:
    nasty = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    need = declare_need(nasty, by=cast.asker, why=nasty, for_whom=nasty[:100], goal=nasty[:100], skills=["<b>x</b>"])
    other = declare_need("A second " + nasty, by=cast.lead, why=nasty)
    voice_need(need, by=cast.stranger, why=nasty)
    offer_help(need, by=cast.helper, how=How.TALK, note=nasty)
    answer = answer_need(need, by=cast.helper, text=nasty)
    answer_need(need, by=cast.author, item=published(nasty, cast.author))
    confirm_answer(answer, by=cast.asker, outcome=Outcome.PARTLY, note=nasty)
    add_comment(need.thread, by=cast.helper, text=nasty, about=need)
    merge_need(other, by=cast.steward, into=need)
    park_need(need, by=cast.steward, reason=nasty)
    client.force_login(cast.asker)
    for address in (
        need.get_absolute_url(),
        f"/needs/{need.pk}/voices/",
        f"/needs/{need.pk}/edit/",
        "/needs/?view=parked",
    ):
        page = client.get(address).content.decode()
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page


def test_an_item_that_became_another_teams_keeps_its_title_to_itself(cast: Cast, need: Need, client: Client) -> None:
    item = published("Secret of Geriatrics", cast.author)
    answer_need(need, by=cast.author, item=item)
    Item.objects.filter(pk=item.pk).update(team=cast.author.team)
    client.force_login(cast.stranger)
    page = page_of(client, need)
    assert "Secret of Geriatrics" not in page
    assert "for another team only" in page


def test_only_those_who_need_it_are_asked_whether_it_helped(cast: Cast, need: Need, client: Client) -> None:
    answer_need(need, by=cast.helper, text="So.")
    client.force_login(cast.asker)
    assert "Did it help you?" in page_of(client, need)
    client.force_login(cast.stranger)
    assert "Did it help you?" not in page_of(client, need)


def test_whether_it_was_used_is_asked_when_due(cast: Cast, need: Need, client: Client) -> None:
    answer = answer_need(need, by=cast.helper, text="So.")
    confirmation = confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED)
    client.force_login(cast.asker)
    assert "Did you use it at work?" not in page_of(client, need)
    with later(days=31):
        ask_whether_used(confirmation)
    assert "Did you use it at work?" in page_of(client, need)
    client.post(f"/needs/{need.pk}/used/{answer.pk}/", {"used": "yes"})
    assert again(need).used_count == 1
    assert "You used it at work." in page_of(client, need)


def test_as_many_queries_for_a_lot_as_for_a_little(cast: Cast, client: Client) -> None:
    small, large = _busy(cast, 1), _busy(cast, 12)
    client.force_login(cast.newcomer)
    client.get(small.get_absolute_url())
    counts = []
    for need in (small, large):
        with CaptureQueriesContext(connection) as queries:
            client.get(need.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 14


def _busy(cast: Cast, count: int) -> Need:
    need = declare_need(f"A need of {count}", by=cast.asker, skills=[f"skill {n}" for n in range(min(count, 10))])
    for number in range(count):
        person = add_person(f"{count}.{number}@example.org", by=None, name=f"Person {number}", team=cast.pharmacy)
        voice_need(need, by=person, why=f"Because {number}")
        offer_help(need, by=person, how=How.TALK)
        answer = answer_need(need, by=person, item=published(f"Module {number}", person))
        confirm_answer(answer, by=person, outcome=Outcome.PARTLY, note=f"Note {number}")
        add_comment(need.thread, by=person, text=f"Comment {number}", about=need)
        merge_need(declare_need(f"Twin {number} of {count}", by=person), by=cast.steward, into=need)
    return need


@pytest.mark.parametrize("title", ["w" * 300, "How do I " + "very " * 50 + "much?"])
def test_long_sentences_have_a_page(cast: Cast, title: str, client: Client) -> None:
    need = declare_need(title, by=cast.asker)
    client.force_login(cast.helper)
    assert need.title in page_of(client, need)


def test_of_a_session_to_come_nobody_is_asked_whether_it_helped(client: Client, cast: Cast) -> None:
    need = declare_need("How do I write a letter that gets read?", by=cast.asker)
    details = Details(title="Letters, read aloud", time_zone="Europe/Lisbon")
    day = timezone.localdate() + timedelta(days=3)
    event = plan_session(need, details, by=cast.author, day=day, at=time(9))
    client.force_login(cast.asker)
    page = page_of(client, need)
    assert "When it has taken place, say whether it helped." in page
    assert "Did it help you?" not in page
    assert "found it" not in page
    with clock.at(Event.objects.get(pk=event.pk).ends_at or clock.now()):
        assert "Did it help you?" in page_of(client, need)
