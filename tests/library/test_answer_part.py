"""What readers leave in a part: ticks, votes, notes, reflections; who sees them; and that they can be taken back."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from tests.cast import Cast
from tests.library.parts import CHECKLIST, POLL, PRIVATE, SHARED, TASK, asked
from tests.library.sheets import TEXT, draft, module_of, published
from upwell.core.models import Line
from upwell.library.actions.answering import answer_part, take_back_answer
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Response
from upwell.library.queries.page import sheet
from upwell.library.queries.responses import shared_with, votes_of
from upwell.people.models import Person

PARTS = [TEXT, CHECKLIST, TASK, PRIVATE, SHARED, POLL, asked("truth")]


def module(cast: Cast, *blocks: dict[str, Any]) -> Item:
    return published(cast.author, blocks=list(blocks) or PARTS)


def part(item: Item, person: Person, block: str) -> Any:
    fresh = Item.objects.with_module().get(pk=item.pk)
    return next(part for part in sheet(fresh, person).parts if part.block["id"] == block)


def said(verb: str) -> list[dict[str, Any]]:
    return [line.context for line in Line.objects.filter(verb=verb).order_by("id")]


def test_ticks_are_kept_for_the_one_who_ticks(cast: Cast) -> None:
    item = module(cast)
    answer_part(item, by=cast.asker, block="round", lines=(0, 2))
    assert [line["chosen"] for line in part(item, cast.asker, "round").lines] == [True, False, True]
    assert not any(line["chosen"] for line in part(item, cast.stranger, "round").lines)
    answer_part(item, by=cast.asker, block="round", lines=(1,))
    assert Response.objects.get().data == {"ticked": ["Read the notes"]}
    assert answer_part(item, by=cast.asker, block="round") is None
    assert not Response.objects.exists()


def test_a_reflection_is_its_writers_own(cast: Cast) -> None:
    item = module(cast)
    kept = answer_part(item, by=cast.asker, block="alone", text=" My secret. ", share=True)
    assert kept and (kept.text, kept.is_shared) == ("My secret.", False)
    for person in cast.everybody:
        seen = Response.objects.visible_to(person).filter(pk=kept.pk).exists()
        assert seen == (person == cast.asker), person


def test_a_reflection_is_shown_where_its_block_asks_and_its_writer_agrees(cast: Cast) -> None:
    item = module(cast)
    answer_part(item, by=cast.asker, block="aloud", text="Mine alone.")
    answer_part(item, by=cast.helper, block="aloud", text="For all.", share=True)
    blocks = module_of(item)
    reads = [row.text for row in shared_with(cast.author, blocks, SHARED).rows]
    assert reads == ["For all."]
    assert shared_with(cast.helper, blocks, SHARED).rows == []
    answer_part(item, by=cast.helper, block="aloud", text="For all.")
    assert shared_with(cast.author, blocks, SHARED).rows == []


def test_a_note_on_a_task_says_that_it_was_tried(cast: Cast) -> None:
    item = module(cast)
    kept = answer_part(item, by=cast.asker, block="try", done=True)
    assert kept and kept.data == {"text": "", "done": True}
    assert part(item, cast.asker, "try").is_done


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    item = module(cast)
    first = answer_part(item, by=cast.asker, block="aloud", text="Once.", share=True)
    again = answer_part(item, by=cast.asker, block="aloud", text="Once.", share=True)
    assert first == again and first and again and first.changed_at == again.changed_at
    assert len(said("part.answered")) == 1


def test_the_journal_says_that_and_never_what(cast: Cast) -> None:
    item = module(cast)
    answer_part(item, by=cast.asker, block="alone", text="My secret.")
    answer_part(item, by=cast.asker, block="alone", text="My other secret.")
    answer_part(item, by=cast.asker, block="when", lines=(2,))
    take_back_answer(item, by=cast.asker, block="alone")
    assert said("part.answered") == [
        {"block": "alone", "kind": "reflection", "shared": False},
        {"block": "when", "kind": "poll", "shared": False},
    ]
    assert said("part.taken_back") == [{"block": "alone"}]
    assert not [line for line in Line.objects.all() if "secret" in str(line.context) or "Never" in str(line.context)]


def test_taking_back_twice_is_harmless_and_only_ever_ones_own(cast: Cast) -> None:
    item = module(cast)
    answer_part(item, by=cast.asker, block="alone", text="Mine.")
    take_back_answer(item, by=cast.stranger, block="alone")
    assert Response.objects.count() == 1
    take_back_answer(item, by=cast.asker, block="alone")
    take_back_answer(item, by=cast.asker, block="alone")
    assert not Response.objects.exists()
    assert len(said("part.taken_back")) == 1


def test_a_draft_has_no_readers_and_a_leaver_answers_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        answer_part(draft(cast.author, blocks=PARTS), by=cast.author, block="round", lines=(0,))
    with pytest.raises(PermissionDenied):
        answer_part(module(cast), by=cast.leaver, block="round", lines=(0,))
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"block": "nowhere", "text": "x"}, "not in the module any more"),
        ({"block": "ask", "text": "x"}, "not in the module any more"),
        ({"block": "truth", "text": "x"}, "not in the module any more"),
        ({"block": "when", "lines": (0, 1)}, "Choose one of them"),
        ({"block": "alone", "text": "x" * 10_001}, "has 10001 characters"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(cast: Cast, given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        answer_part(module(cast), by=cast.asker, **given)
    assert not Response.objects.exists()


def test_lines_that_are_not_there_are_nothing(cast: Cast) -> None:
    assert answer_part(module(cast), by=cast.asker, block="round", lines=(7, 99)) is None


def again(item: Item, by: Person, blocks: list[dict[str, Any]]) -> None:
    save_draft(item, by=by, title=item.title, blocks=blocks, stamp=module_of(item).draft_stamp)
    publish_module(item, by=by, note="Changed")


def test_a_new_version_keeps_what_was_left_and_a_vote_never_counts_for_other_words(cast: Cast) -> None:
    item = module(cast)
    answer_part(item, by=cast.asker, block="round", lines=(0, 1))
    answer_part(item, by=cast.asker, block="alone", text="Kept.")
    answer_part(item, by=cast.asker, block="when", lines=(0,))
    turned = {**CHECKLIST, "items": [{"text": "Read the notes"}, {"text": "New"}, {"text": "Wash hands"}]}
    other = {**POLL, "options": [{"text": "At nine"}, {"text": "At noon"}]}
    again(item, cast.author, [turned, {**PRIVATE, "text": "Reworded?"}, other])
    assert [line["chosen"] for line in part(item, cast.asker, "round").lines] == [True, False, True]
    assert part(item, cast.asker, "alone").text == "Kept."
    assert not any(line["chosen"] for line in part(item, cast.asker, "when").lines)


def test_a_part_of_the_version_one_reads_still_takes_what_one_writes(cast: Cast) -> None:
    item = module(cast)
    again(item, cast.author, [TEXT])
    kept = answer_part(item, by=cast.asker, block="alone", text="Half-way through.", version=1)
    assert kept and kept.text == "Half-way through."
    with pytest.raises(ValidationError):
        answer_part(item, by=cast.asker, block="alone", text="x")
    take_back_answer(item, by=cast.asker, block="alone")
    assert not Response.objects.exists()


def test_how_people_voted_is_shown_from_five_voters_on(cast: Cast) -> None:
    item = module(cast)
    voters = [cast.asker, cast.helper, cast.lead, cast.steward, cast.stranger]
    for count, person in enumerate(voters, start=1):
        answer_part(item, by=person, block="when", lines=(0 if count < 4 else 1,))
        votes = votes_of(module_of(item), POLL)
        assert (votes.voters, votes.is_shown, votes.missing) == (count, count == 5, 5 - count)
        assert count == 5 or votes.lines == []
    assert [(line["text"], line["count"], line["percent"]) for line in votes.lines] == [
        ("At eight", 3, 60),
        ("At noon", 2, 40),
        ("Never", 0, 0),
    ]
    answer_part(item, by=cast.asker, block="when", lines=(2,))
    assert [line["count"] for line in votes_of(module_of(item), POLL).lines] == [2, 2, 1]
    take_back_answer(item, by=cast.asker, block="when")
    assert not votes_of(module_of(item), POLL).is_shown


def test_several_may_be_chosen_where_the_poll_says_so(cast: Cast) -> None:
    item = module(cast, {**POLL, "several": True})
    kept = answer_part(item, by=cast.asker, block="when", lines=(0, 2))
    assert kept and kept.lines == ["At eight", "Never"]


def test_the_database_itself_shows_no_vote_and_keeps_one_answer_each(cast: Cast) -> None:
    item = module(cast)
    answer_part(item, by=cast.asker, block="when", lines=(0,))
    with pytest.raises(IntegrityError):
        Response.objects.update(is_shared=True)
