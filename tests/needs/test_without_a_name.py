"""Asked without a name: no page, no row, no notice and no list ever tells who it was, whatever happens to the need."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.needs.telling import again
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.discussion.actions import remove_comment
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.brokering import merge_need
from upwell.needs.actions.confirming import confirm_answer, say_used
from upwell.needs.actions.declaring import declare_need, edit_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.talking import comment_need
from upwell.needs.actions.voicing import follow_need, unfollow_need, voice_need
from upwell.needs.models import How, Need, Outcome, Used
from upwell.needs.queries.page import need_page, shown_to
from upwell.notifications.models import Notice
from upwell.people.actions import add_person


@pytest.fixture
def secret(cast: Cast) -> Need:
    """Sofia asks without her name, and does everything that one can do with one's need."""
    need = declare_need("How do I tell my lead that I am lost?", by=cast.asker, nameless=True, why="I nod.")
    voice_need(need, by=cast.stranger, why="Same here.")
    offer_help(need, by=cast.helper, how=How.TALK)
    answer = answer_need(need, by=cast.helper, text="Over a walk.")
    voice_need(need, by=cast.asker, urgency="now", why="It gets worse.")
    edit_need(need, by=cast.asker, title=need.title, why="I nod and smile.", nameless=True)
    say_used(
        confirm_answer(answer, by=cast.asker, outcome=Outcome.SOLVED, note="We walked."), by=cast.asker, used=Used.YES
    )
    answer_need(need, by=cast.asker, text="Or over a coffee.")
    remove_comment(comment_need(need, by=cast.asker, text="Taken back."), by=cast.asker)
    comment_need(need, by=cast.asker, text="Thank you, all.")
    unfollow_need(need, by=cast.asker)
    follow_need(need, by=cast.asker)
    return need


def traces(cast: Cast) -> list[str]:
    """What would give Sofia away. Her team's name alone would, because nobody else of it took part."""
    return [cast.asker.name, cast.asker.first_name, cast.asker.email, "Outpatients", f"/people/{cast.asker.pk}/"]


def told(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode().replace("\n", "")
    # the filters name every team, whoever asked
    return re.sub(r'<div class="need-filters">.*?</details></div>', "", page, flags=re.S)


@pytest.mark.parametrize("reader", ["helper", "lead", "steward", "admin"])
def test_no_page_tells(cast: Cast, secret: Need, client: Client, reader: str) -> None:
    person = getattr(cast, reader)
    client.force_login(person)
    addresses = [secret.get_absolute_url(), f"/needs/{secret.pk}/voices/"]
    addresses += [f"/needs/?view={view}" for view in ("open", "mine", "growing", "waiting", "solved")]
    for address in addresses:
        page = told(client, address)
        own = [person.team.name] if person.team else []
        assert [trace for trace in traces(cast) if trace in page and trace not in own] == []


def test_the_journal_does_not_know(cast: Cast, secret: Need) -> None:
    lines = Line.objects.filter(object_kind="need", object_id=secret.pk)
    assert lines.count() >= 11
    assert not Line.objects.filter(actor_id=cast.asker.pk, verb__startswith="comment.").exists()
    assert not lines.filter(actor_id=cast.asker.pk).exists()
    things = {"answer", "offer", "comment", "confirmation", "into"}  # whose numbers may be the same as a person's
    named = [name for line in lines for name, value in line.context.items() if value == cast.asker.pk]
    assert [name for name in named if name not in things] == []


@pytest.mark.parametrize("is_kept", [True, False])
def test_joining_it_with_another_does_not_tell(cast: Cast, secret: Need, client: Client, is_kept: bool) -> None:
    other = declare_need("How do I say that I am lost?", by=cast.author)
    one, into = (other, secret) if is_kept else (secret, other)
    merge_need(one, by=cast.steward, into=into)
    client.force_login(cast.helper)
    for address in (
        into.get_absolute_url(),
        f"/needs/{into.pk}/voices/",
        "/needs/?view=growing",
        "/needs/?view=solved",
    ):
        page = told(client, address)
        assert [trace for trace in traces(cast) if trace in page] == []
    assert again(into).voice_count == 3


def test_what_was_said_is_shown_as_whoever_asked(cast: Cast, secret: Need, client: Client) -> None:
    client.force_login(cast.helper)
    page = told(client, secret.get_absolute_url())
    assert "Or over a coffee." in page
    assert "Thank you, all." in page
    assert page.count("Whoever asked") == 2


def test_nobody_is_told_who_did_it_and_the_asker_not_what_they_did_themselves(cast: Cast, secret: Need) -> None:
    run_waiting()
    assert not Notice.objects.filter(actor=cast.asker).exists()
    told_to_asker = Notice.objects.filter(person=cast.asker).values_list("kind", flat=True)
    assert sorted(told_to_asker) == ["answered", "offered", "voiced"]


def test_whoever_adds_their_name_later_is_named_throughout(cast: Cast, secret: Need, client: Client) -> None:
    edit_need(secret, by=cast.asker, title=secret.title, nameless=False)
    client.force_login(cast.helper)
    page = told(client, secret.get_absolute_url())
    assert "Whoever asked" not in page
    assert page.count("Sofia Lindqvist") >= 3


def test_small_teams_are_not_counted_apart(cast: Cast, secret: Need) -> None:
    for number in range(5):
        person = add_person(f"{number}@example.org", by=None, name=f"Person {number}", team=cast.learning)
        voice_need(secret, by=person)
    found = shown_to(cast.helper).get(pk=secret.pk)
    teams = need_page(found, cast.helper).teams
    assert [(name, count) for name, count, _ in teams] == [("Learning", 5), ("", 1)]


def test_to_the_asker_it_is_said_plainly(cast: Cast, secret: Need, client: Client) -> None:
    client.force_login(cast.asker)
    assert "You asked this, and nobody sees that." in told(client, secret.get_absolute_url())
    assert "Nobody sees your name, except the admin if the law demands it." in told(client, "/needs/declare/")
