"""Getting in with a password, and out."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import PASSWORD, Cast
from upwell.people.models import Person

SIGN_IN = "/account/sign-in/"


def whom(client: Client) -> int | None:
    """Whom this browser is signed in as."""
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> int:
    return client.post(SIGN_IN, {"login": email, "password": password, **more}).status_code


def test_the_page_names_the_organisation_and_asks_no_more_than_two_things(cast: Cast, client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "Sign in to Upwell" in page
    assert page.count('type="password"') == 1 and page.count('type="email"') == 1


@pytest.mark.parametrize("typed", ["sofia@example.org", " SOFIA@Example.org "])
def test_a_password_lets_one_in_however_the_address_is_written(cast: Cast, client: Client, typed: str) -> None:
    response = client.post(SIGN_IN, {"login": typed, "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert whom(client) == cast.asker.pk


def test_one_comes_back_to_where_one_was_going(cast: Cast, client: Client) -> None:
    response = client.post(SIGN_IN, {"login": "sofia@example.org", "password": PASSWORD, "next": "/people/?skill=3"})
    assert response.headers["Location"] == "/people/?skill=3"


@pytest.mark.parametrize("foreign", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_nobody_is_led_elsewhere(cast: Cast, client: Client, foreign: str) -> None:
    response = client.post(SIGN_IN, {"login": "sofia@example.org", "password": PASSWORD, "next": foreign})
    assert response.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(cast: Cast, client: Client) -> None:
    wrong = client.post(SIGN_IN, {"login": "sofia@example.org", "password": "not this one"})
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "not this one"})
    assert wrong.status_code == unknown.status_code == 422
    words = "We know no account with this address and this password."
    assert words in wrong.content.decode() and words in unknown.content.decode()
    assert "sofia@example.org" in wrong.content.decode() and "not this one" not in wrong.content.decode()
    assert whom(client) is None


def test_a_leaver_does_not_get_in(cast: Cast, client: Client) -> None:
    response = client.post(SIGN_IN, {"login": "rosa@example.org", "password": PASSWORD}, follow=True)
    assert "Your account is closed" in response.content.decode()
    assert whom(client) is None


def test_trying_again_and_again_is_stopped_for_that_address_only(cast: Cast, client: Client) -> None:
    for _time in range(5):
        assert sign_in(client, "sofia@example.org", "wrong wrong") == 422
    stopped = client.post(SIGN_IN, {"login": "sofia@example.org", "password": PASSWORD})
    assert "tried too often" in stopped.content.decode() and whom(client) is None
    assert sign_in(client, "kofi@example.org") == 302


def test_trying_from_one_place_has_an_end_and_the_address_stays_typed(
    cast: Cast, client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    for _time in range(3):
        sign_in(client, "no address at all")
    stopped = client.post(SIGN_IN, {"login": "sofia@example.org", "password": PASSWORD})
    assert stopped.status_code == 429
    assert "sofia@example.org" in stopped.content.decode()


@pytest.mark.parametrize("typed", [{}, {"login": "x"}, {"login": "x" * 300_000 + "@example.org", "password": "\x00"}])
def test_odd_input_gets_the_page_again(cast: Cast, client: Client, typed: dict[str, str]) -> None:
    assert client.post(SIGN_IN, typed).status_code == 422


def test_who_is_in_already_is_led_on(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    assert client.get(SIGN_IN + "?next=/people/").headers["Location"] == "/people/"


def test_signing_out_takes_a_post(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    assert client.get(reverse("account_logout")).status_code == 405
    assert whom(client) == cast.asker.pk
    response = client.post(reverse("account_logout"), follow=True)
    assert whom(client) is None and "You are signed out." in response.content.decode()


def test_of_the_sign_in_pages_only_those_needed_exist(cast: Cast, client: Client) -> None:
    for address in ("signup", "password/reset", "email", "login/code", "login"):
        assert client.get(f"/account/{address}/").status_code == 404


def test_with_nobody_here_signing_in_leads_to_the_welcome(db: None, client: Client) -> None:
    assert client.get(SIGN_IN).headers["Location"] == "/welcome/"
    assert not Person.objects.exists()
