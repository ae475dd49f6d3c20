"""What search derives, for an organisation that was made at once: each different text is understood once."""

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import connection

from upwell.interop.copying import copy_values
from upwell.search.actions.finding import MEANT
from upwell.search.actions.helping import count_help
from upwell.search.documents import Text, all_ids, texts_of
from upwell.search.meaning import Words, vectors_of
from upwell.search.models import Document, DocumentKind

AT_ONCE = 2000
COLUMNS = ["kind", "object_id", "title", "body", "more", "skills", "team_id", "at"]
Progress = Callable[[str, int], None]


def write_documents(progress: Progress) -> None:
    """Write the documents of everything, and how much everybody has helped. The vector indexes are left to be built."""
    _drop_vector_indexes()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE understood (id int, sentence halfvec, static halfvec); "
            "CREATE TEMP TABLE coming (kind text, object_id bigint, title text, body text, more text, skills varchar[],"
            " team_id bigint, at timestamptz, understood_id int)"
        )
    known: dict[Words, int] = {}
    for kind in DocumentKind.values:
        ids = iter(all_ids(kind).iterator(chunk_size=AT_ONCE))
        while lot := list(islice(ids, AT_ONCE)):
            texts = texts_of(kind, lot)
            if kind in MEANT:
                _understand(texts, known)
            copy_values("coming", [*COLUMNS, "understood_id"], _rows(kind, texts, known))
            progress("documents", len(lot))
    _put()
    count_help()


def _understand(texts: list[Text], known: dict[Words, int]) -> None:
    """Work out what those texts mean that did not come up before."""
    new = {(text.title, text.body) for text in texts} - known.keys()
    vectors = vectors_of(sorted(new))
    rows = []
    for words in sorted(new):
        known[words] = len(known) + 1
        sentence, static = vectors[words]
        rows.append([known[words], _in_words(sentence.tolist()), _in_words(static.tolist())])
    copy_values("understood", ["id", "sentence", "static"], rows)


def _in_words(vector: list[float]) -> str:
    return "[" + ",".join(f"{number:.5g}" for number in vector) + "]"


def _rows(kind: str, texts: list[Text], known: dict[Words, int]) -> Iterator[list[object]]:
    for text in sorted(texts, key=lambda text: text.object_id):
        words = (text.title, text.body)
        said = [text.object_id, text.title, text.body, text.more, text.skills, text.team_id, text.at]
        yield [kind, *said, known.get(words)]


def _put() -> None:
    """Put vectors and texts together in the database, where each vector is read once and not for each of its uses."""
    table, columns = Document._meta.db_table, ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, {columns}, sentence, static)"  # noqa: S608
            f" SELECT row_number() OVER (ORDER BY kind, object_id), {columns}, sentence, static"
            " FROM coming LEFT JOIN understood ON understood.id = understood_id"
        )
        cursor.execute("DROP TABLE coming, understood")


def _drop_vector_indexes() -> None:
    """Building them over everything at the end takes a minute; keeping them up to date row by row would take ten."""
    names = [index.name for index in Document._meta.indexes if "sentence" in index.fields]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP INDEX IF EXISTS {connection.ops.quote_name(name)}")
