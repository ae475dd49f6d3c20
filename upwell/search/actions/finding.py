"""Keeps what can be found true: the `Document` rows after the objects they speak of, the word index after the rows.

Everything here is derived, so it asks nobody and tells the journal nothing; all of it is safe to run twice.
"""

from collections.abc import Callable, Collection

from django.db import transaction

from upwell.search.documents import Text, texts_of
from upwell.search.index import Entry, Writer, word_index
from upwell.search.meaning import vectors_of
from upwell.search.models import Document, DocumentKind

ROWS_AT_ONCE = 500
TEXT_FIELDS = ("title", "body", "more", "skills", "team_id", "at")
STATE_FIELDS = ("is_written", "is_gone")
VECTOR_FIELDS = ("sentence", "static")
MEANT = {DocumentKind.NEED, DocumentKind.ITEM}  # people are found by words and by what they did


def refresh_documents(kind: str, object_ids: Collection[int]) -> int:
    """Bring the documents of these objects up to date; gives how many changed. Unchanged texts cost no embedding."""
    texts = {text.object_id: text for text in texts_of(kind, object_ids)}
    with transaction.atomic():
        rows = Document.objects.select_for_update().filter(kind=kind, object_id__in=object_ids).order_by("pk")
        known = {row.object_id: row for row in rows.defer(*VECTOR_FIELDS)}
        changed = [text for text in texts.values() if not _says(known.get(text.object_id), text)]
        _put(kind, changed, known)
        gone = [row.pk for row in known.values() if row.object_id not in texts and not row.is_gone]
        Document.objects.filter(pk__in=gone).update(is_gone=True, is_written=False)
    return len(changed) + len(gone)


def _says(row: Document | None, text: Text) -> bool:
    return (
        row is not None and not row.is_gone and all(getattr(row, name) == getattr(text, name) for name in TEXT_FIELDS)
    )


def _put(kind: str, texts: list[Text], known: dict[int, Document]) -> None:
    meant_anew = [text for text in texts if kind in MEANT and not _means_the_same(known.get(text.object_id), text)]
    vectors = vectors_of([(text.title, text.body) for text in meant_anew])
    new: list[Document] = []
    same: list[Document] = []
    for text in texts:
        row = Document(kind=kind, object_id=text.object_id, **{name: getattr(text, name) for name in TEXT_FIELDS})
        vectors_of_row = vectors.get((text.title, text.body))
        if vectors_of_row:
            row.sentence, row.static = vectors_of_row
        (new if vectors_of_row else same).append(row)
    for rows, fields in ((new, (*TEXT_FIELDS, *STATE_FIELDS, *VECTOR_FIELDS)), (same, (*TEXT_FIELDS, *STATE_FIELDS))):
        Document.objects.bulk_create(
            rows, ROWS_AT_ONCE, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=fields
        )


def _means_the_same(row: Document | None, text: Text) -> bool:
    return row is not None and (row.title, row.body) == (text.title, text.body)


def write_words(*, progress: Callable[[str, int], None] = lambda what, count: None) -> int:
    """Bring the word index up to the rows; gives how many were written. Only one may do so at a time (`IndexBusy`).

    The rows are held while they are written, so that a change made meanwhile waits and is written next time. If the
    machine stops between the index's commit and ours, the same rows are written again.
    """
    count = 0
    for kind in DocumentKind.values:
        while written := _write_some(kind):
            count += written
            progress("words", written)
    return count


@transaction.atomic
def _write_some(kind: str) -> int:
    unwritten = Document.objects.select_for_update().filter(kind=kind, is_written=False).defer(*VECTOR_FIELDS)
    rows = list(unwritten.order_by("pk")[: ROWS_AT_ONCE * 10])
    if not rows:
        return 0
    with word_index(kind).writing() as writer:
        write_rows(writer, rows)
    gone = [row.pk for row in rows if row.is_gone]
    Document.objects.filter(pk__in=gone).delete()
    Document.objects.filter(pk__in=[row.pk for row in rows if not row.is_gone]).update(is_written=True)
    return len(rows)


def write_rows(writer: Writer, rows: Collection[Document]) -> None:
    """Put what is there into an index that is open for writing, and take out what is gone."""
    writer.put(Entry(row.object_id, row.title, row.body, row.more, row.team_id) for row in rows if not row.is_gone)
    writer.remove(row.object_id for row in rows if row.is_gone)


def rewrite_words(kind: str) -> None:
    """Have a kind's index written anew from the rows: for a folder that is new, lost or damaged."""
    word_index(kind).clear()
    Document.objects.filter(kind=kind, is_written=True).update(is_written=False)
