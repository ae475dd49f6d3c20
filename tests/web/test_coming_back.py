"""Whoever was signed out while they wrote, or left a form open too long, is led back to the page on which it stands."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.cast import Cast

FORM = "http://testserver/needs/declare/?from=search"


def next_page(address: str) -> str:
    parts = urlsplit(address)
    assert parts.path == "/account/sign-in/"
    return parse_qs(parts.query)["next"][0]


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(cast: Cast, client: Client) -> None:
    answer = client.post("/needs/declare/", {"title": "Where do the labels go?"}, headers={"Referer": FORM})
    assert next_page(answer.headers["Location"]) == "/needs/declare/?from=search"


def test_so_does_a_part_of_a_page(cast: Cast, client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/needs/7/"}
    answer = client.post("/needs/7/voice/", headers=headers)
    assert answer.status_code == 401
    assert next_page(answer.headers["HX-Redirect"]) == "/needs/7/"


@pytest.mark.parametrize(
    "elsewhere", ["http://elsewhere.example/needs/7/", "javascript:alert(1)", "//elsewhere.example/", ""]
)
def test_nobody_is_led_to_somebody_elses_page(cast: Cast, client: Client, elsewhere: str) -> None:
    answer = client.post("/needs/declare/", headers={"Referer": elsewhere})
    assert next_page(answer.headers["Location"]) == "/"


def test_a_form_that_lay_open_too_long_leads_back_to_its_page(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.asker)
    answer = client.post("/needs/7/voice/", headers={"Referer": "http://testserver/needs/7/"})
    assert answer.status_code == 403
    assert 'href="/needs/7/"' in answer.content.decode()
