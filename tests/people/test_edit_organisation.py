"""Saying what the organisation is called and who may join by themselves."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.people.lines import verbs
from upwell.people.actions import edit_organisation
from upwell.people.queries import organisation


def test_an_admin_names_the_organisation(cast: Cast) -> None:
    edit_organisation(by=cast.admin, name=" St. Brigid's \n", welcome="Good to see you.")
    assert (organisation().name, organisation().welcome) == ("St. Brigid's", "Good to see you.")


def test_a_steward_may_not(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        edit_organisation(by=cast.steward, name="Mine")
    assert organisation().name == "Upwell"


def test_saying_the_same_twice_is_one_line(cast: Cast) -> None:
    for _time in range(2):
        home = edit_organisation(by=cast.admin, name="St. Brigid's")
    assert verbs(home) == ["organisation.edited"]


def test_domains_are_kept_in_one_form(cast: Cast) -> None:
    edit_organisation(by=cast.admin, name="A", may_sign_up=True, sign_up_domains=["@Example.ORG", "example.org", " "])
    assert organisation().sign_up_domains == ["example.org"]


@pytest.mark.parametrize("domains", [[], ["not a domain"], ["example"], ["<script>.org"]])
def test_sign_up_opens_for_real_domains_only(cast: Cast, domains: list[str]) -> None:
    with pytest.raises(ValidationError) as caught:
        edit_organisation(by=cast.admin, name="A", may_sign_up=True, sign_up_domains=domains)
    assert "sign_up_domains" in caught.value.message_dict


def test_a_nameless_organisation_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        edit_organisation(by=cast.admin, name="   ")
