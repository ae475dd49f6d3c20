"""Being one of the demo's people with one tap: only in a demo, only people who cannot be real."""

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.people.test_sign_in import SIGN_IN, whom
from upwell.people.actions import add_person
from upwell.people.models import Person, Role


@pytest.fixture
def demo(cast: Cast, settings: Settings) -> Person:
    settings.DEMO = True
    add_person("oisin@hospital.example", by=None, name="Oisín Byrne", role=Role.STEWARD, title="Learning partner")
    person: Person = add_person("nia@hospital.example", by=None, name="Nia Boateng", title="Nurse")
    return person


def test_one_tap_and_one_is_in(demo: Person, client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "Nia Boateng" in page and "Learning partner, steward" in page
    assert client.post(f"/account/demo/{demo.pk}/", {"next": "/people/"}).headers["Location"] == "/people/"
    assert whom(client) == demo.pk


def test_it_takes_a_post(demo: Person, client: Client) -> None:
    assert client.get(f"/account/demo/{demo.pk}/").status_code == 405
    assert whom(client) is None


def test_real_people_are_never_offered(demo: Person, cast: Cast, client: Client) -> None:
    assert "Sofia Lindqvist" not in client.get(SIGN_IN).content.decode()
    assert client.post(f"/account/demo/{cast.asker.pk}/").status_code == 404
    assert whom(client) is None


def test_without_the_demo_there_is_no_such_door(demo: Person, settings: Settings, client: Client) -> None:
    settings.DEMO = False
    assert "This is a demo" not in client.get(SIGN_IN).content.decode()
    assert client.post(f"/account/demo/{demo.pk}/").status_code == 404
    assert whom(client) is None


def test_no_photo_is_shown_where_none_is_served(demo: Person, client: Client) -> None:
    Person.objects.filter(pk=demo.pk).update(photo="0" * 64)
    assert "/pictures/" not in client.get(SIGN_IN).content.decode()
