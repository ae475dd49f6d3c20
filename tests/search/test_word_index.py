"""The word index finds what somebody means, in any spelling, and no text can harm it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from upwell.search.highlights import highlight
from upwell.search.index import Entry, IndexBusy, WordIndex

ENTRIES = [
    Entry(1, "Discharge letters that get read", "Begin with what the GP should do."),
    Entry(2, "Infusion pumps at night", "Silence the alarm, then look at the line."),
    Entry(3, "Café rules for the night shift", "No crumbs."),
    Entry(4, "Budget for pharmacy", "Only for the team.", team_id=7),
    Entry(5, "Writing", "", more="discharge"),
]


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    index = WordIndex(tmp_path / "index")
    with index.writing() as writer:
        writer.put(ENTRIES)
    return index


def first(found: dict[int, float]) -> int | None:
    return next(iter(found), None)


@pytest.mark.parametrize("typed", ["letter", "LETTERS", "lettres", "discharge let", "Discharge-letters!"])
def test_what_is_typed_nearly_right_is_found(index: WordIndex, typed: str) -> None:
    assert first(index.find(typed, limit=3)) == 1


def test_accents_do_not_matter(index: WordIndex) -> None:
    assert first(index.find("cafe", limit=3)) == 3


def test_a_sentence_finds_what_is_about_the_same(index: WordIndex) -> None:
    assert first(index.similar("My pump alarmed all night, what is wrong with it?", limit=3)) == 2


def test_a_title_counts_more_than_other_words(index: WordIndex) -> None:
    assert list(index.find("discharge", limit=3)) == [1, 5]


def test_what_is_limited_to_a_team_is_found_only_with_it(index: WordIndex) -> None:
    assert index.find("budget", limit=3) == {}
    assert first(index.find("budget", limit=3, teams=[7])) == 4
    assert first(index.similar("budget", limit=3, teams=None)) == 4


def test_putting_again_replaces_and_removing_removes(index: WordIndex) -> None:
    with index.writing() as writer:
        writer.put([Entry(1, "Something else entirely")])
        writer.remove([2, 99])
    assert index.count() == len(ENTRIES) - 1
    assert index.find("infusion", limit=3) == {}
    assert first(index.find("entirely", limit=3)) == 1
    assert 1 not in index.find("discharge", limit=3)


def test_a_failed_write_changes_nothing(index: WordIndex) -> None:
    with pytest.raises(ZeroDivisionError), index.writing() as writer:
        writer.put([Entry(9, "Half a change")])
        raise ZeroDivisionError
    assert index.count() == len(ENTRIES)
    with index.writing() as writer:
        writer.put([Entry(10, "A whole one")])
    assert index.find("half", limit=3) == {}


def test_only_one_may_write_at_a_time(index: WordIndex, tmp_path: Path) -> None:
    with index.writing(), pytest.raises(IndexBusy), WordIndex(tmp_path / "index").writing():
        pass


def test_an_index_that_is_not_there_finds_nothing(tmp_path: Path) -> None:
    nowhere = WordIndex(tmp_path / "nowhere")
    assert nowhere.find("letters", limit=3) == {}
    assert nowhere.similar("letters", limit=3) == {}
    assert nowhere.count() == 0


def test_a_cleared_index_can_be_written_again(index: WordIndex) -> None:
    index.clear()
    assert index.count() == 0
    with index.writing() as writer:
        writer.put(ENTRIES[:1])
    assert first(index.find("letters", limit=3)) == 1


@pytest.mark.parametrize("garbage", [b"", b"{}", b"not json at all"])
def test_a_damaged_index_finds_nothing_until_it_is_written_anew(
    index: WordIndex, tmp_path: Path, garbage: bytes
) -> None:
    (tmp_path / "index" / "meta.json").write_bytes(garbage)
    for reader in (index, WordIndex(tmp_path / "index")):
        assert reader.find("letters", limit=3) == {}
        assert not reader.is_sound()
    index.clear()
    with index.writing() as writer:
        writer.put(ENTRIES)
    assert first(index.find("letters", limit=3)) == 1


HOSTILE = st.one_of(
    st.text(max_size=2_000),
    st.sampled_from(
        ["title:x AND (", '"unclosed', "a OR NOT b", "[a TO z}", "*~^\\", "\x00\x1f\ufffe", "+-&&||!", "𝒳 漢字 ‮"]
    ),
    st.text(alphabet="ab *?\"'~^:()[]{}\\/\x00\n", max_size=500),
)


@given(HOSTILE)
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_an_error(index: WordIndex, text: str) -> None:
    known = {entry.object_id for entry in ENTRIES if entry.team_id is None}
    assert set(index.find(text, limit=5)) <= known
    assert set(index.similar(text, limit=5)) <= known


@given(HOSTILE)
@hypothesis_settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_that_is_put_in_is_an_error(index: WordIndex, text: str) -> None:
    with index.writing() as writer:
        writer.put([Entry(50, text, text, text)])
    assert index.count() == len(ENTRIES) + 1
    assert first(index.find("discharge", limit=3)) == 1 or "discharge" in text.lower()


@pytest.mark.parametrize("text", ["a" * 200_000, "word " * 40_000, " ".join(map(str, range(40_000)))])
def test_two_hundred_kilobytes_are_cut_to_what_says_something(index: WordIndex, text: str) -> None:
    assert len(index.find(text, limit=5)) <= 5
    assert len(index.similar(text, limit=5)) <= 5


@given(st.text(max_size=400), st.text(max_size=50))
@hypothesis_settings(max_examples=100, deadline=None)
def test_the_pieces_of_a_highlight_are_pieces_of_the_text(text: str, query: str) -> None:
    pieces = highlight(text, query, length=80)
    assert "".join(piece for piece, _ in pieces).strip("…") in text
    assert all(piece in text for piece, matched in pieces if matched)


def test_a_highlight_marks_the_words_that_were_found() -> None:
    text = "Nothing here. " * 30 + "Write the discharge letter first."
    pieces = highlight(text, "discharge letters", length=60)
    assert [piece for piece, matched in pieces if matched] == ["discharge", "letter"]
