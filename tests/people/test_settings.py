"""Settings: tokens, the password, the organisation."""

import re

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.people.test_sign_in import sign_in, whom
from tests.people.test_take_link import ask
from upwell.people.actions import add_person, issue_token
from upwell.people.models import Person
from upwell.people.queries import organisation, person_for_token

NEW = "four calm otters swim"


@pytest.fixture
def sofia(cast: Cast, client: Client) -> Client:
    client.force_login(cast.asker)
    return client


def test_a_token_is_shown_once(cast: Cast, sofia: Client) -> None:
    shown = sofia.post("/people/settings/tokens/", {"name": "Weekly report"})
    secret = re.findall(r"<code>(upwell_[\w-]+)</code>", shown.content.decode())[0]
    assert person_for_token(secret) == cast.asker
    assert "no-store" in shown.headers["Cache-Control"]
    again = sofia.get("/people/settings/tokens/").content.decode()
    assert secret not in again and "Weekly report" in again


def test_a_token_is_revoked_by_its_person_only(cast: Cast, sofia: Client) -> None:
    token, secret = issue_token(cast.asker, by=cast.asker, name="Weekly report")
    other = Client()
    other.force_login(cast.helper)
    assert other.post(f"/people/settings/tokens/{token.pk}/revoke/").status_code == 404
    sofia.post(f"/people/settings/tokens/{token.pk}/revoke/")
    assert person_for_token(secret) is None


def test_a_token_needs_a_name(sofia: Client) -> None:
    assert sofia.post("/people/settings/tokens/", {"name": ""}).status_code == 422


def test_the_password_is_changed_with_the_present_one(cast: Cast, client: Client) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, "sofia@example.org")
    response = client.post("/people/settings/password/", {"current": PASSWORD, "new": NEW})
    assert response.headers["Location"] == "/people/settings/"
    assert Person.objects.get(pk=cast.asker.pk).check_password(NEW)
    assert client.get("/people/settings/").status_code == 200
    assert elsewhere.get("/people/settings/").status_code == 302


@pytest.mark.parametrize(
    ("current", "new"), [("wrong", NEW), ("", NEW), (PASSWORD, "short"), (PASSWORD, "1234567890"), (PASSWORD, "")]
)
def test_the_password_stays_where_something_is_wrong(cast: Cast, sofia: Client, current: str, new: str) -> None:
    assert sofia.post("/people/settings/password/", {"current": current, "new": new}).status_code == 422
    assert Person.objects.get(pk=cast.asker.pk).check_password(PASSWORD)


def test_guessing_the_present_password_has_an_end(sofia: Client) -> None:
    statuses = [
        sofia.post("/people/settings/password/", {"current": "guess", "new": NEW}).status_code for _time in range(6)
    ]
    assert statuses == [422] * 5 + [429]


def test_who_has_just_come_by_a_link_sets_a_new_one_at_once(cast: Cast, client: Client) -> None:
    client.post(ask(client, "sofia@example.org"))
    assert whom(client) == cast.asker.pk
    page = client.get("/people/settings/password/").content.decode()
    assert 'name="current"' not in page
    client.post("/people/settings/password/", {"new": NEW})
    assert Person.objects.get(pk=cast.asker.pk).check_password(NEW)


def test_who_has_none_sets_one(cast: Cast, client: Client) -> None:
    person = add_person("nia@example.org", by=None, name="Nia")
    client.force_login(person)
    client.post("/people/settings/password/", {"new": NEW})
    assert Person.objects.get(pk=person.pk).check_password(NEW)


def test_the_organisation_is_named_and_opened(cast: Cast, client: Client) -> None:
    client.force_login(cast.admin)
    given = {
        "name": "St. Brigid’s",
        "welcome": "Hello.",
        "may_sign_up": "on",
        "sign_up_domains": "@example.org, b.example",
    }
    assert client.post("/people/settings/organisation/", given).status_code == 302
    assert organisation().sign_up_domains == ["b.example", "example.org"]
    response = client.post("/people/settings/organisation/", {**given, "sign_up_domains": "not a domain"})
    assert response.status_code == 422 and "not a domain" in response.content.decode()


def test_a_member_does_not_see_what_is_for_admins(cast: Cast, sofia: Client) -> None:
    page = sofia.get("/people/settings/").content.decode()
    assert "API tokens" in page and "People and roles" not in page
    assert sofia.post("/people/settings/organisation/", {"name": "Mine"}).status_code == 403
