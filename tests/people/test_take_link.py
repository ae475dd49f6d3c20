"""Getting in by a link that came by mail."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.people.test_sign_in import sign_in, whom
from upwell.core import jobs
from upwell.people.actions import deactivate_person, edit_profile, take_link
from upwell.people.links import key_for

ASK = "/account/link/"


def ask(client: Client, email: str, **more: str) -> str:
    """Ask for a link and have the worker send it; gives its path, or '' where no mail went out."""
    jobs.run_waiting()
    mail.outbox.clear()
    response = client.post(ASK, {"login": email, **more})
    assert response.status_code == 200 and "Look at your mail" in response.content.decode()
    jobs.run_waiting()
    if not mail.outbox:
        return ""
    (sent,) = mail.outbox
    assert sent.to == [email.strip().lower()]
    found = re.search(r"http://\S+?(/account/\S+)", str(sent.body))
    assert found
    return found[1]


def test_a_link_shows_a_button_and_the_button_signs_in(cast: Cast, client: Client) -> None:
    link = ask(client, "Sofia@Example.org")
    elsewhere = Client()
    page = elsewhere.get(link)
    assert "Sign in as Sofia" in page.content.decode() and whom(elsewhere) is None
    assert elsewhere.post(link).headers["Location"] == "/"
    assert whom(elsewhere) == cast.asker.pk and whom(client) is None


def test_opening_it_often_does_not_use_it_up(cast: Cast, client: Client) -> None:
    link = ask(client, "sofia@example.org")
    for _time in range(3):
        assert client.get(link).status_code == 200
    assert client.head(link).status_code == 200
    assert client.post(link).status_code == 302


def test_it_works_once(cast: Cast, client: Client) -> None:
    link = ask(client, "sofia@example.org")
    client.post(link)
    for again in (Client().get(link), Client().post(link)):
        assert again.status_code == 410 and "This link works no more" in again.content.decode()


def test_it_works_for_fifteen_minutes(cast: Cast, client: Client) -> None:
    begin = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with time_machine.travel(begin, tick=False):
        key = key_for(cast.asker, "/")
    with time_machine.travel(begin + timedelta(minutes=14, seconds=59), tick=False):
        assert client.get(f"/account/link/{key}/").status_code == 200
    with time_machine.travel(begin + timedelta(minutes=15, seconds=1), tick=False):
        assert client.post(f"/account/link/{key}/").status_code == 410
        with pytest.raises(ValidationError):
            take_link(key)


def test_a_new_address_a_password_sign_in_or_leaving_makes_it_void(cast: Cast, client: Client) -> None:
    sofia, kofi, piet = (ask(client, f"{name}@example.org") for name in ("sofia", "kofi", "piet"))
    edit_profile(cast.asker, by=cast.admin, email="sofia.new@example.org")
    sign_in(Client(), "kofi@example.org", PASSWORD)
    deactivate_person(cast.stranger, by=cast.admin)
    assert [client.post(link).status_code for link in (sofia, kofi, piet)] == [410, 410, 410]


def test_one_comes_to_where_one_was_going(cast: Cast, client: Client) -> None:
    link = ask(client, "sofia@example.org", next="/people/")
    assert client.post(link).headers["Location"] == "/people/"


@pytest.mark.parametrize("email", ["nobody@example.org", "rosa@example.org"])
def test_unknown_and_left_get_the_same_answer_and_no_mail(cast: Cast, client: Client, email: str) -> None:
    known = client.post(ASK, {"login": "kofi@example.org"}).content.decode().replace("kofi@example.org", email)
    unknown = client.post(ASK, {"login": email}).content.decode()
    assert unknown == known
    assert ask(client, email) == ""


def test_asking_has_an_end(cast: Cast, client: Client) -> None:
    for _time in range(3):
        assert client.post(ASK, {"login": "sofia@example.org"}).status_code == 200
    stopped = client.post(ASK, {"login": "SOFIA@example.org"})
    assert stopped.status_code == 429 and "SOFIA@example.org" in stopped.content.decode()


def test_what_is_no_address_stays_typed(cast: Cast, client: Client) -> None:
    response = client.post(ASK, {"login": "sofia at example"})
    assert response.status_code == 422 and 'value="sofia at example"' in response.content.decode()


@pytest.mark.parametrize("key", ["x", "a:b:c", "é", "x" * 2000])
def test_what_we_did_not_sign_is_void(cast: Cast, client: Client, key: str) -> None:
    assert client.get(f"/account/link/{key}/").status_code == 410
    assert client.post(f"/account/join/{key}/").status_code == 410
