"""`make_organisation`: the same seed gives the same rows, and they are as the actions and search would have made them."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from upwell import demo
from upwell.core.models import Line
from upwell.discussion.models import Kind, Thread
from upwell.interop.generator.making import make_organisation
from upwell.interop.generator.shape import Shape
from upwell.library.actions.publishing import publish_module
from upwell.library.models import Item
from upwell.needs.actions.counting import (
    HELP_FIELDS,
    OUTCOME_FIELDS,
    VOICE_FIELDS,
    count_help,
    count_outcomes,
    count_voices,
)
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Confirmation, Need
from upwell.notifications.models import Notice
from upwell.people.models import Person, Role, Team
from upwell.search.actions.finding import refresh_documents
from upwell.search.index import word_index
from upwell.search.models import Document, DocumentKind, HelpGiven, Unwritten

pytestmark = pytest.mark.django_db
SHAPE = Shape(people=40, seed=7)  # small: what texts mean is worked out anew for each test


@pytest.fixture(autouse=True)
def _own_word_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_FOLDER = tmp_path / "search"


class RolledBack(Exception):
    """Ends a transaction whose work is to be undone."""


def checksums(shape: Shape) -> dict[str, str]:
    """Make an organisation, take the checksum of every table, and undo it all."""
    found = {}
    try:
        with transaction.atomic():
            make_organisation(shape)
            with connection.cursor() as cursor:
                for model in apps.get_models(include_auto_created=True):
                    if model.__module__.startswith("upwell."):
                        table = model._meta.db_table
                        rows = f'SELECT row::text AS said FROM "{table}" AS row'  # noqa: S608
                        cursor.execute(f"SELECT md5(string_agg(said, '|' ORDER BY said)) FROM ({rows}) AS said")  # noqa: S608
                        found[table] = cursor.fetchone()[0] or ""
            raise RolledBack
    except RolledBack:
        return found


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    first = checksums(Shape(people=200, seed=7))

    assert first == checksums(Shape(people=200, seed=7))
    assert {"core_line", "people_person", "needs_need", "library_item", "search_document"} <= {
        table for table, checksum in first.items() if checksum
    }
    assert first["needs_need"] != checksums(Shape(people=20, seed=8))["needs_need"]


def test_there_is_as_much_as_was_asked_for() -> None:
    make_organisation(SHAPE)

    assert (Person.objects.count(), Need.objects.count(), Item.objects.count()) == (40, 20, 40)
    assert 5 * 40 < Line.objects.count() < 20 * 40
    assert Team.objects.filter(parent=None).count() == 1
    assert all(
        team.line[-1] == team.pk and team.line[:-1] == (team.parent.line if team.parent else [])
        for team in Team.objects.all()
    )
    assert all(person.lead_id != person.pk for person in Person.objects.all())


def test_the_counts_and_clocks_of_needs_are_what_the_actions_count() -> None:
    make_organisation(SHAPE)

    fields = [*VOICE_FIELDS, *HELP_FIELDS, *OUTCOME_FIELDS]
    for need in Need.objects.all():
        written = {field: getattr(need, field) for field in fields}
        assert need.follows.count() >= need.voice_count
        for count in (count_voices, count_help):
            count(need)
        solved_at, need.solved_at = need.solved_at, None
        count_outcomes(need)
        assert (need.solved_at is None) == (solved_at is None)
        counted = {field: getattr(need, field) for field in fields} | {"solved_at": solved_at}
        assert written.pop("heat") == pytest.approx(counted.pop("heat"))
        assert written == counted
    assert Need.objects.filter(solved_at__isnull=False).exists() and Need.objects.waiting().exists()
    assert Confirmation.objects.filter(used="yes").exists()


def test_the_counts_of_items_and_threads_are_what_is_there() -> None:
    make_organisation(SHAPE)

    for item in Item.objects.all():
        assert item.answer_count == item.answers.count()
        assert item.solved_count == Confirmation.objects.filter(answer__item=item, outcome="solved").count()
    for thread in Thread.objects.all():
        reactions = list(thread.reactions.values_list("by", "kind"))
        assert thread.comment_count == thread.comments.count()
        assert thread.reader_count == len({by for by, _ in reactions})
        assert thread.found_useful_count == len({by for by, kind in reactions if kind in {Kind.LEARNED, Kind.USEFUL}})
        assert thread.unclear_count == len({by for by, kind in reactions if kind == Kind.UNCLEAR})


def test_search_has_nothing_to_add() -> None:
    make_organisation(SHAPE)

    for kind in set(DocumentKind) - {DocumentKind.MOMENT}:  # nobody has recorded anything there
        ids = list(Document.objects.filter(kind=kind).values_list("object_id", flat=True))
        assert ids and refresh_documents(kind, ids) == 0
        assert word_index(kind).count() == len(ids)
    assert not Unwritten.objects.exists()
    assert not Document.objects.exclude(kind="person").filter(sentence=None).exists()
    assert HelpGiven.objects.exists() and Notice.objects.unread().exists()
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, Document._meta.db_table)
    assert {index.name for index in Document._meta.indexes} <= names.keys()


def test_life_goes_on_after_it() -> None:
    make_organisation(SHAPE)
    person = Person.objects.get(email="load1@example.org")

    assert person.check_password(demo.PASSWORD) and not Person.objects.get(pk=21).has_usable_password()
    assert Person.objects.get(email="load2@example.org").role == Role.STEWARD
    assert Person.objects.get(email="load3@example.org").role == Role.ADMIN
    assert declare_need("What now?", by=person).pk > 20
    draft = Item.objects.filter(published_at=None).select_related("owner")[0]
    assert publish_module(draft, by=draft.owner).number == 1


def test_it_stays_away_where_there_are_people() -> None:
    make_organisation(SHAPE)

    with pytest.raises(ValidationError, match="There are people here already"):
        make_organisation(SHAPE)


@pytest.mark.parametrize(("option", "said"), [("--people=3", "at least 20"), ("--until=soon", "takes a day")])
def test_what_it_cannot_do_is_said(option: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("generate", option)
