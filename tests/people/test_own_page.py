"""Editing one's own page and skills."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from upwell.people.actions import set_skill
from upwell.people.models import Person

GIVEN = {
    "name": "Sofia Lindqvist",
    "title": "Nurse",
    "place": "Harbour",
    "languages": "Swedish, cy",
    "reach": "",
    "about": "Letters.",
    "minutes_for_helping": "45",
    "asks_per_month": "2",
    "theme": "dark",
    "time_zone": "Asia/Tokyo",
}


@pytest.fixture
def sofia(cast: Cast, client: Client) -> Client:
    client.force_login(cast.asker)
    return client


def test_everything_is_kept_and_dark_from_the_next_page_on(cast: Cast, sofia: Client) -> None:
    response = sofia.post("/people/me/", GIVEN)
    assert response.headers["Location"] == f"/people/{cast.asker.pk}/"
    assert response.cookies["upwell_theme"].value == "dark"
    kept = Person.objects.get(pk=cast.asker.pk)
    assert (kept.title, kept.languages, kept.minutes_for_helping, kept.asks_per_month) == ("Nurse", ["sv", "cy"], 45, 2)
    assert 'data-theme="dark"' in sofia.get("/people/me/").content.decode()


def test_times_are_those_of_ones_own_clock(cast: Cast, sofia: Client) -> None:
    sofia.post("/people/me/", GIVEN)
    sofia.get("/people/me/")
    assert timezone.get_current_timezone_name() == "UTC"  # afterwards it is as it was
    held = set_skill(cast.helper, by=cast.helper, name="triage", level=2)
    held.confirmations.create(by=cast.author, evidence="Seen.", at=datetime(2024, 1, 1, 20, tzinfo=UTC))
    assert "2 January 2024, 05:00" in sofia.get(f"/people/skills/{held.pk}/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"languages": "Swedish, Gibberish of the moon"},
        {"minutes_for_helping": "many"},
        {"minutes_for_helping": "-1"},
        {"asks_per_month": "1000"},
        {"about": "x" * 1001},
        {"time_zone": "Mars/Olympus"},
        {"theme": "neon"},
        {"photo": "../../etc/passwd"},
    ],
)
def test_a_fault_keeps_what_was_typed(cast: Cast, sofia: Client, change: dict[str, str]) -> None:
    response = sofia.post("/people/me/", {**GIVEN, "reach": "Come by room 12", **change})
    assert response.status_code == 422 and "Come by room 12" in response.content.decode()
    assert Person.objects.get(pk=cast.asker.pk).reach == ""


def test_nobody_gives_themselves_a_role_or_a_team_by_the_form(cast: Cast, sofia: Client) -> None:
    sofia.post("/people/me/", {**GIVEN, "role": "admin", "team": str(cast.pharmacy.pk), "email": "x@example.org"})
    kept = Person.objects.get(pk=cast.asker.pk)
    assert (kept.role, kept.team, kept.email) == ("member", cast.outpatients, "sofia@example.org")


def test_a_skill_is_added_changed_and_taken_off(cast: Cast, sofia: Client) -> None:
    sofia.post("/people/me/skills/add/", {"name": "Triage", "level": "2", "wants": "on"})
    held = cast.asker.skills.get()
    assert (held.skill.name, held.level, held.teaches, held.wants) == ("Triage", 2, False, True)
    sofia.post(f"/people/me/skills/{held.pk}/change/", {"level": "3", "teaches": "on"})
    held.refresh_from_db()
    assert (held.level, held.teaches, held.wants) == (3, True, False)
    sofia.post(f"/people/me/skills/{held.pk}/drop/")
    assert not cast.asker.skills.exists()


def test_a_row_is_kept_in_place_where_script_runs(cast: Cast, sofia: Client) -> None:
    held = set_skill(cast.asker, by=cast.asker, name="triage", level=2)
    address = f"/people/me/skills/{held.pk}/change/"
    kept = sofia.post(address, {"level": "3"}, headers={"HX-Request": "true"})
    assert kept.status_code == 200 and "Kept" in kept.content.decode() and "<html" not in kept.content.decode()
    nothing = sofia.post(address, {"level": ""}, headers={"HX-Request": "true"})
    assert nothing.status_code == 422 and "Say how well you can do it" in nothing.content.decode()


@pytest.mark.parametrize("typed", [{"name": " ", "level": "1"}, {"name": "triage"}, {"name": "triage", "level": "9"}])
def test_what_says_nothing_stays_typed(cast: Cast, sofia: Client, typed: dict[str, str]) -> None:
    response = sofia.post("/people/me/skills/add/", typed)
    assert response.status_code == 422 and f'value="{typed["name"]}"' in response.content.decode()
    assert not cast.asker.skills.exists()


def test_anothers_skill_is_not_there(cast: Cast, sofia: Client) -> None:
    held = set_skill(cast.helper, by=cast.helper, name="triage", level=2)
    for verb in ("change", "drop"):
        assert sofia.post(f"/people/me/skills/{held.pk}/{verb}/", {"level": "1"}).status_code == 404
    held.refresh_from_db()
    assert held.level == 2
