"""The board: each view shows what it says, filtered, in pages, for the same number of queries however many needs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.needs.telling import later
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.brokering import park_need
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import How, Need, Outcome
from upwell.people.actions import set_skill


def shown(client: Client, query: str = "") -> list[str]:
    """The sentences of the needs on the board, in order."""
    response = client.get(f"/needs/{query}")
    assert response.status_code == 200
    return re.findall(r'class="say"><a href="/needs/\d+/">([^<]*)</a>', response.content.decode())


@pytest.fixture
def needs(cast: Cast) -> dict[str, Need]:
    """One need in each state, asked by Sofia, and one by Piet."""
    made = {name: declare_need(name, by=cast.asker) for name in ("open", "helped", "answered", "solved", "parked")}
    made["other"] = declare_need("other", by=cast.stranger)
    offer_help(made["helped"], by=cast.helper, how=How.RECORD)
    answer_need(made["answered"], by=cast.helper, text="So.")
    confirm_answer(answer_need(made["solved"], by=cast.helper, text="So."), by=cast.asker, outcome=Outcome.SOLVED)
    park_need(made["parked"], by=cast.steward, reason="May.")
    voice_need(made["answered"], by=cast.stranger)
    return made


def test_each_view_shows_what_it_says(cast: Cast, needs: dict[str, Need], client: Client) -> None:
    client.force_login(cast.stranger)
    assert shown(client) == ["helped", "open"]
    assert shown(client, "?view=mine") == ["other", "answered"]
    assert shown(client, "?view=growing")[0] == "answered"
    assert shown(client, "?view=waiting") == ["open", "helped", "other"]
    assert shown(client, "?view=solved") == ["solved"]
    assert shown(client, "?view=parked") == ["parked"]
    assert shown(client, "?view=nonsense") == ["helped", "open"]


def test_each_row_says_what_is_happening(cast: Cast, needs: dict[str, Need], client: Client) -> None:
    client.force_login(cast.stranger)
    page = client.get("/needs/?view=waiting").content.decode()
    assert "Kofi is recording" in page
    assert ">open<" in page


def test_what_one_can_do_comes_first(cast: Cast, needs: dict[str, Need], client: Client) -> None:
    set_skill(cast.author, by=cast.author, name="letters", level=3)
    with later(days=-3):
        declare_need("About letters", by=cast.asker, skills=["Letters"])
    client.force_login(cast.author)
    assert shown(client) == ["About letters", "other", "helped", "open"]


def test_filters_by_skill_and_team(cast: Cast, needs: dict[str, Need], client: Client) -> None:
    about = declare_need("About letters", by=cast.lead, skills=["letters"])
    client.force_login(cast.author)
    assert shown(client, f"?skill={about.skills.get().pk}") == ["About letters"]
    assert shown(client, f"?view=waiting&team={cast.pharmacy.pk}") == ["other"]
    assert shown(client, "?skill=999999") == shown(client)
    assert shown(client, "?skill=x&team=-1") == shown(client)


def test_filtering_by_team_does_not_tell_who_asked_without_a_name(cast: Cast, client: Client) -> None:
    declare_need("How do I tell my lead?", by=cast.asker, nameless=True)
    client.force_login(cast.stranger)
    assert shown(client, f"?team={cast.outpatients.pk}") == []
    page = client.get("/needs/").content.decode()
    assert "How do I tell my lead?" in page
    assert "Sofia" not in page


def test_a_limited_need_is_on_its_teams_board_alone(cast: Cast, client: Client) -> None:
    declare_need("Just us", by=cast.asker, team=cast.outpatients)
    for person in (cast.lead, cast.stranger):
        client.force_login(person)
        assert shown(client) == (["Just us"] if person == cast.lead else [])


def test_pages_follow_each_other_by_key(cast: Cast, client: Client) -> None:
    for number in range(45):
        with later(minutes=number):
            declare_need(f"Need {number}", by=cast.asker)
    client.force_login(cast.helper)
    seen, query = [], ""
    for _ in range(3):
        page = client.get(f"/needs/{query}").content.decode()
        seen += re.findall(r">Need (\d+)</a>", page)
        following = re.search(r'rel="next" href="([^"]*)"', page)
        query = following[1] if following else ""
    assert seen == [str(number) for number in reversed(range(45))]
    assert query == ""
    assert client.get("/needs/?after=nonsense").status_code == 404


def test_as_many_queries_for_two_rows_as_for_twenty(cast: Cast, client: Client) -> None:
    from_few = _queries(cast, client, 2)
    assert _queries(cast, client, 20) == from_few
    assert from_few <= 15


def _queries(cast: Cast, client: Client, count: int) -> int:
    for number in range(count):
        need = declare_need(f"{count}: {number}", by=cast.asker, skills=["letters", f"skill {number}"])
        voice_need(need, by=cast.stranger)
        offer_help(need, by=cast.author, how=How.WRITE)
    client.force_login(cast.helper)
    client.get("/needs/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/needs/")
    return len(queries)


def test_me_too_from_the_board_answers_with_the_row(cast: Cast, needs: dict[str, Need], client: Client) -> None:
    client.force_login(cast.author)
    url = f"/needs/{needs['open'].pk}/voice/"
    row = client.post(url, {"as": "row", "next": "/needs/"}, headers={"HX-Request": "true"})
    assert row.status_code == 200
    assert 'aria-pressed="true"' in row.content.decode()
    assert "<html" not in row.content.decode()
    assert "toast" in row.headers["HX-Trigger"]


def test_without_script_me_too_leads_back_to_the_board(cast: Cast, needs: dict[str, Need], client: Client) -> None:
    client.force_login(cast.author)
    url = f"/needs/{needs['open'].pk}/voice/"
    back = client.post(url, {"as": "row", "next": "/needs/?view=growing"})
    assert (back.status_code, back.headers["Location"]) == (302, "/needs/?view=growing")
    elsewhere = client.post(url, {"next": "https://evil.example/needs/"})
    assert elsewhere.headers["Location"] == needs["open"].get_absolute_url()


def test_an_empty_board_says_what_could_be_here(cast: Cast, client: Client) -> None:
    client.force_login(cast.newcomer)
    for view, words in {
        "open": "Nobody waits for help",
        "mine": "not asked anything yet",
        "solved": "Nothing solved yet",
        "parked": "Nothing is set aside",
    }.items():
        assert words in client.get(f"/needs/?view={view}").content.decode()


def test_whoever_is_not_signed_in_is_sent_to_sign_in(db: None, client: Client) -> None:
    assert client.get("/needs/").status_code == 302
