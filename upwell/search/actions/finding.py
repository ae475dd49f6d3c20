"""Keeps what can be found true: the `Document` rows after the objects they speak of, the word index after the rows.

Everything here is derived, so it asks nobody and tells the journal nothing; all of it is safe to run twice.
"""

from collections.abc import Callable, Collection

from django.db import transaction

from upwell.search.documents import Text, texts_of
from upwell.search.index import Entry, word_index
from upwell.search.meaning import vectors_of
from upwell.search.models import Document, DocumentKind, Unwritten

ROWS_AT_ONCE = 500
TEXT_FIELDS = ("title", "body", "more", "skills", "team_id", "at")
VECTOR_FIELDS = ("sentence", "static")
MEANT = {DocumentKind.NEED, DocumentKind.ITEM}  # people are found by words and by what they did

Progress = Callable[[str, int], None]


def refresh_documents(kind: str, object_ids: Collection[int], *, meaning_anew: bool = False) -> int:
    """Bring the documents of these objects up to date; gives how many changed.

    What a text means is worked out only where it changed, or everywhere, after another embedder was chosen.
    """
    texts = {text.object_id: text for text in texts_of(kind, object_ids)}
    with transaction.atomic():
        rows = Document.objects.select_for_update().filter(kind=kind, object_id__in=object_ids).order_by("pk")
        known = {} if meaning_anew else {row.object_id: row for row in rows.defer(*VECTOR_FIELDS)}
        changed = [text for text in texts.values() if not _says(known.get(text.object_id), text)]
        _put(kind, changed, known)
        gone = [object_id for object_id in known if object_id not in texts]
        Document.objects.filter(kind=kind, object_id__in=gone).delete()
        touched = [*(text.object_id for text in changed), *gone]
        Unwritten.objects.bulk_create([Unwritten(kind=kind, object_id=each) for each in touched], ROWS_AT_ONCE)
    return len(touched)


def _says(row: Document | None, text: Text) -> bool:
    return row is not None and all(getattr(row, name) == getattr(text, name) for name in TEXT_FIELDS)


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
    for rows, fields in ((new, (*TEXT_FIELDS, *VECTOR_FIELDS)), (same, TEXT_FIELDS)):
        Document.objects.bulk_create(
            rows, ROWS_AT_ONCE, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=fields
        )


def _means_the_same(row: Document | None, text: Text) -> bool:
    return row is not None and (row.title, row.body) == (text.title, text.body)


def write_words(*, progress: Progress = lambda what, count: None) -> None:
    """Bring the word index up to the documents. Only one may do so at a time (`IndexBusy`).

    If the machine stops between the index's commit and ours, the same documents are written again.
    """
    for kind in DocumentKind.values:
        while written := _write_some(kind):
            progress("words", written)


@transaction.atomic
def _write_some(kind: str) -> int:
    changes = list(Unwritten.objects.filter(kind=kind).order_by("pk")[: ROWS_AT_ONCE * 10])
    if not changes:
        return 0
    # read after the changes were: what happens to a document from now on leaves a change of its own
    ids = {change.object_id for change in changes}
    rows = list(Document.objects.filter(kind=kind, object_id__in=ids).defer(*VECTOR_FIELDS))
    with word_index(kind).writing() as writer:
        writer.put(_entry(row) for row in rows)
        writer.remove(ids - {row.object_id for row in rows})
    Unwritten.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return len(changes)


def rewrite_words(kind: str, *, progress: Progress = lambda what, count: None) -> None:
    """Write a kind's index anew from the documents; readers see the old one until the new one is whole."""
    index = word_index(kind)
    if not index.is_sound():
        index.clear()
    rows = Document.objects.filter(kind=kind).defer(*VECTOR_FIELDS).order_by("pk")
    with index.writing() as writer:
        writer.remove_all()
        for count, row in enumerate(rows.iterator(chunk_size=ROWS_AT_ONCE), start=1):
            writer.put([_entry(row)])
            if count % ROWS_AT_ONCE == 0:
                progress("words", ROWS_AT_ONCE)


def _entry(row: Document) -> Entry:
    return Entry(row.object_id, row.title, row.body, row.more, row.team_id)
