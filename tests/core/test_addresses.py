"""Addresses by number are those that the routes give."""

import pytest
from django.urls import reverse, set_script_prefix

from upwell.core.addresses import numbered


@pytest.mark.parametrize("name", ["needs:need", "library:module", "people:person", "gatherings:event"])
@pytest.mark.parametrize("number", [1, 70, 2**31])
def test_an_address_by_number_is_that_of_its_route(name: str, number: int) -> None:
    assert numbered(name, number) == reverse(name, args=[number])


def test_an_installation_below_a_folder_has_its_addresses_there() -> None:
    at_the_root = numbered("needs:need", 7)
    set_script_prefix("/upwell/")
    try:
        assert numbered("needs:need", 7) == f"/upwell{at_the_root}"
    finally:
        set_script_prefix("/")
