"""The first run: one person names the organisation and becomes its first admin, once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.cast import PASSWORD, Cast
from tests.people.lines import verbs
from upwell.people.actions import found_organisation
from upwell.people.models import Organisation, Person
from upwell.people.queries import nobody_is_here, organisation


def found(email: str = "Ines@Example.org", password: str = PASSWORD) -> Person:
    return found_organisation(organisation="St. Brigid's", name="Ines Duarte", email=email, password=password)


def test_the_first_person_is_an_admin_of_a_named_organisation(db: None) -> None:
    assert nobody_is_here()
    admin = found()
    assert (admin.is_admin, admin.email, admin.check_password(PASSWORD)) == (True, "ines@example.org", True)
    assert organisation().name == "St. Brigid's"
    assert not nobody_is_here()


def test_the_journal_says_so(db: None) -> None:
    assert verbs(found()) == ["person.added"]
    assert verbs(Organisation.objects.get()) == ["organisation.founded"]


def test_a_second_time_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        found(email="late@example.org")
    assert not Person.objects.filter(email="late@example.org").exists()


def test_a_weak_password_is_refused_and_leaves_nothing(db: None) -> None:
    with pytest.raises(ValidationError):
        found(password="password")
    assert not Organisation.objects.exists() and nobody_is_here()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_instant_one_is_the_first(transactional_db: None) -> None:
    together = Barrier(2)

    def attempt(email: str) -> bool:
        together.wait()
        try:
            found(email=email)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(attempt, ["one@example.org", "two@example.org"]))
    assert sorted(outcomes) == [False, True]
    assert Person.objects.count() == 1
