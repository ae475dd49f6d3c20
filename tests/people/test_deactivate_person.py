"""Somebody leaves, and may come back."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.people.lines import verbs
from upwell.core import clock
from upwell.people.actions import deactivate_person, issue_token, reactivate_person, set_role
from upwell.people.models import Person, Role
from upwell.people.queries import person_for_token


def test_a_leaver_is_not_active_from_that_moment(cast: Cast) -> None:
    with clock.at(datetime(2025, 4, 1, tzinfo=UTC)):
        gone = deactivate_person(cast.asker, by=cast.admin)
    assert (gone.is_active, gone.left_at) == (False, datetime(2025, 4, 1, tzinfo=UTC))
    assert gone not in Person.objects.active()


def test_only_an_admin_closes_accounts(cast: Cast) -> None:
    for person in (cast.asker, cast.steward, cast.lead):
        with pytest.raises(PermissionDenied):
            deactivate_person(cast.asker, by=person)
    with pytest.raises(PermissionDenied):
        reactivate_person(cast.leaver, by=cast.steward)


def test_their_session_ends_and_does_not_live_again_on_return(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    assert signed_in_as(client) == cast.asker.pk
    deactivate_person(cast.asker, by=cast.admin)
    assert signed_in_as(client) is None
    reactivate_person(cast.asker, by=cast.admin)
    assert signed_in_as(client) is None


def signed_in_as(client: Client) -> object:
    request = HttpRequest()
    request.session = client.session
    return get_user(request).pk


def test_their_tokens_stop_for_good(cast: Cast) -> None:
    _token, secret = issue_token(cast.asker, by=cast.asker, name="A script")
    assert person_for_token(secret) == cast.asker
    deactivate_person(cast.asker, by=cast.admin)
    assert person_for_token(secret) is None
    reactivate_person(cast.asker, by=cast.admin)
    assert person_for_token(secret) is None


def test_the_password_is_gone_so_that_a_return_begins_with_a_link(cast: Cast) -> None:
    deactivate_person(cast.asker, by=cast.admin)
    back = reactivate_person(cast.asker, by=cast.admin)
    assert (back.is_active, back.left_at, back.check_password(PASSWORD)) == (True, None, False)


def test_the_last_admin_stays(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        deactivate_person(cast.admin, by=cast.admin)
    set_role(cast.steward, by=cast.admin, role=Role.ADMIN)
    assert not deactivate_person(cast.admin, by=cast.admin).is_active


def test_an_admin_who_left_does_not_count(cast: Cast) -> None:
    set_role(cast.leaver, by=cast.admin, role=Role.ADMIN)
    with pytest.raises(ValidationError):
        deactivate_person(cast.admin, by=cast.admin)


def test_twice_is_harmless_and_the_journal_says_each_once(cast: Cast) -> None:
    for _time in range(2):
        deactivate_person(cast.asker, by=cast.admin)
    for _time in range(2):
        reactivate_person(cast.asker, by=cast.admin)
    assert verbs(cast.asker) == ["person.added", "person.left", "person.returned"]
