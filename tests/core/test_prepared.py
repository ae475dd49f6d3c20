"""Questions worked out once: the same rows as the QuerySet they come from, with the values of each call and no others."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from upwell.core.prepared import IsAmong, ask_kept, prepared
from upwell.library.actions.writing import start_module
from upwell.library.queries.cards import with_authors
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Need
from upwell.people.models import Person, Team


@prepared
def _asked_by(person: Person) -> QuerySet[Need]:
    return Need.objects.visible_to(person).filter(asked_by=person).select_related("asked_by__team").order_by("pk")


@prepared
def _named(name: str, teams: list[int], *, backwards: bool) -> QuerySet[Person, str]:
    people = Person.objects.filter(IsAmong("team", teams), name__gte=name)
    found: QuerySet[Person, str] = people.order_by("-name" if backwards else "name").values_list("name", flat=True)
    return found


def test_rows_are_those_of_the_queryset_for_each_value(cast: Cast) -> None:
    mine, theirs = declare_need("How do I fold a sheet?", by=cast.asker), declare_need("And a gown?", by=cast.stranger)
    assert _asked_by(cast.asker) == [mine]
    assert _asked_by(cast.stranger) == [theirs]
    assert _asked_by(cast.helper) == []
    assert _asked_by(cast.asker) == list(_asked_by.plain(cast.asker))


def test_what_is_selected_with_a_row_is_there_without_another_query(cast: Cast) -> None:
    declare_need("How do I fold a sheet?", by=cast.asker)
    with CaptureQueriesContext(connection) as asked:
        assert _asked_by(cast.asker)[0].asked_by.team == cast.asker.team
    assert len(asked) == 1


def test_keywords_decide_how_a_question_is_put(cast: Cast) -> None:
    teams = list(Team.objects.values_list("pk", flat=True))
    forth, back = _named("A", teams, backwards=False), _named("A", teams, backwards=True)
    assert len(forth) > 2
    assert forth == back[::-1]


def test_a_list_may_be_empty_or_of_any_length(cast: Cast) -> None:
    teams = list(Team.objects.values_list("pk", flat=True))
    assert _named("A", [], backwards=False) == []
    assert set(_named("A", teams[:1], backwards=False)) < set(_named("A", teams, backwards=False))


def test_a_question_is_worked_out_once_for_each_shape(cast: Cast) -> None:
    built = []

    @prepared
    def known(person: Person, *, newest: bool) -> QuerySet[Need]:
        built.append(newest)
        return Need.objects.filter(asked_by=person).order_by("-pk" if newest else "pk")

    for person in [cast.asker, cast.helper, cast.stranger]:
        known(person, newest=True)
        known(person, newest=False)
    assert sorted(built) == [False, True]


def test_a_steward_is_asked_for_as_a_steward(cast: Cast) -> None:
    @prepared
    def looked_after(person: Person) -> QuerySet[Need]:
        return Need.objects.all() if person.is_steward else Need.objects.filter(asked_by=person)

    need = declare_need("How do I fold a sheet?", by=cast.asker)
    assert looked_after(cast.helper) == []
    assert looked_after(cast.steward) == [need]


def test_a_value_that_is_no_parameter_is_refused(cast: Cast) -> None:
    @prepared
    def cut(count: int) -> QuerySet[Need]:
        return Need.objects.all()[:count]

    with pytest.raises(TypeError, match="does not become a parameter"):
        cut(3)


def test_the_day_of_the_clock_is_refused_and_a_day_that_is_passed_is_not(cast: Cast) -> None:
    @prepared
    def joined_by_now(person: Person) -> QuerySet[Person]:
        people: QuerySet[Person] = Person.objects.filter(pk=person.pk, joined__lte=timezone.localdate())
        return people

    @prepared
    def joined_by(day: date) -> QuerySet[Person]:
        people: QuerySet[Person] = Person.objects.filter(joined__lte=day)
        return people

    with pytest.raises(TypeError, match="pass days and moments as values"):
        joined_by_now(cast.helper)
    Person.objects.filter(pk=cast.newcomer.pk).update(joined=date(2026, 3, 2))
    assert joined_by(date(2026, 3, 1)) == []
    assert joined_by(date(2026, 3, 2)) == [cast.newcomer]


def test_yes_and_no_are_passed_by_name(cast: Cast) -> None:
    @prepared
    def answered(yes: bool) -> QuerySet[Need]:
        return Need.objects.filter(answered_at__isnull=not yes)

    with pytest.raises(TypeError, match="by name"):
        answered(True)


def test_what_is_at_hand_is_filtered_as_that_of_its_row_alone(cast: Cast) -> None:
    """A page that goes on asking must not be told of the authors of everything."""
    mine, theirs = start_module(by=cast.author), start_module(by=cast.stranger)
    with_authors([mine, theirs])
    with CaptureQueriesContext(connection) as asked:
        assert [wrote.person for wrote in mine.authorships.all()] == [cast.author]
    assert len(asked) == 0
    assert not mine.authorships.filter(person=cast.stranger).exists()
    assert [wrote.person for wrote in mine.authorships.select_related("person")] == [cast.author]


def test_the_database_keeps_what_it_worked_out_and_nothing_else(cast: Cast) -> None:
    def kept(like: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [like])
            return bool(cursor.fetchone()[0])

    for _time in range(2):
        _named("a", [1], backwards=False)
        Person.objects.filter(about="nothing").exists()
        assert ask_kept("SELECT 7 AS plain WHERE 2 = ANY(%(ids)s)", {"ids": [1, 2]}) == [(7,)]
        assert ask_kept("SELECT 7 AS plain WHERE 2 = ANY(%(ids)s)", {"ids": []}) == []
    assert kept("%7 AS plain%")
    assert kept('%"people_person"."name" >= %')
    assert not kept('%"people_person"."about" = %')
    assert not kept("%pg_prepared_statements%")
