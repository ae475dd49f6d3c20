"""What a file held comes below what is written already."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import LINK, TEXT, draft, module_of
from upwell.core.models import Line
from upwell.library.actions.appending import append_blocks
from upwell.library.actions.coediting import open_document
from upwell.library.documents import from_document
from upwell.library.queries.documents import load

ADDED: list[dict[str, Any]] = [{"id": "new", "type": "text", "text": "From a file."}, {**TEXT, "text": "Same name."}]


def texts(item: Any) -> list[str]:
    return [block.get("text", "") for block in module_of(item).draft or []]


def test_it_comes_at_the_end_and_no_block_loses_its_name(cast: Cast) -> None:
    item = draft(cast.author, blocks=[TEXT, LINK])
    append_blocks(item, by=cast.author, blocks=ADDED, title="Not this one")
    module = module_of(item)
    assert texts(item) == [TEXT["text"], "", "From a file.", "Same name."]
    assert module.draft_title == "Letters that get read"
    assert len({block["id"] for block in module.draft or []}) == 4


def test_what_stood_above_it_is_a_heading_where_the_page_is_called_otherwise(cast: Cast) -> None:
    item = draft(cast.author, blocks=[TEXT])
    append_blocks(item, by=cast.author, blocks=[ADDED[0]], title="Hand *over*", heading="Hand *over*")
    assert texts(item) == [TEXT["text"], "## Hand \\*over\\*\n\nFrom a file."]
    empty = draft(cast.author, title="", blocks=None)
    append_blocks(empty, by=cast.author, blocks=[ADDED[0]], title="Hand over", heading="Hand over")
    append_blocks(empty, by=cast.author, blocks=[LINK], title="Hand over", heading="The guide")
    assert texts(empty) == ["From a file.", "## The guide", ""]


def test_an_empty_page_becomes_what_the_file_says(cast: Cast) -> None:
    item = draft(cast.author, title="", blocks=None)
    append_blocks(item, by=cast.author, blocks=ADDED, title="The file")
    assert texts(item) == ["From a file.", "Same name."]
    assert module_of(item).draft_title == "The file"


def test_who_has_the_page_open_gets_it(cast: Cast) -> None:
    item = draft(cast.author, blocks=[TEXT])
    open_document(item, by=cast.author)
    append_blocks(item, by=cast.author, blocks=[ADDED[0]])
    doc, _last = load(open_document(item, by=cast.author))
    assert [block["text"] for block in from_document(doc)[1]] == [TEXT["text"], "From a file."]


def test_twice_adds_it_twice_and_the_journal_says_when_a_draft_was_opened(cast: Cast) -> None:
    item = draft(cast.author, blocks=[TEXT])
    for _time in range(2):
        append_blocks(item, by=cast.author, blocks=[ADDED[0]])
    assert texts(item) == [TEXT["text"], "From a file.", "From a file."]
    assert not Line.objects.filter(verb="draft.opened").exists()


def test_only_authors_may_and_what_does_not_fit_is_refused_whole(cast: Cast) -> None:
    item = draft(cast.author, blocks=[TEXT])
    with pytest.raises(PermissionDenied):
        append_blocks(item, by=cast.helper, blocks=ADDED)
    with pytest.raises(ValidationError):
        append_blocks(item, by=cast.author, blocks=[{"type": "text", "text": "x"}] * 500)
    assert texts(item) == [TEXT["text"]]


@pytest.mark.parametrize("sent", [b"", b"[]", b"{", b"[" * 100_000, b'{"blocks": 7}', b'{"blocks": [{"type": 7}]}'])
def test_nonsense_is_answered_in_words(cast: Cast, sent: bytes) -> None:
    item = draft(cast.author, blocks=[TEXT])
    answer = at(cast.author).post(f"/modules/{item.pk}/append/", sent, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["faults"]
    good = json.dumps({"blocks": ADDED, "title": 7})
    assert at(cast.author).post(f"/modules/{item.pk}/append/", good, content_type="application/json").status_code == 200
