"""Whatever a file holds, it is taken or refused in words that can be printed; nothing breaks on it."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from upwell.interop.imports.checking import check_rows
from upwell.interop.imports.dialects import plain
from upwell.interop.imports.links import Shelf, leading_here
from upwell.interop.imports.problems import Problems
from upwell.interop.imports.reading import COLUMNS, read_folder

TEXT = st.text(st.characters(exclude_categories=[]), max_size=30)  # lone surrogates too: JSON can hold them
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | TEXT
    | st.sampled_from(["2024-03-01", "a@example.org", "now"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=4,
)
CELLS = st.text(max_size=20) | st.sampled_from(["a@example.org", "2024-03-01", "x:3;y", "admin", '"', ";", ",", "\n"])


def check(name: str, content: bytes) -> None:
    """Read and check a folder with this one file, and print what is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(content)
        problems = Problems()
        check_rows(read_folder(Path(folder), problems), problems)
        "\n".join(str(problem) for problem in [*problems.in_order(), *problems.notes]).encode()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(COLUMNS)), st.binary(max_size=300))
def test_any_bytes(name: str, content: bytes) -> None:
    check(name, content)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["needs.jsonl", "answers.jsonl"]),
    st.lists(
        st.dictionaries(st.sampled_from([*COLUMNS["needs.jsonl"], *COLUMNS["answers.jsonl"]]) | TEXT, VALUES),
        max_size=3,
    ),
)
def test_any_json(name: str, lines: list[object]) -> None:
    check(name, "\n".join(json.dumps(line) for line in lines).encode())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=14), max_size=4), st.sampled_from([",", ";", "\t"]))
def test_any_table(rows: list[list[str]], delimiter: str) -> None:
    head = delimiter.join(COLUMNS["people.csv"])
    check("people.csv", "\n".join([head, *(delimiter.join(row) for row in rows)]).encode(errors="replace"))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        CELLS | st.sampled_from(["[x](", "y.md", ")", "```", "`", "!!! tip", "{%", "%}", "\n    ", "[a]: b"]),
        max_size=12,
    )
)
def test_any_markdown(pieces: list[str]) -> None:
    text = plain("".join(pieces))
    shelf = Shelf([])
    leading_here([{"type": "text", "text": text}], lambda target: shelf.find(target, Path("a/b.md")))  # type: ignore[arg-type]
    assert text.count("\n") == "".join(pieces).count("\n")
