"""How a suggestion reads: words that changed one after another stand together, and nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as some

from upwell.library.comparing import words
from upwell.library.queries.suggestions import in_runs

text = some.lists(some.sampled_from(["put", "the", "ask", "first", "now", ",", ".", "then", "write"]), max_size=12).map(
    " ".join
)


def test_neighbouring_changes_are_one() -> None:
    pieces = in_runs(words("stays in the record where it already is.", "stays in the record the practice can open."))
    assert [(piece.how, piece.text) for piece in pieces] == [
        ("same", "stays in the record "),
        ("del", "where it already is"),
        ("ins", "the practice can open"),
        ("same", "."),
    ]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text, text)
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    pieces = in_runs(words(before, after))
    assert "".join(piece.text for piece in pieces if piece.how != "ins") == before
    assert "".join(piece.text for piece in pieces if piece.how != "del") == after
