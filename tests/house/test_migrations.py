"""What the models say, the migrations make: in few steps on an empty database, one by one where the first are long done."""

import pytest
from django.core.management import call_command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from upwell.cli.doors import migrate


def graph(*, one_by_one: bool) -> MigrationLoader:
    return MigrationLoader(None, replace_migrations=not one_by_one)


@pytest.mark.django_db
def test_no_model_waits_for_its_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_a_step_that_stands_for_many_makes_what_they_made() -> None:
    few, many = graph(one_by_one=False), graph(one_by_one=True)
    at_once = few.project_state(list(few.replacements))
    in_turn = many.project_state([step.replaces[-1] for step in few.replacements.values()])
    assert MigrationAutodetector(in_turn, at_once).changes(few.graph) == {}
    assert MigrationAutodetector(at_once, in_turn).changes(few.graph) == {}


@pytest.mark.django_db
def test_an_installation_that_took_the_steps_one_by_one_is_asked_for_none_and_may_forget_them() -> None:
    taken = MigrationRecorder.Migration.objects
    stand_for_many = set(graph(one_by_one=False).replacements)
    for app, name in stand_for_many:
        taken.filter(app=app, name=name).delete()
    one_by_one = set(taken.values_list("app", "name"))
    migrate()
    assert set(taken.values_list("app", "name")) - one_by_one == stand_for_many
