"""The directory: who knows about something."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from upwell.people.actions import add_person, confirm_skill, edit_profile, set_skill
from upwell.people.models import Person
from upwell.people.queries.colleagues import colleagues_named


@pytest.fixture
def able(cast: Cast) -> Cast:
    set_skill(cast.helper, by=cast.helper, name="Triage", level=3)
    set_skill(cast.author, by=cast.author, name="Clear letters", level=4, teaches=True)
    set_skill(cast.stranger, by=cast.stranger, name="Clear letters", level=2)
    set_skill(cast.newcomer, by=cast.newcomer, name="Triage", wants=True)
    edit_profile(cast.stranger, by=cast.stranger, languages=["Welsh"])
    return cast


def names(client: Client, **asked: str | int) -> list[str]:
    page = client.get("/people/", asked).content.decode()
    return re.findall(r'<a class="whole" href="/people/\d+/">([^<]+)</a>', page)


def test_everybody_who_is_here_stands_there_by_name(able: Cast, client: Client) -> None:
    client.force_login(able.asker)
    assert names(client) == sorted(person.name for person in able.everybody)


def test_names_stand_where_one_looks_for_them_whatever_their_accents_and_capitals(able: Cast, client: Client) -> None:
    for number, name in enumerate(["Óscar Orr", "otto Orr", "Orla Orr", "Ørsted Orr"]):
        add_person(by=able.admin, email=f"orr{number}@example.org", name=name)
    client.force_login(able.asker)
    assert [name for name in names(client) if "Orr" in name] == ["Orla Orr", "Ørsted Orr", "Óscar Orr", "otto Orr"]


@pytest.mark.parametrize("typed", ["oscar", "Óscar", "ÓSCAR", "os"])
def test_a_name_is_found_without_its_accents(able: Cast, client: Client, typed: str) -> None:
    add_person(by=able.admin, email="oscar@example.org", name="Óscar Núñez")
    client.force_login(able.asker)
    assert names(client, q=typed) == ["Óscar Núñez"]
    assert [person.name for person in colleagues_named(typed)] == ["Óscar Núñez"]


@pytest.mark.parametrize("typed", ["triage", "TRIAGE", "triag", "tri"])
def test_a_skill_finds_who_has_it_and_not_who_wants_it(able: Cast, client: Client, typed: str) -> None:
    client.force_login(able.asker)
    assert names(client, q=typed) == ["Kofi Asante"]


@pytest.mark.parametrize("typed", ["Okafor", "okafor", "amara okafor", "Okafr", "Am"])
def test_a_name_finds_somebody_also_misspelt(able: Cast, client: Client, typed: str) -> None:
    client.force_login(able.asker)
    assert "Amara Okafor" in names(client, q=typed)


def test_filters_narrow_together(able: Cast, client: Client) -> None:
    client.force_login(able.asker)
    letters = able.author.skills.get().skill_id
    assert names(client, skill=letters) == ["Amara Okafor", "Piet Jansen"]
    assert names(client, skill=letters, teaches=1) == ["Amara Okafor"]
    assert names(client, teaches=1) == ["Amara Okafor"]
    assert names(client, language="Cymraeg") == ["Piet Jansen"]
    assert names(client, team=able.pharmacy.pk) == ["Piet Jansen"]
    assert names(client, team=able.hospital.pk, q="letters", language="cy") == ["Piet Jansen"]


def test_a_team_means_all_below_it(able: Cast, client: Client) -> None:
    client.force_login(able.asker)
    assert len(names(client, team=able.hospital.pk)) == len([p for p in able.everybody if p.team])


@pytest.mark.parametrize(
    "asked",
    [{"skill": "x"}, {"team": "999999"}, {"skill": 10**30}, {"language": "<b>"}, {"q": "x" * 5000}, {"q": "\x00%_"}],
)
def test_what_cannot_be_is_left_aside(able: Cast, client: Client, asked: dict[str, str | int]) -> None:
    client.force_login(able.asker)
    assert client.get("/people/", asked).status_code == 200


def test_nobody_found_leads_to_a_need(able: Cast, client: Client) -> None:
    client.force_login(able.asker)
    assert "Nobody has said so yet" in client.get("/people/", {"q": "zither tuning"}).content.decode()


def test_the_asked_for_skill_stands_first_on_a_card_with_its_evidence(able: Cast, client: Client) -> None:
    for name in ("archery", "baking", "cooking", "dancing", "eating"):
        held = set_skill(able.helper, by=able.helper, name=name, level=4)
        confirm_skill(held, by=able.asker, evidence="Seen it.")
    client.force_login(able.asker)
    page = client.get("/people/", {"q": "triage"}).content.decode()
    assert re.findall(r"<li><b>([^<]+)</b>", page) == ["Triage", "archery", "baking", "cooking"]
    assert "and 2 more" in page and "confirmed by 1" in page


def queries_for(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def fill(cast: Cast, count: int) -> None:
    """Colleagues with skills and evidence."""
    for number in range(count):
        person = add_person(f"p{count}-{number}@example.org", by=None, name=f"Person {number}", team=cast.pharmacy)
        held = set_skill(person, by=person, name=f"Skill {number % 5}", level=2, teaches=True)
        confirm_skill(held, by=cast.asker, evidence="Seen it.")


@pytest.mark.parametrize("address", ["/people/", "/people/?q=Person", "/people/?teaches=1", "/people/settings/people/"])
def test_twenty_people_cost_as_many_queries_as_two(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.admin)
    fill(cast, 2)
    two = queries_for(client, address)
    fill(cast, 20)
    assert queries_for(client, address) == two


def test_the_next_page_goes_on_by_name_and_nobody_twice(cast: Cast, client: Client) -> None:
    fill(cast, 30)
    client.force_login(cast.asker)
    seen, address = [], "/people/"
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r'<a class="whole" href="/people/(\d+)/">', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/people/{following[1]}" if following else ""
    assert len(seen) == len(set(seen)) == Person.objects.active().count()


def test_suggestions_are_options(able: Cast, client: Client) -> None:
    client.force_login(able.admin)
    assert '<option value="Clear letters">' in client.get("/people/suggest/skills/?name=clear").content.decode()
    teams = client.get("/people/suggest/teams/?team=pharm").content.decode()
    assert "› Pharmacy" in teams
    assert (
        '<option value="sofia@example.org">Sofia Lindqvist'
        in client.get("/people/suggest/people/?lead=sofia").content.decode()
    )
    assert client.get("/people/suggest/skills/?name=").content.decode().strip() == ""
