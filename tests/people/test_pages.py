"""Each page opens for whom it is meant, and only for them."""

import pytest
from django.test import Client

from tests.cast import Cast
from upwell.people.actions import confirm_skill, issue_token, set_skill

MEMBERS = ["/people/", "/people/me/", "/people/me/skills/", "/people/settings/", "/people/settings/tokens/"]
MEMBERS += ["/people/settings/password/", "/people/suggest/skills/?name=tri"]
ADMINS = ["/people/settings/organisation/", "/people/settings/people/", "/people/settings/people/add/"]
ADMINS += ["/people/settings/teams/", "/people/suggest/teams/?team=pha", "/people/suggest/people/?lead=so"]


@pytest.fixture
def skilled(cast: Cast) -> Cast:
    held = set_skill(cast.helper, by=cast.helper, name="triage", level=3, teaches=True, wants=True)
    confirm_skill(held, by=cast.asker, evidence="Seen it.")
    issue_token(cast.asker, by=cast.asker, name="A script")
    return cast


@pytest.mark.parametrize("address", MEMBERS)
def test_members_open_what_is_theirs(skilled: Cast, client: Client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith("/account/sign-in/?next=")
    for person in skilled.everybody:
        client.force_login(person)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADMINS)
def test_admins_open_what_is_theirs(skilled: Cast, client: Client, address: str) -> None:
    client.force_login(skilled.steward)
    assert client.get(address).status_code == 403
    client.force_login(skilled.admin)
    assert client.get(address).status_code == 200


def test_everybody_has_a_page_a_leaver_too(skilled: Cast, client: Client) -> None:
    client.force_login(skilled.newcomer)
    for person in [*skilled.everybody, skilled.leaver]:
        assert person.name in client.get(f"/people/{person.pk}/").content.decode()
    assert "Rosa has left." in client.get(f"/people/{skilled.leaver.pk}/").content.decode()
    assert client.get("/people/999999999/").status_code == 404


def test_admins_look_after_everybody(skilled: Cast, client: Client) -> None:
    for person in [*skilled.everybody, skilled.leaver]:
        client.force_login(skilled.admin)
        assert client.get(f"/people/settings/people/{person.pk}/").status_code == 200
    for team in (skilled.hospital, skilled.pharmacy):
        assert client.get(f"/people/settings/teams/{team.pk}/").status_code == 200
    client.force_login(skilled.steward)
    assert client.get(f"/people/settings/people/{skilled.asker.pk}/").status_code == 403
    assert client.get(f"/people/settings/teams/{skilled.pharmacy.pk}/").status_code == 403


@pytest.mark.parametrize("after", ["x", "W10", "WyJhIiwgImIiXQ", "%00", "WzEsMl0"])
def test_a_key_that_was_tampered_with_is_404(skilled: Cast, client: Client, after: str) -> None:
    client.force_login(skilled.admin)
    for address in ("/people/", "/people/settings/people/", "/people/settings/teams/"):
        assert client.get(address, {"after": after}).status_code in {200, 404}
