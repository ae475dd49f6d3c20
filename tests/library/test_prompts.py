"""A template’s prompts: what nobody filled in is not published, and what is half filled in is named."""

import pytest
from django.core.exceptions import ValidationError

from tests.browsing import at, read
from tests.cast import Cast
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft
from upwell.library.blocks import finish, is_empty, validate
from upwell.library.blocks.prompts import prompts_in, without_prompts
from upwell.library.documents import from_document, to_document
from upwell.library.models import Item, Module
from upwell.library.starters import starters


def left(text: str) -> str:
    return str(without_prompts(validate([{"type": "text", "text": text}]))[0]["text"])


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("⟨What is it?⟩", ""),
        ("Words.\n\n⟨What is it?⟩\n\nMore.", "Words.\n\nMore."),
        ("## How\n\n1. ⟨First⟩\n2. Open it\n3. ⟨Third⟩", "## How\n\n2. Open it"),
        ("## How\n\n- ⟨First⟩\n\n## Why\n\nBecause.", "## Why\n\nBecause."),
        ("Before.\n\n## How\n\n- ⟨First⟩", "Before."),
        ("> [!note]\n>\n> ⟨Take care of what?⟩", ""),
        ("> [!note]\n>\n> Mind the step.", "> [!note]\n>\n> Mind the step."),
        ("**⟨A question⟩**", ""),
        ("A ⟨half⟩ filled one", "A ⟨half⟩ filled one"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_what_is_only_a_prompt_is_left_out(written: str, published: str) -> None:
    assert left(written) == published


@pytest.mark.parametrize("name", list(starters()))
def test_a_starter_left_as_it_is_says_nothing(name: str) -> None:
    blocks = starters()[name].blocks
    assert len(list(prompts_in(blocks))) > 4
    assert all(is_empty(block) for block in without_prompts(blocks))
    with pytest.raises(ValidationError, match="nothing to read"):
        finish(blocks)


@pytest.mark.parametrize("name", list(starters()))
def test_a_starter_asks_the_reader_something_and_stays_itself_on_the_page_one_types_into(name: str) -> None:
    blocks = starters()[name].blocks
    assert {block["type"] for block in blocks} & {"question", "reflection", "task", "poll"}
    _title, again = from_document(to_document("", blocks))
    assert [prompt for _block, prompt in prompts_in(again)] == [prompt for _block, prompt in prompts_in(blocks)]
    assert all(is_empty(block) for block in without_prompts(again))


def test_a_prompt_among_words_is_named(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="it still says ⟨when⟩"):
        finish(validate([{"type": "text", "text": "Ring at ⟨when⟩ and wait."}]))


def test_half_a_template_is_published_without_the_rest(cast: Cast) -> None:
    response = at(cast.newcomer).post("/make/", {"title": "Paper jam", "start_from": "tip"})
    item = Item.objects.get()
    assert response.headers["Location"] == f"/modules/{item.pk}/edit/"
    module = Module.objects.get(pk=item.pk)
    blocks = [dict(block) for block in module.draft or []]
    blocks[0]["text"] = "When the printer stops.\n\n⟨The trick⟩"
    save_draft(item, by=cast.newcomer, title="Paper jam", blocks=blocks, stamp=module.draft_stamp)
    version = publish_module(item, by=cast.newcomer)
    assert [block["text"] for block in version.blocks] == ["When the printer stops."]


def test_the_page_where_one_begins_offers_every_starter(cast: Cast) -> None:
    shown = read(at(cast.newcomer).get("/make/"))
    assert all(f'value="{name}"' in shown for name in starters())


def test_a_template_that_is_gone_is_said_and_the_title_stays(cast: Cast) -> None:
    for key in ("own-77", "own-x", "nonsense", "own-" + "9" * 30):
        response = at(cast.newcomer).post("/make/", {"title": "Paper jam", "start_from": key})
        assert response.status_code == 422
        assert "not offered any more" in read(response) and "Paper jam" in read(response)
    assert not Item.objects.exists()
