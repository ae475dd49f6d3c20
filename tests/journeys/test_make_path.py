"""Making a path: a line of steps, what comes first on it, and when others can walk it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.journeys.paths import MEET_BUDDY, THINK, module, path_of, reading, step_of, verbs
from upwell.journeys.actions.arranging import arrange_line, set_before
from upwell.journeys.actions.making import change_path, publish_path, retire_path, start_path
from upwell.journeys.actions.stepping import (
    add_section,
    add_step,
    change_step,
    remove_section,
    remove_step,
)
from upwell.journeys.laying import PathDetails, StepDetails
from upwell.journeys.models import Path
from upwell.journeys.queries.line import line_of


def titles(path: Path) -> list[str]:
    return [each.title for each in line_of(path.sections.all(), path.steps.all())]


def test_a_path_is_a_card_that_only_its_makers_see_until_it_is_out(cast: Cast) -> None:
    path = path_of(cast.author, is_out=False)
    assert not Path.objects.visible_to(cast.stranger).exists()
    assert path in Path.objects.visible_to(cast.author)
    publish_path(path, by=cast.author)
    publish_path(path, by=cast.author)
    assert path in Path.objects.visible_to(cast.stranger)
    assert verbs(path).count("path.published") == 1
    path.refresh_from_db()
    assert (path.step_count, path.item.kind) == (2, "path")


def test_a_path_needs_a_title_and_a_step_and_something_in_each_step(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        start_path(PathDetails("  "), by=cast.author)
    empty = start_path(PathDetails("Nothing yet"), by=cast.author)
    with pytest.raises(ValidationError, match="without a step"):
        publish_path(empty, by=cast.author)
    add_step(empty, by=cast.author, details=StepDetails("module", title="To be found"))
    with pytest.raises(ValidationError, match="To be found"):
        publish_path(empty, by=cast.author)


def test_nobody_else_touches_the_line(cast: Cast) -> None:
    path = path_of(cast.author)
    step = step_of(path)
    for act in (
        lambda: add_step(path, by=cast.stranger, details=THINK),
        lambda: change_step(step, by=cast.stranger, details=THINK),
        lambda: remove_step(step, by=cast.stranger),
        lambda: add_section(path, by=cast.stranger, title="Day one"),
        lambda: arrange_line(path, by=cast.stranger, order=[]),
        lambda: set_before(step, by=cast.stranger, first=[]),
        lambda: change_path(path, by=cast.stranger, details=PathDetails("Mine")),
        lambda: retire_path(path, by=cast.stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert titles(path) == [MEET_BUDDY.title, THINK.title]


def test_steps_and_headings_are_put_where_one_drops_them_and_arranged(cast: Cast) -> None:
    path = path_of(cast.author, is_out=False)
    heading = add_section(path, by=cast.author, title="Day one", place=0)
    read = add_step(path, by=cast.author, details=reading(module(cast.author)), place=1)
    assert titles(path) == ["Day one", "How the ward runs", MEET_BUDDY.title, THINK.title]
    arrange_line(path, by=cast.author, order=[f"step-{read.pk}", "step-999999", f"section-{heading.pk}"])
    assert titles(path) == ["How the ward runs", "Day one", MEET_BUDDY.title, THINK.title]
    said = verbs(path)
    arrange_line(path, by=cast.author, order=[f"step-{read.pk}", f"section-{heading.pk}"])
    assert verbs(path) == said
    remove_section(heading, by=cast.author)
    remove_step(read, by=cast.author)
    remove_step(read, by=cast.author)
    assert titles(path) == [MEET_BUDDY.title, THINK.title]


def test_the_same_step_again_changes_nothing(cast: Cast) -> None:
    path = path_of(cast.author)
    said = verbs(path)
    change_step(step_of(path), by=cast.author, details=MEET_BUDDY)
    change_path(path, by=cast.author, details=PathDetails("Your first week"))
    assert verbs(path) == said
    change_step(step_of(path), by=cast.author, details=THINK)
    assert verbs(path) == [*said, "path.line_changed"]


def test_what_one_may_not_see_one_cannot_put_on_a_line(cast: Cast) -> None:
    hidden = module(cast.author)
    type(hidden).objects.filter(pk=hidden.pk).update(published_at=None)
    path = path_of(cast.stranger, is_out=False)
    with pytest.raises(ValidationError, match="not here"):
        add_step(path, by=cast.stranger, details=reading(hidden))


def test_a_step_waits_for_others_and_a_ring_is_named(cast: Cast) -> None:
    path = path_of(cast.author)
    first, second = path.steps.all()
    set_before(second, by=cast.author, first=[first])
    said = verbs(path)
    set_before(second, by=cast.author, first=[first])
    assert verbs(path) == said
    with pytest.raises(ValidationError) as refusal:
        set_before(first, by=cast.author, first=[second])
    assert first.title in str(refusal.value)
    assert second.title in str(refusal.value)
    assert list(first.after.all()) == []
    with pytest.raises(ValidationError, match=first.title):
        set_before(first, by=cast.author, first=[first])


def test_retired_nobody_begins_it_any_more_and_it_can_come_back(cast: Cast) -> None:
    path = path_of(cast.author)
    retire_path(path, by=cast.author)
    retire_path(path, by=cast.author)
    assert verbs(path).count("path.retired") == 1
    assert not Path.objects.current().exists()
    publish_path(path, by=cast.author)
    assert Path.objects.current().get() == path
