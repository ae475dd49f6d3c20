"""A rebuild brings everything that search derives up to the rows, however little of it there was."""

from collections.abc import Callable
from io import StringIO

from django.core.management import call_command
from django.db import connection

from tests.cast import Cast
from tests.search.telling import LETTER_TOO, letters
from upwell.core import jobs
from upwell.needs.models import Need
from upwell.search.actions.rebuilding import is_behind, mend_words
from upwell.search.index import word_index
from upwell.search.models import Document, DocumentKind, HelpGiven, Unwritten
from upwell.search.queries.similar import similar_needs

Settle = Callable[[], int]


def rebuild(**options: bool) -> str:
    said = StringIO()
    call_command("rebuild_search", stdout=said, stderr=StringIO(), **options)
    return said.getvalue().strip()


def test_a_rebuild_finds_what_nobody_followed(cast: Cast) -> None:
    need, _item = letters(cast)
    assert is_behind()
    assert rebuild() == "Search is up to date."
    assert not is_behind()
    assert [hit.need for hit in similar_needs(LETTER_TOO, cast.stranger)] == [need]
    assert HelpGiven.objects.filter(person=cast.helper).exists()


def test_a_second_rebuild_changes_nothing(cast: Cast) -> None:
    letters(cast)
    rebuild()
    before = list(Document.objects.order_by("pk").values_list("pk", "sentence"))
    rebuild()
    assert str(list(Document.objects.order_by("pk").values_list("pk", "sentence"))) == str(before)


def test_a_rebuild_lets_go_of_what_is_gone(cast: Cast, settle: Settle) -> None:
    need, _item = letters(cast)
    settle()
    Document.objects.create(kind=DocumentKind.NEED, object_id=need.pk + 1000, title="Long gone", at=need.asked_at)
    Need.objects.filter(pk=need.pk).update(title="What else?")
    rebuild()
    assert list(Document.objects.filter(kind="need").values_list("object_id", "title")) == [(need.pk, "What else?")]
    assert word_index("need").count() == 1


def test_another_embedder_is_taken_for_every_text(cast: Cast, settle: Settle) -> None:
    letters(cast)
    settle()
    of_another = Document.objects.filter(sentence=[0.5] * 384)
    Document.objects.filter(kind="need").update(sentence=[0.5] * 384)
    assert of_another.count() == 1
    rebuild(meaning_anew=True)
    assert not of_another.exists()


def test_the_worker_mends_an_index_that_is_lost_or_damaged(cast: Cast, settle: Settle, settings: object) -> None:
    need, _item = letters(cast)
    settle()
    for harm in ("lost", "damaged"):
        index = word_index("need")
        if harm == "lost":
            index.clear()
        else:
            (index._folder / "meta.json").write_text("not what it was")
        assert [hit.need for hit in similar_needs(LETTER_TOO, cast.stranger)] == [need]
        mend_words()
        assert list(word_index("need").similar("discharge letter", limit=3)) == [need.pk]


def test_a_vector_index_that_was_dropped_is_built_again(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX document_sentence_need")
    mend_words()
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, Document._meta.db_table)
    assert "document_sentence_need" in there


def test_nothing_waits_to_be_written_after_the_jobs_are_done(cast: Cast, settle: Settle) -> None:
    letters(cast)
    settle()
    assert not Unwritten.objects.exists()
    assert jobs.run_waiting() == 0
