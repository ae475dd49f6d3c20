"""The tree of teams: adding, naming, moving and leading."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.people.lines import verbs
from upwell.people.actions import add_team, move_team, rename_team, set_team_lead
from upwell.people.models import Person, Team


def fresh(team: Team) -> Team:
    return Team.objects.get(pk=team.pk)


def test_a_team_moves_with_all_below_it(cast: Cast) -> None:
    ward = add_team("Ward 3", by=cast.admin, parent=cast.outpatients)
    bay = add_team("Bay 1", by=cast.admin, parent=ward)
    move_team(ward, by=cast.admin, parent=cast.pharmacy)
    assert fresh(bay).line == [cast.hospital.pk, cast.pharmacy.pk, ward.pk, bay.pk]
    assert set(Team.objects.within(fresh(cast.pharmacy))) == {cast.pharmacy, ward, bay}
    assert list(Team.objects.within(fresh(cast.outpatients))) == [cast.outpatients]


def test_a_team_moves_to_the_top(cast: Cast) -> None:
    moved = move_team(cast.pharmacy, by=cast.admin, parent=None)
    assert (moved.parent, fresh(cast.pharmacy).line) == (None, [cast.pharmacy.pk])


def test_no_team_is_below_itself(cast: Cast) -> None:
    ward = add_team("Ward 3", by=cast.admin, parent=cast.outpatients)
    for parent in (cast.outpatients, ward):
        with pytest.raises(ValidationError):
            move_team(cast.outpatients, by=cast.admin, parent=parent)


def test_sisters_have_different_names_however_written(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        add_team("pharmacy", by=cast.admin, parent=cast.hospital)
    with pytest.raises(ValidationError):
        rename_team(cast.outpatients, by=cast.admin, name="PHARMACY")
    cousin = add_team("Pharmacy", by=cast.admin, parent=cast.outpatients)
    with pytest.raises(ValidationError):
        move_team(cousin, by=cast.admin, parent=cast.hospital)


def test_there_is_an_end_to_the_depth(cast: Cast) -> None:
    team = cast.hospital
    for number in range(2, 13):
        team = add_team(f"Level {number}", by=cast.admin, parent=team)
    with pytest.raises(ValidationError):
        add_team("Level 13", by=cast.admin, parent=team)
    with pytest.raises(ValidationError):
        move_team(cast.pharmacy, by=cast.admin, parent=team)


@pytest.mark.parametrize(
    "change",
    [
        lambda cast, by: add_team("New", by=by),
        lambda cast, by: rename_team(cast.pharmacy, by=by, name="Chemists"),
        lambda cast, by: move_team(cast.pharmacy, by=by, parent=None),
        lambda cast, by: set_team_lead(cast.pharmacy, by=by, lead=by),
    ],
)
def test_the_tree_is_for_admins(cast: Cast, change: Callable[[Cast, Person], Team]) -> None:
    with pytest.raises(PermissionDenied):
        change(cast, cast.steward)


def test_a_leaver_leads_nobody(cast: Cast) -> None:
    assert set_team_lead(cast.pharmacy, by=cast.admin, lead=cast.stranger).lead == cast.stranger
    with pytest.raises(ValidationError):
        set_team_lead(cast.pharmacy, by=cast.admin, lead=cast.leaver)
    assert set_team_lead(cast.pharmacy, by=cast.admin, lead=None).lead is None


def test_the_journal_says_each_once(cast: Cast) -> None:
    for _time in range(2):
        rename_team(cast.pharmacy, by=cast.admin, name="Chemists")
        set_team_lead(cast.pharmacy, by=cast.admin, lead=cast.stranger)
        move_team(cast.pharmacy, by=cast.admin, parent=cast.outpatients)
    assert verbs(cast.pharmacy) == ["team.added", "team.renamed", "team.led", "team.moved"]
