"""Changing what a person's page says."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.people.lines import last, verbs
from upwell.people.actions import edit_profile
from upwell.people.models import Person


def test_one_says_it_of_oneself(cast: Cast) -> None:
    edit_profile(cast.asker, by=cast.asker, title=" Nurse\n", about="One.\r\n\r\nTwo.", languages=["Welsh", "en", "cy"])
    sofia = Person.objects.get(pk=cast.asker.pk)
    assert (sofia.title, sofia.about, sofia.languages) == ("Nurse", "One.\n\nTwo.", ["cy", "en"])


def test_an_admin_says_it_of_anybody_and_a_colleague_of_nobody(cast: Cast) -> None:
    assert edit_profile(cast.asker, by=cast.admin, place="Harbour").place == "Harbour"
    with pytest.raises(PermissionDenied):
        edit_profile(cast.asker, by=cast.steward, place="Elsewhere")


@pytest.mark.parametrize("change", [{"team": None}, {"lead": None}, {"email": "x@example.org"}, {"joined": None}])
def test_where_one_belongs_is_for_admins(cast: Cast, change: Any) -> None:
    with pytest.raises(PermissionDenied):
        edit_profile(cast.asker, by=cast.asker, **change)


def test_an_admin_moves_somebody_and_changes_their_address(cast: Cast) -> None:
    edit_profile(cast.asker, by=cast.admin, team=cast.pharmacy, lead=cast.stranger, email="SOFIA.L@example.org")
    sofia = Person.objects.get(pk=cast.asker.pk)
    assert (sofia.team, sofia.lead, sofia.email) == (cast.pharmacy, cast.stranger, "sofia.l@example.org")


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"name": "x" * 151},
        {"title": "x" * 151},
        {"about": "x" * 1001},
        {"languages": ["Gibberish of the moon"]},
        {"languages": [f"a{letter}" for letter in "abcdefghijklmnopqrstu"]},
        {"minutes_for_helping": -1},
        {"minutes_for_helping": 6001},
        {"asks_per_month": 61},
        {"theme": "neon"},
        {"time_zone": "Mars/Olympus"},
    ],
)
def test_what_cannot_be_is_refused_by_its_field(cast: Cast, change: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        edit_profile(cast.asker, by=cast.asker, **change)
    assert list(caught.value.message_dict) == list(change)


def test_another_ones_address_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        edit_profile(cast.asker, by=cast.admin, email="kofi@example.org")


def test_nobody_reports_to_themselves(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        edit_profile(cast.asker, by=cast.admin, lead=cast.asker)


def test_the_journal_names_what_changed_and_the_same_again_is_silent(cast: Cast) -> None:
    for _time in range(2):
        edit_profile(cast.asker, by=cast.asker, title="Nurse", name=cast.asker.name)
    assert verbs(cast.asker) == ["person.added", "person.edited"]
    assert last("person.edited").context == {"fields": ["title"]}
