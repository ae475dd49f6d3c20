"""What is looked at before publishing, each with a way to put it right."""

from typing import Any

import pytest

from tests.browsing import at, read
from tests.cast import Cast
from tests.library.papers import pdf, sent, slides
from tests.library.sheets import QUESTION, draft, page
from upwell.library.blocks import Block, validate
from upwell.library.checks import Check, look_over
from upwell.library.checks.ease import Sentence, ease
from upwell.library.models import Item

PLAIN = "The cat sat on the mat. It was warm and dry there. We saw it and went on. " * 6
LAW = (
    "Notwithstanding organisational considerations regarding interdepartmental communication, responsible "
    "administrators necessarily acknowledge supplementary documentation requirements. "
) * 8


def looked(*blocks: dict[str, Any], title: str = "A title", language: str = "en") -> list[Check]:
    return look_over(title, validate(list(blocks)), language)


def text(words: str) -> Block:
    return {"id": "t", "type": "text", "text": words}


def ways(checks: list[Check]) -> list[str]:
    return [check.words for check in checks if not check.is_ok]


def test_an_empty_page_is_told_what_it_lacks() -> None:
    assert ways(looked(text(""), title="")) == [
        "No title yet.",
        "Nothing to read yet.",
        "No question for the reader yet.",
    ]


def test_a_finished_page_has_nothing_to_put_right() -> None:
    assert ways(looked(text(PLAIN), QUESTION)) == []


def test_over_ten_minutes_is_long_and_the_way_leads_to_its_middle() -> None:
    blocks = [{"id": f"b{n}", "type": "text", "text": PLAIN * 5} for n in range(12)]
    long = next(check for check in looked(*blocks, QUESTION) if "minutes" in check.words)
    assert not long.is_ok and long.part in {"b5", "b6"}
    assert next(check for check in looked(text(PLAIN)) if "minute" in check.words).is_ok


@pytest.mark.parametrize(("language", "plain", "hard"), [("en", PLAIN, LAW), ("sv", PLAIN, LAW)])
def test_hard_words_are_told_and_plain_ones_are_not(language: str, plain: str, hard: str) -> None:
    assert "Hard to read" in ways(looked(text(hard), QUESTION, language=language))
    assert ways(looked(text(plain), QUESTION, language=language)) == []
    assert ways(looked(text(hard), QUESTION, language="zh")) == []
    assert ways(looked(text(hard[:150]), QUESTION, language=language)) == []


def test_the_longest_sentence_is_where_the_way_leads() -> None:
    long = "and so on and on with all of it and more of the administrative considerations " * 4
    checks = looked({**text(LAW), "id": "a"}, {**text(f"{long}."), "id": "b"})
    hard = next(check for check in checks if "read" in check.words and not check.is_ok)
    assert hard.part == "b" and "60 words" not in hard.words


def test_the_formulas_give_what_their_sources_give() -> None:
    # five words in one sentence, six syllables: 206.835 - 1.015 * 5 - 84.6 * 6 / 5
    english = [Sentence("a", ["The", "happy", "dog", "ran", "home"])]
    assert ease(english, "en") == pytest.approx(206.835 - 5.075 - 101.52)
    # Amstad, eight words in two sentences, twelve syllables
    german = [Sentence("a", ["Der", "alte", "Hund", "schläft"]), Sentence("a", ["Morgen", "regnet", "es", "wieder"])]
    assert ease(german, "de") == pytest.approx(180 - 4 - 58.5 * 12 / 8)
    # LIX of ten words in two sentences, two of them long: 5 + 20 = 25
    french = [
        Sentence("a", ["le", "chat", "dort", "dans", "longtemps"]),
        Sentence("a", ["il", "a", "mal", "au", "ventricule"]),
    ]
    assert ease(french, "fr") == pytest.approx(60 - 1.5 * (25 - 40))


def test_pictures_and_recordings_need_words() -> None:
    image = {"id": "i", "type": "image", "picture": "0" * 64}
    film = {"id": "v", "type": "video", "file": "0" * 64}
    found = {check.describe for check in looked(text(PLAIN), QUESTION, image, film) if not check.is_ok}
    assert found == {"i", "v"}
    told = looked(text(PLAIN), QUESTION, {**image, "alt": "A pump"}, {**film, "caption": "A pump runs"})
    assert ways(told) == []


def test_prompts_are_counted_and_the_way_leads_to_the_first() -> None:
    checks = looked(text(f"{PLAIN}\n\n⟨What?⟩"), QUESTION, {"id": "q", "type": "task", "text": "⟨Try⟩"})
    prompts = next(check for check in checks if "prompts" in check.words)
    assert (prompts.words, prompts.part) == ("2 prompts are not filled in.", "t")


def test_the_checks_are_for_those_who_write(cast: Cast) -> None:
    item = draft(cast.author, blocks=page())
    shown = read(at(cast.author).get(f"/modules/{item.pk}/checks/"))
    assert "Asks the reader something" in shown and "<html" not in shown
    assert at(cast.stranger).get(f"/modules/{item.pk}/checks/").status_code == 404


def test_the_page_in_plain_fields_shows_them_too(cast: Cast) -> None:
    item = draft(cast.author, blocks=[text("Hello.")])
    shown = read(at(cast.author).get(f"/modules/{item.pk}/edit/?plain=1"))
    assert "No question for the reader yet." in shown and 'value="add question"' in shown


def test_what_a_document_left_behind_stands_beside_the_page_made_of_it(cast: Cast) -> None:
    client = at(cast.newcomer)
    client.post("/make/", {"from_file": "1", "file": sent(slides(), "Hands.pptx"), "for_need_id": "7"})
    item = Item.objects.select_related("module").get()
    assert item.title == "Wash your * hands" and item.module.for_need_id == 7
    shown = read(client.get(f"/modules/{item.pk}/checks/"))
    assert "Not taken from Hands.pptx: 1 hidden slide." in shown


def test_a_document_that_cannot_be_read_is_said_on_the_page(cast: Cast) -> None:
    for files in ({"file": sent(pdf({}), "scan.pdf")}, {}):
        response = at(cast.newcomer).post("/make/", {"from_file": "1", "for_need_id": "7", **files})
        assert response.status_code == 422
        assert ("its pages are pictures" if files else "Choose a file first") in read(response)
        assert 'value="7"' in read(response)
