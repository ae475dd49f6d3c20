"""What differs between two versions: which parts came, went, moved and changed, and which words; and who wrote what."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import QUESTION, module_of, published, with_author
from upwell.library.actions.publishing import publish_module, restore_version
from upwell.library.actions.writing import save_draft
from upwell.library.comparing import compare, words
from upwell.library.crediting import credits_of
from upwell.library.models import Item
from upwell.people.models import Person


def text(name: str, words: str) -> dict[str, Any]:
    return {"id": name, "type": "text", "text": words}


def hows(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(change.id, change.how) for change in compare(before, after).changes]


def revise(item: Item, by: Person, blocks: list[dict[str, Any]], note: str = "") -> None:
    stamp = module_of(item).draft_stamp
    save_draft(item, by=by, title="Letters that get read", blocks=blocks, stamp=stamp)
    publish_module(item, by=by, note=note)


def test_parts_that_come_go_stay_and_change_are_told_apart() -> None:
    before = [text("a", "One."), text("b", "Two."), text("c", "Three.")]
    after = [text("a", "One."), text("new", "Between."), text("c", "Three and more.")]
    assert hows(before, after) == [("a", "same"), ("b", "removed"), ("new", "added"), ("c", "changed")]


def test_the_fewest_parts_are_said_to_have_moved() -> None:
    before = [text(name, name) for name in "abcd"]
    after = [before[3], *before[:3]]
    assert hows(before, after) == [("d", "moved"), ("a", "same"), ("b", "same"), ("c", "same")]


def test_a_part_that_moved_and_changed_says_both() -> None:
    before = [text("a", "One."), text("b", "Two."), text("c", "Three.")]
    found = compare(before, [text("c", "Three, changed."), *before[:2]]).changes[0]
    assert (found.how, found.has_moved) == ("changed", True)


def test_words_inside_a_text_are_told_one_by_one() -> None:
    pieces = words("Put the ask first, always.", "Put the question first, always.")
    assert [(piece.how, piece.text) for piece in pieces] == [
        ("same", "Put the "),
        ("del", "ask"),
        ("ins", "question"),
        ("same", " first, always."),
    ]


def test_options_of_a_question_are_compared_each_by_itself() -> None:
    options = [dict(option) for option in QUESTION["options"]]
    options[1]["feedback"] = "Yes: the last line is the ask."
    (change,) = compare([QUESTION], [{**QUESTION, "options": options}]).changes
    assert [line.name for line in change.lines if line.has_changed] == ["options.1.feedback"]


def test_a_part_of_a_later_version_is_compared_as_it_is() -> None:
    (change,) = compare([{"id": "h", "type": "hologram", "at": 1}], [{"id": "h", "type": "hologram", "at": 2}]).changes
    assert change.how == "changed"


def test_two_texts_of_the_longest_kind_are_compared_in_bounded_time() -> None:
    """Twenty thousand characters without one word in common would take minutes, word by word."""
    pieces = words("a " * 10_000, "b " * 10_000)
    assert [piece.how for piece in pieces] == ["del", "ins"]


@settings(max_examples=60, deadline=None)
@given(some.text(max_size=60), some.text(max_size=60))
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new(old: str, new: str) -> None:
    pieces = words(old, new)
    assert "".join(piece.text for piece in pieces if piece.how != "ins") == old
    assert "".join(piece.text for piece in pieces if piece.how != "del") == new


@settings(max_examples=60, deadline=None)
@given(some.lists(some.sampled_from("abcdef"), unique=True), some.lists(some.sampled_from("abcdef"), unique=True))
def test_every_part_is_told_once_and_those_that_stay_keep_their_order(old: list[str], new: list[str]) -> None:
    changes = compare([text(name, name) for name in old], [text(name, name) for name in new]).changes
    assert sorted(change.id for change in changes) == sorted({*old, *new})
    assert [change.id for change in changes if change.how != "removed"] == new
    stayed = [change.id for change in changes if change.how == "same"]
    assert [name for name in old if name in stayed] == stayed


def test_each_part_is_credited_to_the_version_that_last_changed_it(cast: Cast) -> None:
    item = with_author(cast, published(cast.author, blocks=[text("a", "One."), text("b", "Two.")]))
    revise(item, cast.helper, [text("b", "Two, by Kofi."), text("a", "One.")])
    revise(item, cast.author, [text("b", "Two, by Kofi."), text("a", "One."), text("c", "Three.")])
    assert credits_of(module_of(item).version or pytest.fail("no version")) == {"b": 2, "a": 1, "c": 3}
    page = at(cast.stranger).get(f"/modules/{item.pk}/who-wrote/").content.decode()
    assert page.count("Kofi Asante") >= 1 and "version 3" in page


def test_credits_are_found_where_nobody_kept_them(cast: Cast) -> None:
    item = published(cast.author, blocks=[text("a", "One."), text("b", "Two.")])
    revise(item, cast.author, [text("a", "One."), text("b", "Other.")])
    module_of(item).versions.update(credits=None)
    version = module_of(item).version
    assert version is not None and credits_of(version) == {"a": 1, "b": 2}


def test_a_restored_version_is_told_as_what_it_is(cast: Cast) -> None:
    item = published(cast.author, blocks=[text("a", "One.")])
    revise(item, cast.author, [text("a", "Worse.")])
    restore_version(item, by=cast.author, number=1)
    publish_module(item, by=cast.author)
    page = at(cast.stranger).get(f"/modules/{item.pk}/compare/?from=1&to=3").content.decode()
    assert "Nothing differs" in page


def test_the_page_marks_what_came_and_went_for_eye_and_ear(cast: Cast) -> None:
    item = published(cast.author, blocks=[text("a", "Put the ask first."), text("b", "Then why.")])
    revise(item, cast.author, [text("a", "Put the question first."), text("b", "Then why.")], note="One word.")
    page = at(cast.stranger).get(f"/modules/{item.pk}/compare/").content.decode()
    assert "<ins><span" in page and "<del><span" in page and "added:" in page and "taken out:" in page
    assert "One word." in page and "One part stayed as it was." in page


@pytest.mark.parametrize("question", ["?from=9&to=1", "?from=x", "?to=99999999999999999999"])
def test_a_version_that_there_never_was_is_404(cast: Cast, question: str) -> None:
    assert at(cast.stranger).get(f"/modules/{published(cast.author).pk}/compare/{question}").status_code == 404
