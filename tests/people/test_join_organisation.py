"""Making an account for oneself, where an admin opened that to a domain."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tests.people.lines import verbs
from tests.people.test_sign_in import whom
from tests.people.test_take_link import ask
from upwell.people.actions import edit_organisation, join_organisation
from upwell.people.links import key_to_join
from upwell.people.models import Person


@pytest.fixture
def opened(cast: Cast) -> Cast:
    edit_organisation(by=cast.admin, name="St. Brigid's", may_sign_up=True, sign_up_domains=["example.org"])
    return cast


def test_it_is_closed_unless_opened(cast: Cast, client: Client) -> None:
    assert ask(client, "nia@example.org") == ""
    with pytest.raises(PermissionDenied):
        join_organisation(key_to_join("nia@example.org", "/"), name="Nia")


def test_whoever_reads_the_mail_joins_with_a_name(opened: Cast, client: Client) -> None:
    link = ask(client, "Nia@example.org", next="/people/")
    assert "Join St. Brigid" in client.get(link).content.decode()
    assert not Person.objects.filter(email="nia@example.org").exists()
    response = client.post(link, {"name": "Nia Boateng"})
    nia = Person.objects.get(email="nia@example.org")
    assert (nia.name, nia.role, nia.has_usable_password()) == ("Nia Boateng", "member", False)
    assert whom(client) == nia.pk and response.headers["Location"] == "/people/"
    assert verbs(nia) == ["person.added"]


@pytest.mark.parametrize(
    "email", ["nia@example.com", "nia@evil-example.org", "nia@sub.example.org", "rosa@example.org"]
)
def test_other_domains_and_leavers_get_no_link(opened: Cast, client: Client, email: str) -> None:
    assert ask(client, email) == ""


def test_a_second_time_makes_nobody(opened: Cast, client: Client) -> None:
    link = ask(client, "nia@example.org")
    client.post(link, {"name": "Nia"})
    assert Client().post(link, {"name": "Mallory"}).status_code == 410
    with pytest.raises(ValidationError):
        join_organisation(link.split("/")[3], name="Mallory")
    assert Person.objects.get(email="nia@example.org").name == "Nia"


def test_a_closed_door_stays_closed_to_an_older_link(opened: Cast, client: Client) -> None:
    link = ask(client, "nia@example.org")
    edit_organisation(by=opened.admin, name="St. Brigid's")
    assert client.post(link, {"name": "Nia"}).status_code == 403


def test_a_name_is_needed(opened: Cast, client: Client) -> None:
    link = ask(client, "nia@example.org")
    assert client.post(link, {"name": " "}).status_code == 422
    assert client.post(link, {"name": "x" * 151}).status_code == 422
