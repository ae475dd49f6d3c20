"""Two pages with the same form: the second to be saved says what was saved meanwhile, and overwrites nothing unseen."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.browsing import at, read
from tests.cast import Cast
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Need
from upwell.people.queries import organisation


@pytest.fixture
def asker(cast: Cast) -> Client:
    return at(cast.asker)


@pytest.fixture
def need(cast: Cast) -> Need:
    return declare_need("Which lift goes to the roof garden?", by=cast.asker, why="Patients ask.")


def begun(page: Any) -> str:
    found = re.search(r'name="begun" value="([0-9a-f]+)"', read(page))
    assert found
    return found[1]


def typed(title: str, why: str, begun: str) -> dict[str, str]:
    return {"title": title, "why": why, "urgency": "soon", "begun": begun}


def test_who_saves_second_sees_what_was_saved_meanwhile_and_then_decides(asker: Client, need: Need) -> None:
    address = f"/needs/{need.pk}/edit/"
    opened = begun(asker.get(address))
    assert asker.post(address, typed("Which lift goes to the roof?", "Patients ask.", opened)).status_code == 302
    second = asker.post(address, typed("Which lift goes to the roof garden?", "It is lovely.", opened))
    assert second.status_code == 422
    shown = read(second)
    assert "changed elsewhere" in shown and "It says now: ‘Which lift goes to the roof?’" in shown
    assert "It is lovely." in shown
    need.refresh_from_db()
    assert need.title == "Which lift goes to the roof?"
    again = asker.post(address, typed("Which lift goes to the roof garden?", "It is lovely.", begun(second)))
    assert again.status_code == 302
    need.refresh_from_db()
    assert (need.title, need.why) == ("Which lift goes to the roof garden?", "It is lovely.")


def test_the_same_sent_twice_is_no_quarrel(asker: Client, need: Need) -> None:
    address = f"/needs/{need.pk}/edit/"
    form = typed("Which lift goes to the roof?", "Patients ask.", begun(asker.get(address)))
    assert [asker.post(address, form).status_code for _ in range(2)] == [302, 302]


def test_a_page_that_does_not_say_from_what_it_began_is_saved(asker: Client, need: Need) -> None:
    answer = asker.post(f"/needs/{need.pk}/edit/", {"title": "Which lift?", "urgency": "soon"})
    assert answer.status_code == 302


def test_two_admins_do_not_overwrite_each_other(cast: Cast) -> None:
    address, admin = "/people/settings/organisation/", at(cast.admin)
    opened = begun(admin.get(address))
    assert admin.post(address, {"name": "Harbour House", "begun": opened}).status_code == 302
    second = admin.post(address, {"name": "House", "welcome": "Come in.", "begun": opened})
    assert second.status_code == 422
    assert "It says now: ‘Harbour House’" in read(second)
    assert organisation().name == "Harbour House"
