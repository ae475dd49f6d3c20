"""A person's page, and confirming from it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from upwell.people.actions import add_person, confirm_skill, deactivate_person, edit_profile, set_skill
from upwell.people.models import PersonSkill, SkillConfirmation


@pytest.fixture
def triage(cast: Cast) -> PersonSkill:
    return set_skill(cast.helper, by=cast.helper, name="triage", level=3, teaches=True)


def test_it_says_who_somebody_is_in_words(cast: Cast, triage: PersonSkill, client: Client) -> None:
    edit_profile(cast.helper, by=cast.helper, about="Ask me <b>anything</b>.", reach="Extension 4471", languages=["cy"])
    confirm_skill(triage, by=cast.asker, evidence="Kept <i>calm</i>.")
    client.force_login(cast.stranger)
    page = client.get(f"/people/{cast.helper.pk}/").content.decode()
    for words in ("Kofi Asante", "GP liaison", "Extension 4471", "Welsh", "does it well", "one colleague saw it"):
        assert words in page
    assert "Ask me &lt;b&gt;anything" in page and "Kept &lt;i&gt;calm" in page
    assert "Edit your page" not in page


def test_ones_own_page_can_be_edited_and_not_confirmed(cast: Cast, triage: PersonSkill, client: Client) -> None:
    client.force_login(cast.helper)
    page = client.get(f"/people/{cast.helper.pk}/").content.decode()
    assert "Edit your page" in page and "I have seen this" not in page
    assert client.post(f"/people/skills/{triage.pk}/confirm/", {"evidence": "I am good."}).status_code == 403


def test_a_colleague_confirms_and_takes_it_back(cast: Cast, triage: PersonSkill, client: Client) -> None:
    client.force_login(cast.asker)
    response = client.post(f"/people/skills/{triage.pk}/confirm/", {"evidence": "Kept calm."}, follow=True)
    assert "Thank you. Kofi is told." in response.content.decode() and "Kept calm." in response.content.decode()
    client.post(f"/people/skills/{triage.pk}/unconfirm/")
    assert not SkillConfirmation.objects.exists()


def test_words_that_do_not_fit_stay_typed(cast: Cast, triage: PersonSkill, client: Client) -> None:
    client.force_login(cast.asker)
    response = client.post(f"/people/skills/{triage.pk}/confirm/", {"evidence": "Calm. " * 60})
    assert response.status_code == 422 and "Calm. Calm." in response.content.decode()


def test_a_leaver_is_shown_as_one_and_not_confirmed(cast: Cast, triage: PersonSkill, client: Client) -> None:
    deactivate_person(cast.helper, by=cast.admin)
    client.force_login(cast.asker)
    page = client.get(f"/people/{cast.helper.pk}/").content.decode()
    assert "Kofi left on" in page and "I have seen this" not in page and "kofi@example.org" not in page
    assert client.post(f"/people/skills/{triage.pk}/confirm/", {"evidence": "Was good."}).status_code == 403


def test_it_never_ranks_anybody(cast: Cast, triage: PersonSkill, client: Client) -> None:
    client.force_login(cast.asker)
    page = client.get(f"/people/{cast.helper.pk}/").content.decode().lower()
    assert not any(word in page for word in ("points", "rank", "badge earned", "score", "top helper"))


def test_the_page_costs_the_same_for_twenty_skills_and_witnesses(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)

    def grow(count: int) -> int:
        for number in range(count):
            held = set_skill(cast.helper, by=cast.helper, name=f"skill {count} {number}", level=2)
            by = add_person(f"w{count}-{number}@example.org", by=None, name="Witness")
            confirm_skill(held, by=by, evidence="Seen it.")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/people/{cast.helper.pk}/")
        return len(queries)

    assert grow(2) == grow(20)


def test_a_skills_own_page_lists_every_witness_in_pages(cast: Cast, triage: PersonSkill, client: Client) -> None:
    for number in range(25):
        by = add_person(f"w{number}@example.org", by=None, name=f"Witness {number}")
        confirm_skill(triage, by=by, evidence=f"Saw it {number} times.")
    client.force_login(cast.asker)
    page = client.get(f"/people/skills/{triage.pk}/").content.decode()
    assert page.count("Saw it") == 20 and 'rel="next"' in page
    assert client.get("/people/skills/99999999/").status_code == 404
