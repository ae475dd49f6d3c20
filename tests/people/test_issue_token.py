"""Keys for programs: shown once, kept as a digest, revoked at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.people.lines import verbs
from upwell.people.actions import issue_token, revoke_token
from upwell.people.actions.tokens import MOST_TOKENS
from upwell.people.queries import person_for_token


def test_a_token_acts_as_its_person_and_its_secret_is_not_kept(cast: Cast) -> None:
    token, secret = issue_token(cast.asker, by=cast.asker, name=" My\nscript ")
    assert person_for_token(secret) == cast.asker
    assert token.name == "My script"
    assert secret.startswith("upwell_") and secret not in str(vars(token))


def test_looking_one_up_is_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _token, secret = issue_token(cast.asker, by=cast.asker, name="A script")
    with django_assert_num_queries(1):
        person = person_for_token(secret)
        assert person and person.team


@pytest.mark.parametrize("secret", ["", "upwell_", "upwell_wrong", "\x00", "é" * 5000])
def test_what_is_no_token_is_nobodys(cast: Cast, secret: str) -> None:
    assert person_for_token(secret) is None


def test_nobody_gets_a_token_for_somebody_else(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        issue_token(cast.asker, by=cast.admin, name="Spy")
    with pytest.raises(PermissionDenied):
        issue_token(cast.leaver, by=None, name="Ghost")


def test_the_installation_issues_for_anybody_here(cast: Cast) -> None:
    _token, secret = issue_token(cast.asker, by=None, name="Command line")
    assert person_for_token(secret) == cast.asker


def test_it_needs_a_name_and_there_is_an_end_to_them(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        issue_token(cast.asker, by=cast.asker, name=" ")
    for number in range(MOST_TOKENS):
        token, _secret = issue_token(cast.asker, by=cast.asker, name=f"Script {number}")
    with pytest.raises(ValidationError):
        issue_token(cast.asker, by=cast.asker, name="One more")
    revoke_token(token, by=cast.asker)
    assert issue_token(cast.asker, by=cast.asker, name="One more")


def test_revoked_it_opens_nothing_and_stays_revoked(cast: Cast) -> None:
    token, secret = issue_token(cast.asker, by=cast.asker, name="A script")
    with pytest.raises(PermissionDenied):
        revoke_token(token, by=cast.helper)
    first = revoke_token(token, by=cast.asker).revoked_at
    assert person_for_token(secret) is None
    assert revoke_token(token, by=cast.admin).revoked_at == first
    assert verbs(token) == ["token.issued", "token.revoked"]
