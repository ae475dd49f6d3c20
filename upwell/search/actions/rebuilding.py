"""Works out everything that search derives, from the rows as they are; and mends what is not there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction

from upwell.core import clock, jobs
from upwell.needs.models import Need
from upwell.search.actions.finding import refresh_documents, rewrite_words, write_words
from upwell.search.actions.helping import count_help
from upwell.search.actions.listening import refresh_moments
from upwell.search.documents import all_ids
from upwell.search.index import word_index
from upwell.search.models import Document, DocumentKind, Unwritten

ROWS_AT_ONCE = 1_000
MANY = 5_000  # missing rows, from which on building the vector indexes anew is quicker than adding to them
STILL_FRESH = timedelta(days=60)  # for older needs nobody is suggested unasked
MOST_SUGGESTED_FOR = 200
SUGGEST = "upwell.search.tasks.suggest_for_need"

Progress = Callable[[str, int], None]


def say_nothing(kind: str, count: int) -> None:
    """Progress that nobody watches."""


def rebuild_everything(
    *, progress: Progress = say_nothing, words_anew: bool = False, meaning_anew: bool = False
) -> None:
    """Bring every document, the help counted and the word index up to date; what is true already stays as it is.

    Safe to stop and to run again; two at once wait for each other. `words_anew` writes the whole word index again,
    `meaning_anew` works out what every text means, as another embedder needs it.
    """
    with alone():
        if meaning_anew or _missing() > MANY:
            _drop_vector_indexes()
        for kind in DocumentKind.values:
            _refresh_kind(kind, progress, meaning_anew)
        _ensure_vector_indexes()
        count_help()
        _write(progress, DocumentKind.values if words_anew else [])
        _look_for_helpers()


def mend_words() -> None:
    """Write the word index anew where its folder is new, lost or damaged; does nothing where all is well."""
    with alone():
        _ensure_vector_indexes()
        _write(say_nothing, [])


def is_behind() -> bool:
    """Whether something that can be found is not in what search derives, as after an import that no worker followed."""
    return bool(_missing()) or Unwritten.objects.exists() or bool(_not_whole())


@contextmanager
def alone() -> Iterator[None]:
    """Let nobody else write what search derives meanwhile; another process waits here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('upwell search'))")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('upwell search'))")


def _missing() -> int:
    """How many objects have no document, and documents no object."""
    return sum(abs(all_ids(kind).count() - Document.objects.filter(kind=kind).count()) for kind in DocumentKind.values)


def _refresh_kind(kind: str, progress: Progress, meaning_anew: bool) -> None:
    last = 0
    while ids := list(all_ids(kind).filter(pk__gt=last)[:ROWS_AT_ONCE]):
        refresh_documents(kind, ids, meaning_anew=meaning_anew)
        if kind == DocumentKind.ITEM:
            refresh_moments(ids)
        progress(kind, len(ids))
        last = ids[-1]
    gone = Document.objects.filter(kind=kind).exclude(object_id__in=all_ids(kind).order_by())
    while ids := list(gone.values_list("object_id", flat=True)[:ROWS_AT_ONCE]):
        refresh_documents(kind, ids)
        if kind == DocumentKind.ITEM:
            refresh_moments(ids)


def _write(progress: Progress, anew: list[str]) -> None:
    for kind in anew:
        rewrite_words(kind, progress=progress)
    if Unwritten.objects.count() < MANY:
        write_words(progress=progress)
    for kind in _not_whole():
        rewrite_words(kind, progress=progress)
    write_words(progress=progress)


def _not_whole() -> list[str]:
    """The kinds whose word index does not hold as many documents as there are."""
    return [
        kind for kind in DocumentKind.values if word_index(kind).count() != Document.objects.filter(kind=kind).count()
    ]


def _vector_indexes() -> list[str]:
    return [index.name for index in Document._meta.indexes if "sentence" in index.fields]


def _drop_vector_indexes() -> None:
    with connection.cursor() as cursor:
        for name in _vector_indexes():
            cursor.execute(f"DROP INDEX IF EXISTS {connection.ops.quote_name(name)}")


@transaction.atomic
def _ensure_vector_indexes() -> None:
    """Build the vector indexes that are not there: a rebuild that was stopped may have left them so."""
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, Document._meta.db_table)
    for index in Document._meta.indexes:
        if index.name not in there:
            with connection.schema_editor() as editor:
                editor.add_index(Document, index)


def _look_for_helpers() -> None:
    """For needs that came in without anybody being told, while they are fresh; the oldest first."""
    fresh = Need.objects.waiting().filter(asked_at__gt=clock.now() - STILL_FRESH, suggestions__isnull=True)
    for need_id in sorted(fresh.order_by("-asked_at").values_list("pk", flat=True)[:MOST_SUGGESTED_FOR]):
        jobs.enqueue(SUGGEST, lock=SUGGEST, need_id=need_id)
