"""Every text that readers see can be suggested better: an option, a caption, a line of a checklist."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import QUESTION, module_of, published
from upwell.discussion.anchors import Place, Quote
from upwell.discussion.models import Suggestion
from upwell.library.actions.accepting import accept_suggestion
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.reading import Spot, react_to_item
from upwell.library.actions.suggesting import suggest_change
from upwell.library.actions.writing import save_draft
from upwell.library.blocks import validate
from upwell.library.models import Item
from upwell.library.named_texts import seen_texts, text_of, with_text
from upwell.library.queries.responding import response_to
from upwell.library.queries.suggestions import suggestions_of
from upwell.library.wording import seen_words, written
from upwell.people.models import Person

CHECKLIST: dict[str, Any] = {
    "id": "list",
    "type": "checklist",
    "text": "Before you send it",
    "items": [{"text": "The ask is first"}, {"text": "The fax number is right"}],
}
LINK = {"id": "guide", "type": "link", "url": "https://example.org/", "title": "The guide", "why": "Old examples."}
OPTION = QUESTION["options"][1]["text"]


def made(by: Person) -> Item:
    return published(by, blocks=[dict(QUESTION), dict(CHECKLIST), dict(LINK)])


def suggest(item: Item, by: Person, block: str, words: str, after: str) -> Suggestion:
    """As the page does it: the words chosen, and what it says they are written as."""
    said = response_to(item, by, block=block, said=Quote(words))
    assert said is not None
    return suggest_change(item, by=by, spot=Spot(block, said.said), before=said.source, after=after)


def block_of(item: Item, name: str) -> dict[str, Any]:
    version = module_of(item).version
    assert version is not None
    found: dict[str, Any] = next(block for block in version.blocks if block["id"] == name)
    return found


@pytest.mark.parametrize(
    ("block", "words", "after", "field", "of"),
    [
        ("monday", OPTION, "Please repeat potassium on Monday", "options.1.text", "Option 2"),
        ("list", "The fax number is right", "The mailbox is right", "items.1.text", "Item 2"),
        ("guide", "Old examples.", "New examples.", "why", "Why"),
        ("guide", "The guide", "Our guide", "title", "Title"),
    ],
)
def test_it_becomes_a_version(cast: Cast, block: str, words: str, after: str, field: str, of: str) -> None:
    item = made(cast.author)
    suggestion = suggest(item, cast.asker, block, words, after)
    assert (suggestion.field, suggestion.before) == (field, words)
    (proposal,), _page = suggestions_of(item, cast.author)
    assert (proposal.of, proposal.is_stale) == (of, False)
    accept_suggestion(item, by=cast.author, suggestion=suggestion)
    assert text_of(block_of(item, block), field) == after


@pytest.mark.parametrize(
    ("words", "after", "field", "of"),
    [
        ("She has forty seconds.", "She has half a minute.", "hint", "Hint"),
        (
            "Yes: the first line is the ask.",
            "Yes. She acts on the first line.",
            "options.1.feedback",
            "Option 2, feedback",
        ),
        ("Well done.", "That is what she needs.", "well", "Where it was right"),
    ],
)
def test_words_that_only_an_answer_brings_up_are_suggested_better(
    cast: Cast, words: str, after: str, field: str, of: str
) -> None:
    item = published(cast.author, blocks=[{**QUESTION, "well": "Well done. Go on."}])
    flag = react_to_item(item, by=cast.stranger, kind="unclear", spot=Spot("monday"))
    said = response_to(item, cast.asker, block="monday", said=Quote(words))
    assert said is not None and (said.said, said.is_gone, said.hidden) == (None, False, words)
    suggestion = suggest_change(item, by=cast.asker, spot=Spot("monday", Quote(words)), before=said.source, after=after)
    assert (suggestion.field, suggestion.before, suggestion.anchor) == (field, words, None)
    page = at(cast.asker).get(f"/modules/{item.pk}/respond/", {"block": "monday", "exact": words, "as": "suggest"})
    assert f'name="exact" value="{words}"' in page.content.decode()
    (proposal,), _page = suggestions_of(item, cast.author)
    assert (proposal.of, proposal.is_stale) == (of, False)
    accept_suggestion(item, by=cast.author, suggestion=suggestion)
    assert after in text_of(block_of(item, "monday"), field)
    flag.refresh_from_db()
    assert flag.fix is None  # of the whole part, not of these words
    assert words not in at(cast.stranger).get(f"/modules/{item.pk}/margin/").content.decode()


def test_what_is_right_stays_right(cast: Cast) -> None:
    item = made(cast.author)
    accept_suggestion(item, by=cast.author, suggestion=suggest(item, cast.asker, "monday", OPTION, "Better"))
    assert block_of(item, "monday")["options"] == [
        QUESTION["options"][0],
        {**QUESTION["options"][1], "text": "Better"},
    ]


def test_a_line_that_moved_meanwhile_is_changed_where_it_stands(cast: Cast) -> None:
    item = made(cast.author)
    suggestion = suggest(item, cast.asker, "list", "The fax number is right", "The mailbox is right")
    turned = [QUESTION, {**CHECKLIST, "items": CHECKLIST["items"][::-1]}, LINK]
    save_draft(item, by=cast.author, title="Letters", blocks=turned, stamp=module_of(item).draft_stamp)
    publish_module(item, by=cast.author)
    accept_suggestion(item, by=cast.author, suggestion=suggestion)
    assert [row["text"] for row in block_of(item, "list")["items"]] == ["The mailbox is right", "The ask is first"]


def test_a_line_is_taken_out(cast: Cast) -> None:
    item = made(cast.author)
    accept_suggestion(item, by=cast.author, suggestion=suggest(item, cast.asker, "list", "The fax number is right", ""))
    assert [row["text"] for row in block_of(item, "list")["items"]] == ["The ask is first"]


def test_what_could_not_be_published_is_refused_while_it_is_being_typed(cast: Cast) -> None:
    item = made(cast.author)
    with pytest.raises(ValidationError, match="at most 500 fit"):
        suggest(item, cast.asker, "list", "The fax number is right", "x" * 501)
    with pytest.raises(ValidationError, match="Part 1"):
        suggest(item, cast.asker, "monday", OPTION, "")
    assert not Suggestion.objects.exists()


words = some.text(some.sampled_from("ab .\n"), max_size=12)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(words, some.lists(words, max_size=4), some.data())
def test_any_chosen_words_are_those_of_the_text_they_are_in(text: str, rows: list[str], data: some.DataObject) -> None:
    block = validate([{"type": "checklist", "text": text, "items": [{"text": row} for row in rows]}])[0]
    seen = seen_words(block)
    if not seen:
        return
    start = data.draw(some.integers(0, len(seen) - 1))
    end = data.draw(some.integers(start + 1, len(seen)))
    passage = written(block, Place(start, end))
    assert passage is not None
    piece = text_of(block, passage.field)[passage.start : passage.end]
    assert piece in seen[start:end] or passage.start == 0  # a choice of nothing but a line's end is the whole text
    changed = with_text(block, passage.field, "new")
    assert text_of(changed, passage.field) == "new"
    others = [pair for pair in seen_texts(block) if pair[0] != passage.field]
    assert [pair for pair in seen_texts(changed) if pair[0] != passage.field] == others
