"""Words are found again after edits around them and inside them, and are never said to be where they are not."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from upwell.discussion.anchors import Place, Quote, find, locate, quote, sentences, tight_place, whole_sentences

LETTER = (
    "Open with a line that could stand alone. Say what she must do, and by when. "
    "Thank her at the end.\nOne page is enough: nobody reads a second. Sign with a name, not with a team."
)
WORDS = [
    "ask",
    "line",
    "page",
    "letter",
    "potassium",
    "Friday",
    "repeat",
    "please",
    "stand",
    "alone",
    "nobody",
    "reads",
    "name",
    "team",
    "ward",
    "dose",
    "check",
]

word = some.sampled_from(WORDS)
sentence = some.lists(word, min_size=5, max_size=12, unique=True).map(lambda words: " ".join(words).capitalize() + ".")
page = some.lists(sentence, min_size=2, max_size=9, unique=True)


def tight(text: str) -> str:
    return "".join(text.split())


def taken(text: str, words: str) -> Quote:
    start = text.index(words)
    return quote(text, start, start + len(words))


def words_at(text: str, place: Place | None) -> str | None:
    return text[place.start : place.end] if place else None


def test_the_very_words_are_found_with_other_line_breaks() -> None:
    wanted = taken(LETTER, "Thank her at the end.\nOne page is enough")
    assert words_at(
        "Well.  " + LETTER.replace("\n", "  \n\n "), locate("Well.  " + LETTER.replace("\n", "  \n\n "), wanted)
    )


def test_of_two_equal_sentences_the_one_with_its_surroundings() -> None:
    text = "Check the dose. Yes. Then ring the ward. Yes. Then write it down."
    wanted = quote(text, text.rindex("Yes."), text.rindex("Yes.") + 4)
    moved = "Before all that, wash your hands. " + text
    place = locate(moved, wanted)
    assert place and place.start == moved.rindex("Yes.")


def test_a_short_sentence_that_is_gone_is_not_found_in_another_place() -> None:
    text = "Check the dose. Yes. Then ring the ward and ask for help."
    wanted = taken(text, "Yes.")
    assert locate("Check the dose twice, with a colleague. Is it the right patient? Yes. Good.", wanted) is None


def test_a_sentence_said_in_other_words_is_found_and_said_to_have_changed() -> None:
    wanted = taken(LETTER, "Say what she must do, and by when.")
    changed = LETTER.replace("Say what she must do, and by when.", "Say what the GP must do, and by which day.")
    place = locate(changed, wanted)
    assert place and place.has_changed
    assert words_at(changed, place) == "Say what the GP must do, and by which day."


def test_a_sentence_that_is_gone_is_gone() -> None:
    wanted = taken(LETTER, "Say what she must do, and by when.")
    assert locate(LETTER.replace(" Say what she must do, and by when.", ""), wanted) is None
    assert locate("", wanted) is None


def test_its_neighbour_is_not_taken_for_what_became_of_it() -> None:
    text = "Press A to stop the pump. Press B to stop the alarm. Ring the ward."
    wanted = taken(text, "Press A to stop the pump.")
    assert locate("Press B to stop the alarm. Ring the ward.", wanted) is None


def test_a_few_chosen_words_become_their_sentence() -> None:
    start = LETTER.index("must do")
    place = whole_sentences(LETTER, Place(start, start + 4))
    assert words_at(LETTER, place) == "Say what she must do, and by when."


def test_a_place_counted_without_white_space() -> None:
    assert tight_place("a b  cd e", Place(5, 7)) == (2, 4)


@pytest.mark.parametrize("text", ["", " \n", "No stop", "One. Two! Three?\nFour", "3.5 mg at 8.30. Then more."])
def test_sentences_hold_every_word_once(text: str) -> None:
    assert tight("".join(text[start:end] for start, end in sentences(text))) == tight(text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(page, some.data())
def test_edits_around_it_never_lose_a_sentence(said: list[str], data: some.DataObject) -> None:
    """Whatever comes, goes or moves around a sentence: as long as it stands there, it is found, unchanged."""
    at = data.draw(some.integers(0, len(said) - 1))
    text = " ".join(said)
    start = len(" ".join(said[:at])) + (at > 0)
    wanted = quote(text, start, start + len(said[at]))
    others = [each for place, each in enumerate(said) if place != at and data.draw(some.booleans())]
    before = data.draw(some.lists(sentence, max_size=3)) + others[: len(others) // 2]
    after = others[len(others) // 2 :] + data.draw(some.lists(sentence, max_size=3))
    now = data.draw(some.sampled_from([" ", "\n", "\n\n"])).join([*before, said[at], *after])
    assume(len(tight(said[at])) >= 12)
    place = locate(now, wanted)
    assert place is not None
    assert not place.has_changed
    assert tight(now[place.start : place.end]) == tight(said[at])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(page, some.data())
def test_an_edit_inside_it_is_never_called_unchanged(said: list[str], data: some.DataObject) -> None:
    """A word more or less: the sentence is found as changed, or is gone; it is not said to be as it was."""
    at = data.draw(some.integers(0, len(said) - 1))
    text = " ".join(said)
    start = len(" ".join(said[:at])) + (at > 0)
    wanted = quote(text, start, start + len(said[at]))
    words = said[at].split()
    place = data.draw(some.integers(1, len(words) - 2))
    words[place] = data.draw(some.sampled_from(["never", "always", "", "quickly and well"]))
    now = " ".join([*said[:at], " ".join(filter(None, words)), *said[at + 1 :]])
    assume(tight(said[at]) not in tight(now))
    found = locate(now, wanted)
    assert found is not None, "its neighbours stand where they stood, so it is to be found"
    assert found.has_changed
    assert words_at(now, found) not in said[max(0, at - 1) : at] + said[at + 1 : at + 2]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    some.text(max_size=300),
    some.text(max_size=80),
    some.text(max_size=64),
    some.text(max_size=64),
    some.integers(0, 400),
)
def test_anything_at_all_is_answered_within_the_text(
    text: str, exact: str, prefix: str, suffix: str, start: int
) -> None:
    place = locate(text, Quote(exact, prefix, suffix, start))
    if place is not None:
        assert 0 <= place.start < place.end <= len(text)
        assert place.has_changed or tight(text[place.start : place.end]) == tight(exact)
    assert find(text, Quote("", prefix, suffix)) is None
