"""Admins add people, give roles, close accounts, and keep the tree of teams."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from upwell.people.actions import add_team, deactivate_person
from upwell.people.models import Person, Team


@pytest.fixture
def ines(cast: Cast, client: Client) -> Client:
    client.force_login(cast.admin)
    return client


def test_a_colleague_is_added_with_a_team_and_a_lead(cast: Cast, ines: Client) -> None:
    given = {
        "name": "Nia Boateng",
        "email": "Nia@example.org",
        "title": "Nurse",
        "team": "pharmacy",
        "lead": "greta@example.org",
    }
    assert ines.post("/people/settings/people/add/", given).status_code == 302
    nia = Person.objects.get(email="nia@example.org")
    assert (nia.team, nia.lead) == (cast.pharmacy, cast.lead)


@pytest.mark.parametrize(
    "change",
    [{"email": "sofia@example.org"}, {"email": "x"}, {"name": ""}, {"team": "Nowhere"}, {"lead": "rosa@example.org"}],
)
def test_a_fault_keeps_what_was_typed(cast: Cast, ines: Client, change: dict[str, str]) -> None:
    count = Person.objects.count()
    given = {"name": "Nia Boateng", "email": "nia@example.org", "title": "Night nurse", **change}
    response = ines.post("/people/settings/people/add/", given)
    assert response.status_code == 422 and "Night nurse" in response.content.decode()
    assert Person.objects.count() == count


def test_somebody_moves_to_another_team(cast: Cast, ines: Client) -> None:
    given = {
        "name": "Sofia Lindqvist",
        "email": "sofia@example.org",
        "title": "",
        "team": "St. Brigid's › Pharmacy",
        "lead": "",
    }
    assert ines.post(f"/people/settings/people/{cast.asker.pk}/", given).status_code == 302
    kept = Person.objects.get(pk=cast.asker.pk)
    assert (kept.team, kept.lead) == (cast.pharmacy, None)


def test_two_teams_of_one_name_are_told_apart(cast: Cast, ines: Client) -> None:
    twin = add_team("Pharmacy", by=None, parent=cast.outpatients)
    given = {"name": "Sofia Lindqvist", "email": "sofia@example.org", "team": "Pharmacy"}
    response = ines.post(f"/people/settings/people/{cast.asker.pk}/", given)
    assert response.status_code == 422 and "Several teams are called so" in response.content.decode()
    ines.post(f"/people/settings/people/{cast.asker.pk}/", {**given, "team": "Outpatients › Pharmacy"})
    assert Person.objects.get(pk=cast.asker.pk).team == twin


def test_roles_are_given_and_the_last_admin_stays(cast: Cast, ines: Client) -> None:
    ines.post(f"/people/settings/people/{cast.helper.pk}/role/", {"role": "steward"})
    assert Person.objects.get(pk=cast.helper.pk).is_steward
    response = ines.post(f"/people/settings/people/{cast.admin.pk}/role/", {"role": "member"})
    assert response.status_code == 422 and "is the only admin" in response.content.decode()
    response = ines.post(f"/people/settings/people/{cast.admin.pk}/deactivate/")
    assert response.status_code == 422 and Person.objects.get(pk=cast.admin.pk).is_active


def test_an_account_is_closed_and_opened_again(cast: Cast, ines: Client) -> None:
    address = f"/people/settings/people/{cast.lead.pk}/"
    page = ines.get(address).content.decode()
    assert "They lead a team" in page and "One colleague reports to them." in page
    ines.post(f"{address}deactivate/")
    assert not Person.objects.get(pk=cast.lead.pk).is_active
    assert "Greta Nyström" in ines.get("/people/settings/people/?left=1").content.decode()
    assert "Greta Nyström" not in ines.get("/people/settings/people/").content.decode()
    ines.post(f"{address}reactivate/")
    assert Person.objects.get(pk=cast.lead.pk).is_active


@pytest.mark.parametrize("verb", ["role", "deactivate", "reactivate"])
def test_a_steward_does_not(cast: Cast, client: Client, verb: str) -> None:
    client.force_login(cast.steward)
    response = client.post(f"/people/settings/people/{cast.helper.pk}/{verb}/", {"role": "admin"})
    assert response.status_code == 403
    kept = Person.objects.get(pk=cast.helper.pk)
    assert kept.is_active and kept.role == "member"


def test_teams_are_added_renamed_led_and_moved(cast: Cast, ines: Client) -> None:
    base = "/people/settings/teams/"
    ines.post(f"{base}add/", {"name": "Community"})
    community = Team.objects.get(name="Community", parent=None)
    ines.post(f"{base}{community.pk}/add/", {"name": "District nursing"})
    ines.post(f"{base}{cast.pharmacy.pk}/rename/", {"name": "Chemists"})
    ines.post(f"{base}{cast.pharmacy.pk}/lead/", {"lead": "piet@example.org"})
    ines.post(f"{base}{cast.pharmacy.pk}/move/", {"parent": "Community"})
    kept = Team.objects.get(pk=cast.pharmacy.pk)
    assert (kept.name, kept.lead, kept.parent) == ("Chemists", cast.stranger, community)
    assert "District nursing" in ines.get(f"{base}{community.pk}/").content.decode()


@pytest.mark.parametrize(
    ("verb", "typed"),
    [
        ("rename", {"name": "Pharmacy"}),
        ("rename", {"name": ""}),
        ("move", {"parent": "Outpatients"}),
        ("lead", {"lead": "rosa@example.org"}),
        ("add", {"name": "x" * 121}),
    ],
)
def test_what_a_team_cannot_be_is_said_where_it_was_typed(
    cast: Cast, ines: Client, verb: str, typed: dict[str, str]
) -> None:
    response = ines.post(f"/people/settings/teams/{cast.outpatients.pk}/{verb}/", typed)
    assert response.status_code == 422
    assert all(value in response.content.decode() for value in typed.values())


def test_twenty_teams_cost_as_many_queries_as_two(cast: Cast, ines: Client) -> None:
    def grow(count: int) -> int:
        for number in range(count):
            add_team(f"Ward {count} {number}", by=None, parent=cast.pharmacy)
        with CaptureQueriesContext(connection) as queries:
            ines.get(f"/people/settings/teams/{cast.pharmacy.pk}/")
        return len(queries)

    assert grow(2) == grow(20)


def test_a_leaver_loses_the_page_in_the_middle_of_a_visit(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    assert client.get("/people/").status_code == 200
    deactivate_person(cast.asker, by=cast.admin)
    assert client.get("/people/").status_code == 302
