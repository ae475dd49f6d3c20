"""Adding a colleague."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.people.lines import last, verbs
from upwell.people.actions import add_person


def test_an_admin_adds_a_colleague_who_signs_in_by_link(cast: Cast) -> None:
    person = add_person("  New@Example.ORG ", by=cast.admin, name=" Nia\tBoateng ", team=cast.pharmacy)
    assert (person.email, person.name, person.team) == ("new@example.org", "Nia Boateng", cast.pharmacy)
    assert not person.has_usable_password()


def test_a_member_may_not(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        add_person("new@example.org", by=cast.steward, name="Nia Boateng")


@pytest.mark.parametrize("email", ["sofia@example.org", "SOFIA@example.org", "rosa@example.org"])
def test_an_address_is_somebodys_once(cast: Cast, email: str) -> None:
    with pytest.raises(ValidationError) as caught:
        add_person(email, by=cast.admin, name="Another")
    assert "email" in caught.value.message_dict


@pytest.mark.parametrize(
    ("email", "name"), [("no address", "Nia"), ("nia@example.org", " "), ("n@example.org", "x" * 151)]
)
def test_what_is_no_person_is_refused(cast: Cast, email: str, name: str) -> None:
    with pytest.raises(ValidationError):
        add_person(email, by=cast.admin, name=name)


def test_the_journal_says_who_added_whom(cast: Cast) -> None:
    person = add_person("new@example.org", by=cast.admin, name="Nia Boateng")
    assert verbs(person) == ["person.added"]
    assert last("person.added").actor_id == cast.admin.pk
