"""The page of the first run."""

from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.people.test_sign_in import whom
from upwell.people.models import Person

GIVEN = {"organisation": "St. Brigid’s", "name": "Ines Duarte", "email": "ines@example.org", "password": PASSWORD}


def test_the_first_person_names_everything_and_is_in(db: None, client: Client) -> None:
    assert client.get("/welcome/").status_code == 200
    assert client.post("/welcome/", GIVEN).headers["Location"] == "/"
    ines = Person.objects.get()
    assert ines.is_admin and whom(client) == ines.pk


def test_what_was_typed_is_still_there_after_a_fault(db: None, client: Client) -> None:
    response = client.post("/welcome/", {**GIVEN, "password": "short"})
    assert response.status_code == 422
    assert "St. Brigid’s" in response.content.decode() and "ines@example.org" in response.content.decode()
    assert not Person.objects.exists()


def test_once_somebody_is_here_it_is_over(cast: Cast, client: Client) -> None:
    count = Person.objects.count()
    assert client.get("/welcome/").headers["Location"] == "/account/sign-in/"
    assert client.post("/welcome/", GIVEN).headers["Location"] == "/account/sign-in/"
    assert Person.objects.count() == count and whom(client) is None
