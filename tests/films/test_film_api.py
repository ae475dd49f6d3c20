"""Programs make films with the same actions; nobody else's storyboard is there for them."""

import json

from django.test import Client

from tests.cast import Cast
from upwell.core.models import Line
from upwell.people.actions.tokens import issue_token
from upwell.people.models import Person


def test_a_program_writes_a_storyboard_and_asks_for_its_film(cast: Cast, client: Client) -> None:
    def call(
        method: str, path: str, body: object = None, person: Person = cast.author
    ) -> tuple[int, dict[str, object]]:
        _token, secret = issue_token(person, by=person, name="a program")
        headers = {"Authorization": f"Bearer {secret}"}
        answer = client.generic(
            method, f"/api/v1{path}", json.dumps(body) if body is not None else "", "application/json", headers=headers
        )
        return answer.status_code, answer.json()

    status, board = call("POST", "/storyboards", {"title": "Letters", "look": "deep"})
    assert (status, board["look"], board["film"]) == (201, "deep", None)
    path = f"/storyboards/{board['id']}"
    status, scene = call("POST", f"{path}/scenes", {"title": "Ask first", "narration": "Who, what, by when."})
    assert status == 201
    status, scene = call("PUT", f"{path}/scenes/{scene['id']}", {"title": "Ask at once"})
    assert (status, scene["title"], scene["narration"]) == (200, "Ask at once", "")
    status, film = call("POST", f"{path}/film")
    assert (status, film["state"], film["file"]) == (200, "waiting", None)
    assert call("POST", f"{path}/use")[0] == 422
    assert call("GET", path, person=cast.steward)[0] == 404
    assert call("GET", "/storyboards")[1]["next"] is None
    assert Line.objects.filter(verb="film.asked").count() == 1
