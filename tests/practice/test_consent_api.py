"""Programs say who is filmed, answer, take it back, and list what one is named in: by the same rules as the pages."""

import json
from typing import Any

from django.test import Client

from tests.cast import Cast
from tests.media.clips import clip
from tests.practice.telling import said_of
from upwell.media.actions import add_file
from upwell.media.models import StoredFile
from upwell.people.actions.tokens import issue_token
from upwell.people.models import Person


def calling(client: Client, person: Person) -> Any:
    """What a program does for somebody."""
    _token, secret = issue_token(person, by=person, name="a program")

    def call(method: str, path: str, body: object = None) -> tuple[int, Any]:
        sent = json.dumps(body) if body is not None else ""
        headers = {"Authorization": f"Bearer {secret}"}
        answer = client.generic(method, f"/api/v1{path}", sent, "application/json", headers=headers)
        return answer.status_code, answer.json() if answer.content else None

    return call


def test_a_program_names_who_is_filmed_and_their_answer_holds(cast: Cast, client: Client) -> None:
    film = add_file([clip("film.mp4")], name="ward round.mp4", by=cast.author)
    author, helper, steward = (calling(client, one) for one in (cast.author, cast.helper, cast.steward))
    named = f"/files/{film.sha256}/filmed"
    assert steward("POST", named, {"person": cast.helper.pk})[0] == 404
    assert author("POST", named, {"person": cast.helper.pk, "until": "2001-01-01"})[0] == 422
    for _ in range(2):
        status, asked = author("POST", named, {"person": cast.helper.pk})
    assert (status, asked["state"], asked["standing"]) == (201, "asked", "waiting")
    path = f"/consents/{asked['id']}"
    assert author("PUT", path, {"agrees": True})[0] == 403
    assert steward("GET", path)[0] == 404
    for _ in range(2):
        status, given = helper("PUT", path, {"agrees": True, "reach": "outside", "until": "2999-12-31"})
    assert (status, given["state"], given["until"], given["standing"]) == (200, "given", "2999-12-31", "open")
    assert film.sha256 not in json.dumps(given) and given["play"]
    assert author("DELETE", path)[0] == 403  # it was answered
    assert helper("PUT", path, {"agrees": False})[1]["play"] == ""
    assert StoredFile.objects.get().is_down
    assert said_of("consent") == ["consent.asked", "consent.given", "consent.withdrawn"]


def test_what_one_is_named_in_comes_in_pages_and_a_mistake_is_taken_back(cast: Cast, client: Client) -> None:
    author, helper = calling(client, cast.author), calling(client, cast.helper)
    for name in ("film.mp4", "silent.mp4", "tone.wav"):
        film = add_file([clip(name)], name=name, by=cast.author)
        author("POST", f"/files/{film.sha256}/filmed", {"person": cast.helper.pk})
    _status, first = helper("GET", "/consents?limit=2")
    assert [row["film"] for row in first["items"]] == ["tone.wav", "silent.mp4"]
    _status, rest = helper("GET", f"/consents?limit=2&after={first['next']}")
    assert ([row["film"] for row in rest["items"]], rest["next"]) == (["film.mp4"], None)
    assert author("GET", "/consents")[1]["items"] == []
    mistaken = author("GET", f"/files/{film.sha256}/filmed")[1]["items"][0]["id"]
    assert helper("DELETE", f"/consents/{mistaken}")[0] == 403
    assert author("DELETE", f"/consents/{mistaken}")[0] == 204
    assert helper("GET", f"/consents/{mistaken}")[0] == 404
