"""The word index: finds texts by the words in them (BM25), in a folder on each node.

It is derived from the `Document` rows and never a source of truth: a damaged or missing folder is rebuilt with
`upwell manage rebuild_search`. There is one index per kind of document, so that a word counts as rare or common among
needs, say, and not among everything.

Queries are built from the words of a text alone, never parsed, so that no text has operators; and a text is cut to
`LONGEST_QUERY` characters, so that none is expensive. Only the worker writes; readers notice a commit by the stamp of the
index's own list of segments.
"""

import logging
import os
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import tantivy
from django.conf import settings

SHAPE = "2"  # raise it when the fields or their analysis change: each shape has a folder of its own

LONGEST_QUERY = 5_000  # characters
LONGEST_PHRASE = 60  # characters of what is likely to come again
MOST_WORDS = 100  # different words of one query
MOST_COUNTED = 5  # times that a word counts which a text repeats
LONGEST_WORD = 40  # characters; longer runs are keys and addresses, not words
LONGEST_FIELD = 100_000  # characters of one document that are indexed
WRITER_MEMORY = 30_000_000  # bytes; tantivy takes 15 MB at least
EVERYBODY = 0  # in the field `team`: no team limits who may see it

TYPO_FROM = 4  # letters: shorter words have too many neighbours
TWO_TYPOS_FROM = 8
MOST_WORDS_WITH_TYPOS = 6  # in a longer query, the other words make up for the mistyped one
NEAR_WORD_WEIGHT = 15.0  # a word that no document has is mistyped or unfinished: what it nearly is counts like a hit
# What makes a question of what one looks for. Many texts have these words, in their titles, too: reading all of those took
# half of a search, and found worse (docs/matching.md). Where nothing else is typed, they are looked for all the same.
_ASKING = """
how what when where which who whom whose why can could do does did have has had i me my we us our you your should would must
am been being were from about than so any some
"""
ASKING = frozenset(_ASKING.split())

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """What the index holds of one document: `more` are words that find it but are not its own, as those of its answers."""

    object_id: int
    title: str
    body: str = ""
    more: str = ""
    team_id: int | None = None


class IndexBusy(Exception):
    """Somebody else is writing to the index at this moment; try again a little later."""


class WordIndex:
    """The index of one kind of document, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: tantivy.Index | None = None
        self._stamp: tuple[int, int] | None = None

    # --- reading ---

    def similar(self, text: str, *, limit: int, teams: Collection[int] | None = ()) -> dict[int, float]:
        """BM25 of the `limit` documents whose words are most like those of `text`, a sentence or a page; best first.

        Stems and no stop words: what a text is about. `teams` are those whose limited documents may be found
        (None: all).
        """
        words = Counter(all_stems_of(text)).most_common(MOST_WORDS)
        clauses = [("words", word) for word, count in words for _ in range(min(count, MOST_COUNTED))]
        return self._search(lambda index: _any_of(index.schema, clauses), limit=limit, teams=teams)

    def find(self, text: str, *, limit: int, teams: Collection[int] | None = ()) -> dict[int, float]:
        """Scores of the `limit` documents that somebody means who types `text` into the search field; best first.

        Whole words count more than stems, titles more than bodies; the last word may be unfinished, and longer
        words may hold a typing mistake.
        """
        return self._search(lambda index: _meant_by(index, text[:LONGEST_QUERY]), limit=limit, teams=teams)

    def count(self) -> int:
        """How many documents it holds; none where it cannot be read."""
        index = self._readable()
        return int(index.searcher().num_docs) if index else 0

    def is_sound(self) -> bool:
        """Whether it can be opened, or is not there yet; a machine that stopped may leave a folder that cannot."""
        try:
            return self._current() is not None or not self._folder.exists()
        except ValueError:
            return False

    def _search(
        self,
        query_for: Callable[[tantivy.Index], tantivy.Query | None],
        *,
        limit: int,
        teams: Collection[int] | None,
    ) -> dict[int, float]:
        index = self._readable()
        query = query_for(index) if index else None
        if index is None or query is None or limit < 1:
            return {}
        searcher = index.searcher()
        filters = [] if teams is None else [_one_of(index.schema, "team", {EVERYBODY, *teams})]
        musts = [(tantivy.Occur.Must, query), *((tantivy.Occur.Must, each) for each in filters)]
        hits = searcher.search(tantivy.Query.boolean_query(musts), limit, count=False).hits
        ids = searcher.fast_field_values("id", [address for _, address in hits])
        return {int(object_id or 0): float(score) for (score, _), object_id in zip(hits, ids, strict=True)}

    def _readable(self) -> tantivy.Index | None:
        """The index, or None where it is damaged: search goes on by meaning until the worker has written it anew."""
        try:
            return self._current()
        except ValueError:
            log.warning("The word index in %s cannot be read; the worker will write it anew.", self._folder)
            return None

    def _current(self) -> tantivy.Index | None:
        """The index as of its last commit, or None before the first."""
        try:
            about = (self._folder / "meta.json").stat()
        except FileNotFoundError:
            return None
        stamp = (about.st_ino, about.st_mtime_ns)
        with self._lock:
            if self._opened is None:
                self._opened = tantivy.Index.open(str(self._folder))
                self._opened.config_reader("manual")
                self._stamp = None
            if stamp != self._stamp:
                self._opened.reload()
                self._stamp = stamp
            return self._opened

    # --- writing ---

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """Let the block change documents; all its changes are seen at once when it ends, none if it fails."""
        index = self._open_for_writing()
        try:
            writer = index.writer(WRITER_MEMORY, 1)
        except ValueError as error:
            raise IndexBusy(str(error)) from error
        try:
            yield Writer(writer)
            writer.commit()
        finally:
            writer.wait_merging_threads()

    def clear(self) -> None:
        """Throw the folder away, whatever state it is in."""
        with self._lock:
            self._opened = None
            shutil.rmtree(self._folder, ignore_errors=True)

    def _open_for_writing(self) -> tantivy.Index:
        os.makedirs(self._folder, exist_ok=True)
        index = tantivy.Index(_schema(), path=str(self._folder), reuse=True)
        index.register_tokenizer("stems", _stems())
        index.register_tokenizer("plain", _plain())
        return index


class Writer:
    """What may be done inside `WordIndex.writing()`."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def put(self, entries: Iterable[Entry]) -> None:
        """Add documents, or put them in the place of what was there under their ids."""
        for entry in entries:
            self._writer.delete_documents_by_term("id", entry.object_id)
            self._writer.add_document(_document(entry))

    def remove(self, object_ids: Iterable[int]) -> None:
        """Take documents out; those that are not there are passed over."""
        for object_id in object_ids:
            self._writer.delete_documents_by_term("id", object_id)

    def remove_all(self) -> None:
        """Take everything out."""
        self._writer.delete_all_documents()


def word_index(kind: str) -> WordIndex:
    """This process's index of one kind of document."""
    return _word_index(Path(settings.SEARCH_FOLDER) / SHAPE / kind)


def all_stems_of(text: str) -> list[str]:
    """The words of a text as the index counts them: stems, no stop words, each as often as it is there."""
    return list(_stems().analyze(text[:LONGEST_QUERY]))


def stems_of(text: str) -> list[str]:
    """The different words of a text as the index counts them."""
    return list(_stems_of_phrase(text)) if len(text) <= LONGEST_PHRASE else _words_of(_stems(), text[:LONGEST_QUERY])


@lru_cache(maxsize=64)
def telling_words_of(text: str) -> tuple[str, ...]:
    """The different words of a text, in small letters, that say what is looked for; all of them where none does."""
    words = _words_of(_plain(), text[:LONGEST_QUERY])
    stemmed = [word for word in words if stems_of(word)]
    return tuple([word for word in stemmed if word not in ASKING] or stemmed or words)


@lru_cache(maxsize=8192)
def _stems_of_phrase(text: str) -> tuple[str, ...]:
    """Single words and names of skills come again and again."""
    return tuple(_words_of(_stems(), text))


@cache
def _word_index(folder: Path) -> WordIndex:
    return WordIndex(folder)


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_integer_field("team", indexed=True)
    builder.add_text_field("words", tokenizer_name="stems", index_option="freq")
    builder.add_text_field("plain", tokenizer_name="plain", index_option="freq")
    builder.add_text_field("title", tokenizer_name="plain", index_option="freq")
    return builder.build()


@cache
def _stems() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


@cache
def _plain() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


def _document(entry: Entry) -> tantivy.Document:
    everything = "\n".join([entry.title, entry.body, entry.more])[:LONGEST_FIELD]
    document = tantivy.Document()
    document.add_integer("id", entry.object_id)
    document.add_integer("team", entry.team_id or EVERYBODY)
    document.add_text("title", entry.title[:LONGEST_FIELD])
    document.add_text("words", everything)
    document.add_text("plain", everything)
    return document


def _words_of(analyzer: tantivy.TextAnalyzer, text: str) -> list[str]:
    """The different words of a text, in order, at most `MOST_WORDS`."""
    return list(dict.fromkeys(analyzer.analyze(text)))[:MOST_WORDS]


def _any_of(schema: tantivy.Schema, clauses: Sequence[tuple[str, str]]) -> tantivy.Query | None:
    """Documents with any of the words (field and word), each counted as often as it is named.

    Plain terms and nothing else: only so does tantivy pass over documents that cannot be among the best.
    """
    if not clauses:
        return None
    queries = [tantivy.Query.term_query(schema, field, word, "freq") for field, word in clauses]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _one_of(schema: tantivy.Schema, field: str, values: Collection[int]) -> tantivy.Query:
    """Documents whose number in `field` is one of `values`; it adds nothing to the score."""
    return tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, field, sorted(values)), 0.0)


def _meant_by(index: tantivy.Index, text: str) -> tantivy.Query | None:
    telling, searcher = telling_words_of(text), index.searcher()
    # who types 'hand over' may mean a handover
    joined = [first + second for first, second in pairwise(telling[:MOST_WORDS_WITH_TYPOS])]
    wanted = [*telling, *(word for word in joined if searcher.doc_freq("plain", word))]
    clauses = [("words", stem) for stem in dict.fromkeys(stem for word in wanted for stem in stems_of(word))]
    clauses += [(field, word) for word in wanted for field in ("title", "title", "plain")]
    whole = _any_of(index.schema, clauses)
    unknown = [word for word in telling[:MOST_WORDS_WITH_TYPOS] if not searcher.doc_freq("plain", word)]
    guesses = [_nearly(index.schema, word, may_be_unfinished=word == telling[-1]) for word in unknown]
    parts = [part for part in (whole, *guesses) if part is not None]
    if len(parts) < 2:
        return parts[0] if parts else None
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _nearly(schema: tantivy.Schema, word: str, *, may_be_unfinished: bool) -> tantivy.Query | None:
    """Documents with a word that begins like `word`, which none has, or differs from it by a letter or two."""
    typos = 0 if len(word) < TYPO_FROM else 2 if len(word) >= TWO_TYPOS_FROM else 1
    ways = [(distance, False, 1.0 / distance) for distance in range(1, typos + 1)]
    if may_be_unfinished and len(word) > 1:
        ways.append((0, True, 1.0))
    if not ways:
        return None
    queries = [
        tantivy.Query.boost_query(
            tantivy.Query.fuzzy_term_query(schema, field, word, distance, True, begins),
            NEAR_WORD_WEIGHT * share * field_share,
        )
        for distance, begins, share in ways
        for field, field_share in (("title", 1.0), ("plain", 0.5))
    ]
    return tantivy.Query.disjunction_max_query(queries)
