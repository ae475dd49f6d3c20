"""What readers say, through the API: the same rules as on the pages."""

from tests.api.conftest import Program
from tests.cast import Cast
from tests.library.readers import NEW, OLD, letters
from tests.library.sheets import module_of


def test_from_a_flag_to_the_new_version(cast: Cast) -> None:
    item = letters(cast.author)
    reader, author = Program(cast.asker), Program(cast.author)
    path = f"/modules/{item.pk}"
    target = {"block": "ask", "exact": "fax number"}
    flagged = reader.post(f"{path}/signs", kind="outdated", target=target, words="None since May.")
    assert flagged.status_code == 201
    note = flagged.json()["notes"][0]
    assert (note["words"], note["state"], note["counts"], note["mine"]) == (OLD, "here", {"outdated": 1}, ["outdated"])
    assert author.post(f"{path}/signs", kind="useful", target=target).status_code == 403
    made = reader.post(f"{path}/suggestions", target=target, before=OLD, after=NEW, why="We have none.")
    assert made.status_code == 201
    suggestion = made.json()["id"]
    assert Program(cast.stranger).get(f"{path}/suggestions").json()["items"] == []
    assert reader.post(f"{path}/suggestions/{suggestion}/accept").status_code == 403
    assert author.post(f"{path}/suggestions/{suggestion}/decline").status_code == 422
    done = author.post(f"{path}/suggestions/{suggestion}/accept", word="Thank you.").json()
    assert (done["state"], done["version"]) == ("accepted", 2)
    version = module_of(item).version
    assert version is not None
    assert NEW in version.blocks[0]["text"]
    assert reader.get(f"{path}/margin").json()["notes"] == []


def test_signs_are_taken_back_and_words_that_are_not_there_refused(cast: Cast) -> None:
    item = letters(cast.author)
    reader = Program(cast.asker)
    path = f"/modules/{item.pk}"
    note = reader.post(f"{path}/signs", kind="useful", target={"block": "ask", "exact": OLD}).json()["notes"][0]
    response = reader.client.delete(f"/api/v1{path}/signs/{note['anchor']}/useful")
    assert (response.status_code, response.json()["notes"]) == (200, [])
    assert (
        reader.post(f"{path}/signs", kind="useful", target={"block": "ask", "exact": "Never said."}).status_code == 422
    )
    assert reader.post(f"{path}/signs", kind="useful", target={"block": "ask", "t": 3.0}).status_code == 422
    assert reader.post(f"{path}/signs", kind="loved", target={}).status_code == 422


def test_a_conversation(cast: Cast) -> None:
    item = letters(cast.author)
    asker, helper = Program(cast.asker), Program(cast.helper)
    path = f"/modules/{item.pk}/comments"
    target = {"block": "ask", "exact": OLD}
    question = asker.post(path, text="Which, @Kofi Asante?", question=True, target=target).json()
    assert (question["quote"], [each["name"] for each in question["mentions"]]) == (OLD, ["Kofi Asante"])
    reply = helper.post(path, text="The shared one.", reply_to=question["id"]).json()
    assert helper.post(f"{path}/{reply['id']}/answered").status_code == 403
    assert asker.post(f"{path}/{reply['id']}/answered").json()["solved_by"] == reply["id"]
    assert helper.patch(f"{path}/{question['id']}", text="Hm").status_code == 403
    assert helper.patch(f"{path}/{reply['id']}", text="The shared mailbox.").json()["edited_at"]
    assert helper.client.delete(f"/api/v1{path}/{reply['id']}").status_code == 204
    assert [each["id"] for each in asker.get(path).json()["items"]] == [question["id"]]


def test_the_authors_answer_flags(cast: Cast) -> None:
    item = letters(cast.author)
    path = f"/modules/{item.pk}"
    note = Program(cast.asker).post(f"{path}/signs", kind="unclear", target={"block": "ask"}).json()["notes"][0]
    author = Program(cast.author)
    assert author.post(f"{path}/flags/answer", block="ask").status_code == 422
    assert note["anchor"] is None
    assert author.post(f"{path}/flags/answer", block="ask", stays=True, word="It is the law.").json()["notes"] == []
