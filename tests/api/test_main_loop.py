"""The main loop by API alone: declared, voiced, offered, answered with a module, confirmed."""

from collections.abc import Callable

from tests.api.conftest import Program
from tests.cast import Cast
from upwell.people.actions.tokens import revoke_token
from upwell.people.models import Person

Programs = Callable[[Person], Program]


def test_a_need_is_declared_voiced_helped_answered_and_solved(cast: Cast, program: Programs) -> None:
    asker, other, author = program(cast.asker), program(cast.stranger), program(cast.author)
    need = asker.post("/needs", title="How do I write a letter that gets read?", skills=["writing"]).json()
    assert (need["state"], need["voices"], need["skills"]) == ("open", 1, ["writing"])
    assert other.post(f"/needs/{need['id']}/voices", urgency="now", why="Two complaints.").status_code == 201
    assert author.post(f"/needs/{need['id']}/offers", how="write").status_code == 201
    module = author.post("/modules", markdown="# Letters that get read\n\nPut the ask first.", need=need["id"]).json()
    assert (module["title"], module["published_at"]) == ("Letters that get read", None)
    published = author.post(f"/modules/{module['id']}/publish", note="").json()
    assert published["version"] == 1
    seen = asker.get(f"/needs/{need['id']}").json()
    assert (seen["state"], seen["answered_with"][0]["item"]) == ("answered", module["id"])
    said = asker.post(f"/needs/{need['id']}/confirmations", answer=seen["answered_with"][0]["id"], outcome="solved")
    assert said.status_code == 201
    assert asker.get(f"/needs/{need['id']}").json()["state"] == "solved"
    assert [row["id"] for row in asker.get("/needs", state="solved").json()["items"]] == [need["id"]]


def test_a_draft_is_its_authors_and_a_stale_save_is_refused(cast: Cast, program: Programs) -> None:
    author, stranger = program(cast.author), program(cast.stranger)
    module = author.post("/modules", title="A draft").json()
    assert stranger.get(f"/modules/{module['id']}").status_code == 404
    text = {"type": "text", "id": "one", "text": "Put the ask first."}
    stamp = module["draft"]["stamp"]
    path = f"/modules/{module['id']}"
    assert author.patch(path, title="A draft", blocks=[text], stamp=stamp).status_code == 200
    stale = author.patch(path, title="Another", blocks=[text], stamp=stamp)
    assert (stale.status_code, stale["Content-Type"]) == (422, "application/problem+json")


def test_a_name_that_was_withheld_is_null_to_everybody(cast: Cast, program: Programs) -> None:
    need = program(cast.asker).post("/needs", title="What if I made a mistake?", nameless=True).json()
    for person in cast.everybody:
        seen = program(person).get(f"/needs/{need['id']}")
        assert seen.json()["asked_by"] is None
        assert "Sofia" not in seen.content.decode()


def test_a_need_of_one_team_is_404_to_the_others(cast: Cast, program: Programs) -> None:
    need = program(cast.asker).post("/needs", title="Where are the keys?", team_only=True).json()
    assert program(cast.lead).get(f"/needs/{need['id']}").status_code == 200
    assert program(cast.stranger).get(f"/needs/{need['id']}").status_code == 404
    assert program(cast.stranger).post(f"/needs/{need['id']}/voices").status_code == 404


def test_a_token_revoked_in_mid_use_stops_at_once(cast: Cast, program: Programs) -> None:
    asker = program(cast.asker)
    assert asker.get("/me").json()["email"] == "sofia@example.org"
    revoke_token(asker.token, by=cast.asker)
    refused = asker.get("/me")
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")


def test_lists_go_on_where_they_ended(cast: Cast, program: Programs) -> None:
    asker = program(cast.asker)
    made = [asker.post("/needs", title=f"Need number {number}").json()["id"] for number in range(5)]
    first = asker.get("/needs", limit=3).json()
    second = asker.get("/needs", limit=3, after=first["next"]).json()
    assert [row["id"] for row in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None


def test_a_key_that_was_tampered_with_is_no_page(cast: Cast, program: Programs) -> None:
    for key in ("x", "W10", "WyJhIiwgImIiXQ", "WzEsMl0"):
        assert program(cast.asker).get("/needs", after=key).status_code == 404, key


def test_people_are_found_by_part_of_their_name(cast: Cast, program: Programs) -> None:
    found = program(cast.asker).get("/people", name="amara").json()
    assert [row["name"] for row in found["items"]] == ["Amara Okafor"]
    assert program(cast.asker).get(f"/people/{cast.author.pk}").json()["team"]["name"] == "Geriatrics"
