"""One search: needs, modules and people, by words, begun and mistyped ones, by meaning and by name."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.search.telling import LETTER, LETTER_TOO, PUMP, answered, asked, letters, written
from upwell.library.actions.curating import set_audience
from upwell.library.actions.reading import react_to_item
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.voicing import voice_need
from upwell.people.actions.skills import set_skill
from upwell.search.queries.everything import search_everything
from upwell.search.queries.similar import answering_items, similar_needs
from upwell.search.views import OF_EACH_KIND

Settle = Callable[[], int]


@pytest.mark.parametrize(
    "typed", ["discharge", "discharge let", "dischrage", "LETTERS", "how do I write a letter for a GP"]
)
def test_needs_and_modules_are_found_however_they_are_typed(cast: Cast, settle: Settle, typed: str) -> None:
    need, item = letters(cast)
    asked(PUMP, cast.stranger)
    settle()
    found = search_everything(typed, cast.stranger)
    assert found.needs[0].need == need
    assert found.items[0].item == item


def test_what_means_the_same_is_found_where_no_word_is_shared(cast: Cast, settle: Settle) -> None:
    need = asked("How do I calm relatives who are angry?", cast.asker)
    settle()
    found = search_everything("dealing with furious family members", cast.stranger)
    assert [hit.need for hit in found.needs] == [need]


@pytest.mark.parametrize("typed", ["Piet Jansen", "piet", "jans", "Pitt Jansen", "Jensen"])
def test_people_are_found_by_name_begun_or_misspelt(cast: Cast, settle: Settle, typed: str) -> None:
    settle()
    assert [hit.person for hit in search_everything(typed, cast.asker).people] == [cast.stranger]


def test_people_are_found_by_what_they_can_do_and_it_says_so(cast: Cast, settle: Settle) -> None:
    set_skill(cast.helper, by=cast.helper, name="Wound care", level=3)
    set_skill(cast.helper, by=cast.helper, name="Budgets", level=3)
    settle()
    assert [(hit.person, hit.detail) for hit in search_everything("wound", cast.asker).people] == [
        (cast.helper, "Wound care")
    ]


def test_the_passage_that_was_found_is_marked(cast: Cast, settle: Settle) -> None:
    written("Writing well", cast.author, "Long words. " * 40 + "The referral comes first.")
    settle()
    (hit,) = search_everything("referral", cast.asker, passages=True).items
    assert ("referral", True) in hit.passage


def test_nothing_of_another_team_is_found(cast: Cast, settle: Settle) -> None:
    hidden = declare_need(LETTER, by=cast.asker, team=cast.outpatients)
    item = written("Discharge letters", cast.author, "How to write a discharge letter.")
    set_audience(item, by=cast.author, team=cast.author.team)
    settle()
    for reader, sees_need, sees_item in (
        (cast.stranger, False, False),
        (cast.lead, True, False),
        (cast.author, False, True),
    ):
        found = search_everything("discharge letter", reader)
        assert [hit.need for hit in found.needs] == [hidden] * sees_need
        assert [hit.item for hit in found.items] == [item] * sees_item
        assert [hit.need for hit in similar_needs(LETTER_TOO, reader)] == [hidden] * sees_need
        assert [hit.item for hit in answering_items(LETTER_TOO, reader)] == [item] * sees_item


def test_where_most_is_hidden_the_rest_is_found_all_the_same(cast: Cast, settle: Settle) -> None:
    for number in range(9):
        declare_need(f"{LETTER} Ward {number}.", by=cast.asker, team=cast.outpatients)
    open_to_all = asked(LETTER_TOO, cast.helper)
    settle()
    assert [hit.need for hit in search_everything("discharge letter", cast.stranger).needs] == [open_to_all]


def test_of_two_that_answer_as_well_the_more_useful_comes_first(cast: Cast, settle: Settle) -> None:
    text = "A discharge letter that the GP reads begins with what the GP should do."
    plain = written("Discharge letters that get read", cast.author, text)
    useful = written("Discharge letters that get read", cast.helper, text)
    react_to_item(useful, by=cast.stranger, kind="useful")
    settle()
    assert [hit.item for hit in answering_items(LETTER_TOO, cast.asker)] == [useful, plain]
    assert answering_items(LETTER_TOO, cast.asker)[0].reasons == ["useful to 1"]


def test_a_need_says_how_many_ask_it_and_what_it_has(cast: Cast, settle: Settle) -> None:
    need = asked(LETTER, cast.asker)
    voice_need(need, by=cast.newcomer)
    answered(need, cast.helper)
    settle()
    assert similar_needs(LETTER_TOO, cast.stranger)[0].reasons == ["1 answer", "2 ask this"]


def test_a_question_is_about_its_other_words(cast: Cast, settle: Settle) -> None:
    asked("How do I do what I can?", cast.asker)
    handover = asked("Handover in five minutes", cast.asker, "Somebody told me it works elsewhere, and I wonder.")
    settle()
    assert [hit.need for hit in search_everything("how do I do my handover", cast.stranger).needs][0] == handover
    assert len(search_everything("how do", cast.stranger).needs) == 1  # nothing else was typed


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_with_the_same_words_the_one_that_is_about_it_comes_first(cast: Cast, settle: Settle, turn: int) -> None:
    garden = "Behind the roses, frogs, newts and goldfish hear the garden pump and its alarm by the pond."
    drip = "Behind the curtain, nurses, doctors and visitors hear the drip pump and its alarm by the ward."
    made = {text: written("Pump alarm", cast.author, text) for text in (garden, drip)[::turn]}
    settle()
    found = search_everything("pump alarm, infusion stopped, patient in hospital bed", cast.stranger, limit=1).items
    assert [hit.item for hit in found] == [made[drip]]  # the words find enough: nothing else is looked for


def test_two_words_that_are_one_elsewhere_find_it(cast: Cast, settle: Settle) -> None:
    for number in range(3):
        written(f"Give the patient a hand, {number}", cast.author, "Reach over and hold the hand of the patient.")
    handover = written("Tell the next shift", cast.author, "A handover in four sentences.")
    settle()
    found = search_everything("hand over", cast.stranger, limit=1).items
    assert [hit.item for hit in found] == [handover]


def test_words_that_only_ask_are_not_marked(cast: Cast, settle: Settle) -> None:
    written("Pump alarm", cast.author, "What I do when the pump alarms: I look how the line runs.")
    settle()
    (hit,) = search_everything("how do I silence the pump", cast.stranger, passages=True).items
    assert {words.lower() for words, is_found in hit.passage if is_found} == {"pump"}


def test_of_each_kind_the_best_few_are_shown_and_more_of_one(cast: Cast, settle: Settle, client: Client) -> None:
    for number in range(OF_EACH_KIND + 2):
        written(f"Letters of ward {number}", cast.author, "It says what to do.")
    asked("How do I write letters?", cast.asker)
    settle()
    client.force_login(cast.stranger)
    of_all = client.get("/search/", {"q": "letters"}).content.decode()
    assert of_all.count("Letters of ward") == OF_EACH_KIND
    assert "only=item" in of_all and "More to learn from" in of_all and "More needs" not in of_all
    of_one = client.get("/search/", {"q": "letters", "only": "item"}).content.decode()
    assert of_one.count("Letters of ward") == OF_EACH_KIND + 2
    assert "How do I write letters?" not in of_one and "More to learn from" not in of_one
    assert (
        client.get("/search/", {"q": "letters", "only": "nonsense"}).content.decode().count("/modules/") >= OF_EACH_KIND
    )


def test_where_one_kind_has_nothing_the_others_are_a_step_away(cast: Cast, settle: Settle, client: Client) -> None:
    letters(cast)
    settle()
    client.force_login(cast.stranger)
    page = client.get("/search/", {"q": "discharge letter", "only": "moment"}).content.decode()
    assert "Nothing of this kind" in page and "?q=discharge+letter" in page


@pytest.mark.parametrize("text", ["", "   ", "\x00", "((((", "'; DROP TABLE needs_need; --", "x" * 5000])
def test_no_text_is_an_error(cast: Cast, settle: Settle, text: str) -> None:
    letters(cast)
    settle()
    assert search_everything(text, cast.stranger).needs == []


def test_twenty_hits_cost_no_more_queries_than_two(cast: Cast, settle: Settle) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            search_everything("letter", cast.stranger, limit=20)
        return len(captured)

    for number in range(2):
        letters_of_ward(cast, number)
    settle()
    few = queries()
    for number in range(2, 20):
        letters_of_ward(cast, number)
    settle()
    assert queries() <= few  # where the words find enough, nothing is looked for by meaning


def letters_of_ward(cast: Cast, number: int) -> None:
    """A need and a module more."""
    asked(f"How do I write the letter of ward {number}?", cast.asker)
    written(f"The letter of ward {number}", cast.author, "It says what to do.")
