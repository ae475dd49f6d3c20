"""Modules through the API: the same rules as on the pages."""

from typing import Any

from django.test import Client

from tests.cast import Cast
from tests.library.sheets import published
from upwell.library.models import Item
from upwell.people.actions.tokens import issue_token
from upwell.people.models import Person


def post(person: Person, path: str, body: dict[str, Any]) -> Any:
    _token, secret = issue_token(person, by=person, name="a program")
    headers = {"Authorization": f"Bearer {secret}"}
    return Client().post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def test_markdown_becomes_a_draft_and_its_pictures_stay_words(cast: Cast) -> None:
    text = "---\ntitle: Pumps\nsummary: Three alarms.\n---\nPress it. ![The button](button.png)\n"
    response = post(cast.author, "modules", {"markdown": text})
    assert response.status_code == 201
    item = Item.objects.get()
    assert (item.title, item.summary) == ("Pumps", "Three alarms.")
    assert [block["text"] for block in item.module.draft or []] == ["Press it.", "*The button*"]


def test_an_author_does_not_judge_what_they_made(cast: Cast) -> None:
    item = published(cast.author)
    assert post(cast.author, f"modules/{item.pk}/reactions", {"kind": "useful"}).status_code == 403
    assert post(cast.asker, f"modules/{item.pk}/reactions", {"kind": "useful"}).json()["useful"] == 1
    assert post(cast.asker, f"modules/{item.pk}/reactions", {"kind": "useful", "on": False}).json()["useful"] == 0
    assert post(cast.asker, f"modules/{item.pk}/reactions", {"kind": "useful", "block": "no"}).status_code == 422
