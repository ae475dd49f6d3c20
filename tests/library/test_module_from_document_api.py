"""Programs bring documents, too."""

from collections.abc import Callable

from tests.api.conftest import Program
from tests.api.conftest import program as program
from tests.cast import Cast
from tests.library.papers import pdf, sent, slides
from upwell.library.models import Item
from upwell.people.models import Person


def test_a_document_becomes_a_draft_of_whom_the_program_speaks_for(
    cast: Cast, program: Callable[[Person], Program]
) -> None:
    client = program(cast.newcomer).client
    answer = client.post("/api/v1/documents?need=7", {"file": sent(slides(), "Hands.pptx")})
    assert answer.status_code == 201, answer.content
    told = answer.json()
    item = Item.objects.select_related("module").get(pk=told["module"]["id"])
    assert (item.owner, item.is_published, item.module.for_need_id) == (cast.newcomer, False, 7)
    assert told["module"]["draft"]["blocks"] and told["left_out"] == ["1 hidden slide"]


def test_what_cannot_be_read_is_a_problem_in_words(cast: Cast, program: Callable[[Person], Program]) -> None:
    client = program(cast.newcomer).client
    for files in ({"file": sent(pdf({}), "scan.pdf")}, {"file": sent(b"MZ", "a.exe")}, {}):
        answer = client.post("/api/v1/documents", files)
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert not Item.objects.exists()
