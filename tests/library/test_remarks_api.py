"""What is said of a draft, through the API: the same rules as on the pages."""

from tests.api.conftest import Program
from tests.cast import Cast
from tests.library.sheets import draft, published
from upwell.library.actions.inviting import ask_reviewer
from upwell.library.models import Remark


def test_a_remark_is_made_answered_settled_and_opened_again(cast: Cast) -> None:
    item = draft(cast.author)
    ask_reviewer(item, by=cast.author, person=cast.stranger)
    reader, author = Program(cast.stranger), Program(cast.author)
    path = f"/modules/{item.pk}/remarks"
    made = reader.post(path, text="Shorter?", block="ask", exact="the ask first", prefix="Put ", suffix=".")
    assert (made.status_code, made.json()["quote"], made.json()["by"]["id"]) == (201, "the ask first", cast.stranger.pk)
    one = f"{path}/{made.json()['id']}"
    told = author.post(f"{one}/answers", text="How about this?").json()
    assert [each["text"] for each in told["answers"]] == ["How about this?"]
    assert author.post(f"{one}/settle").json()["settled_by"]["id"] == cast.author.pk
    assert author.get(path).json()["items"] == []
    assert [each["text"] for each in author.get(path, settled=True).json()["items"]] == ["Shorter?"]
    assert reader.post(f"{one}/answers", text="Yes.").status_code == 422
    assert reader.post(f"{one}/reopen").json()["settled_at"] is None
    assert reader.post(f"{one}/answers", text="Yes.").status_code == 201


def test_nobody_else_reads_or_says_anything(cast: Cast) -> None:
    hidden, out = draft(cast.author), published(cast.author)
    author, asker = Program(cast.author), Program(cast.asker)
    made = author.post(f"/modules/{out.pk}/remarks", text="Is this so?").json()
    for item, status in ((hidden, 404), (out, 403)):
        path = f"/modules/{item.pk}/remarks"
        assert asker.get(path).status_code == asker.post(path, text="I, too.").status_code == status
    for verb in ("answers", "settle", "reopen"):
        assert asker.post(f"/modules/{out.pk}/remarks/{made['id']}/{verb}", text="I, too.").status_code == 403
        assert author.post(f"/modules/{hidden.pk}/remarks/{made['id']}/{verb}", text="Elsewhere.").status_code == 404
    assert author.post(f"/modules/{out.pk}/remarks", text=" ").status_code == 422
    assert Remark.objects.count() == 1


def test_the_list_goes_on_where_it_stopped(cast: Cast) -> None:
    item = draft(cast.author)
    author = Program(cast.author)
    path = f"/modules/{item.pk}/remarks"
    for number in range(5):
        author.post(path, text=f"Thought {number}")
    first = author.get(path, limit=3).json()
    rest = author.get(path, limit=3, after=first["next"]).json()
    assert [each["text"][-1] for each in first["items"] + rest["items"]] == list("43210")
    assert rest["next"] is None
