"""Texts become vectors: the same each time, of length one, whatever the text is."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from upwell.search.embedding import (
    EmbedderUnavailable,
    SentenceEmbedder,
    StaticEmbedder,
    _load_sentence_embedder,
    _packaged_files,
    sentence_embedder,
    static_embedder,
)
from upwell.search.meaning import headline, meaning_of, vectors_of

Load = Callable[[], SentenceEmbedder | StaticEmbedder]
EMBEDDERS: list[Load] = [sentence_embedder, static_embedder]


@pytest.mark.parametrize("embedder", EMBEDDERS)
def test_a_text_has_the_same_vector_alone_and_among_others(embedder: Load) -> None:
    alone = embedder().embed(["Write a letter."])
    among = embedder().embed(["x", "Write a letter.", "A much longer text about something else. " * 20])
    assert np.allclose(alone[0], among[1], atol=1e-5)


@pytest.mark.parametrize("embedder", EMBEDDERS)
def test_meaning_the_same_is_nearer_than_sharing_words(embedder: Load) -> None:
    letter, doctor, pump = embedder().embed(
        ["How do I write to the GP?", "Composing letters for a general practitioner", "The pump alarms at night"]
    )
    assert letter @ doctor > letter @ pump


@pytest.mark.parametrize("embedder", EMBEDDERS)
def test_no_texts_give_no_rows(embedder: Load) -> None:
    assert embedder().embed([]).shape == (0, embedder().dimensions)


@given(st.lists(st.text(max_size=300), max_size=5))
@hypothesis_settings(max_examples=30, deadline=None)
def test_any_text_has_a_finite_vector_no_longer_than_one(texts: list[str]) -> None:
    for embedder in EMBEDDERS:
        vectors = embedder().embed(texts)
        lengths = np.linalg.norm(vectors, axis=1)
        assert np.isfinite(vectors).all()
        assert ((np.abs(lengths - 1) < 1e-3) | (lengths == 0)).all()


def test_two_hundred_thousand_characters_are_one_text_more() -> None:
    meaning = meaning_of("letters and pumps " * 12_000)
    assert meaning.sentence.shape == (384,)


def test_a_folder_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="model.onnx is missing"):
        _load_sentence_embedder(tmp_path, 1)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("How do I write a letter? The GPs complain.", "How do I write a letter?"),
        ("Help! How do I write a letter? They complain.", "Help! How do I write a letter?"),
        ("Only a title\nand a line below", "Only a title"),
        ("No end here", "No end here"),
        ("", ""),
    ],
)
def test_the_headline_is_the_first_sentence_that_says_something(text: str, first: str) -> None:
    assert headline(text) == first


def test_documents_with_the_same_words_share_their_vectors() -> None:
    found = vectors_of([("A title", "and a body"), ("A title", "and a body"), ("Another", "")])
    assert set(found) == {("A title", "and a body"), ("Another", "")}


def test_the_prepared_model_says_the_same_and_is_made_once(tmp_path: Path) -> None:
    alone = _load_sentence_embedder(None, 1).embed(["Write a letter."])
    model, tokenizer = _packaged_files()
    for _ in range(2):
        shared = SentenceEmbedder(model, tokenizer, kept_in=tmp_path)
        assert np.allclose(shared.embed(["Write a letter."]), alone, atol=1e-5)
    assert len(list(tmp_path.glob("*/model.onnx"))) == 1


def test_a_prepared_model_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    model, tokenizer = _packaged_files()
    SentenceEmbedder(model, tokenizer, kept_in=tmp_path)
    (prepared,) = tmp_path.glob("*/model.onnx")
    prepared.write_bytes(b"half a model")
    for _ in range(2):
        assert SentenceEmbedder(model, tokenizer, kept_in=tmp_path).embed(["A text."]).any()
    assert prepared.stat().st_size > 1000


def test_a_model_that_cannot_be_prepared_is_used_as_it_is(tmp_path: Path) -> None:
    in_the_way = tmp_path / "model"
    in_the_way.write_text("a file where a folder should be")
    assert _load_sentence_embedder(None, 1, in_the_way).embed(["A text."]).shape == (1, 384)
