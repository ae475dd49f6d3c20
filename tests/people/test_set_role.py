"""Giving and taking roles."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from tests.cast import Cast, make_cast
from tests.people.lines import last, verbs
from upwell.people.actions import set_role
from upwell.people.models import Person, Role


def test_an_admin_makes_somebody_a_steward(cast: Cast) -> None:
    assert set_role(cast.helper, by=cast.admin, role=Role.STEWARD).is_steward
    assert Person.objects.get(pk=cast.helper.pk).role == Role.STEWARD


def test_nobody_else_may(cast: Cast) -> None:
    for person in (cast.helper, cast.steward, cast.lead):
        with pytest.raises(PermissionDenied):
            set_role(cast.helper, by=person, role=Role.ADMIN)


def test_an_unknown_role_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        set_role(cast.helper, by=cast.admin, role="king")


def test_the_last_admin_stays_one(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        set_role(cast.admin, by=cast.admin, role=Role.MEMBER)
    assert Person.objects.get(pk=cast.admin.pk).is_admin


def test_the_journal_says_what_it_was_once(cast: Cast) -> None:
    for _time in range(2):
        set_role(cast.helper, by=cast.admin, role=Role.STEWARD)
    assert verbs(cast.helper) == ["person.added", "person.role_set"]
    assert last("person.role_set").context == {"was": "member", "role": "steward"}


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_demote_each_other_at_once_leave_one(transactional_db: None) -> None:
    cast = make_cast()
    one, two = cast.admin, set_role(cast.steward, by=cast.admin, role=Role.ADMIN)
    together = Barrier(2)

    def demote(pair: tuple[Person, Person]) -> bool:
        other, by = pair
        together.wait()
        try:
            set_role(other, by=by, role=Role.MEMBER)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(demote, [(one, two), (two, one)]))
    assert Person.objects.filter(role=Role.ADMIN, is_active=True).count() == 1
