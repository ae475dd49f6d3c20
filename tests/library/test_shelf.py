"""The shelf: what stands there, in which order, for whom."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from tests.library.sheets import TEXT, draft, published
from upwell.core import clock
from upwell.library.actions.curating import retire_item, set_audience, set_valid_until
from upwell.library.actions.reading import react_to_item
from upwell.library.models import Item
from upwell.people.models import Person


def shown(person: Person, query: str = "") -> list[str]:
    client = Client()
    client.force_login(person)
    response = client.get(f"/learn/{query}")
    assert response.status_code == 200
    return re.findall(r'class="say h3"><a [^>]*>([^<]*)<', response.content.decode())


def test_the_newest_come_first_and_what_one_may_not_see_is_not_there(cast: Cast) -> None:
    now = timezone.now()
    for days, title in ((3, "Old"), (1, "New"), (2, "Middle")):
        with clock.at(now - timedelta(days=days)):
            published(cast.author, title=title)
    set_audience(published(cast.author, title="For Outpatients"), by=cast.author, team=cast.outpatients)
    retire_item(published(cast.author, title="Retired"), by=cast.author)
    set_valid_until(
        published(cast.author, title="Over"), by=cast.author, until=timezone.localdate() - timedelta(days=1)
    )
    draft(cast.author, title="A draft")
    assert shown(cast.stranger) == ["New", "Middle", "Old"]
    assert shown(cast.asker)[0] == "For Outpatients"


def test_one_sees_ones_own_whatever_its_state(cast: Cast) -> None:
    draft(cast.author, title="A draft")
    retire_item(published(cast.author, title="Retired"), by=cast.author)
    assert set(shown(cast.author, "?view=mine")) == {"A draft", "Retired"}
    assert shown(cast.stranger, "?view=mine") == []


def test_the_most_useful_come_first_and_useless_ones_not_at_all(cast: Cast) -> None:
    items = [published(cast.author, title=title) for title in ("None", "One", "Two")]
    for item, people in zip(items, ([], [cast.asker], [cast.asker, cast.helper]), strict=True):
        for person in people:
            react_to_item(item, by=person, kind="useful")
    assert shown(cast.stranger, "?view=useful") == ["Two", "One"]


def test_the_short_ones_take_two_minutes_at_most(cast: Cast) -> None:
    published(cast.author, title="Short", blocks=[TEXT])
    published(cast.author, title="Long", blocks=[{"type": "text", "text": "word " * 441}])
    assert shown(cast.stranger, "?view=short") == ["Short"]


def test_an_owner_sees_what_ends_soon(cast: Cast) -> None:
    item = published(cast.author, title="Ends")
    set_valid_until(item, by=cast.author, until=timezone.localdate() + timedelta(days=9))
    set_valid_until(
        published(cast.author, title="Later"), by=cast.author, until=timezone.localdate() + timedelta(days=99)
    )
    assert shown(cast.author, "?view=expiring") == ["Ends"]
    assert shown(cast.stranger, "?view=expiring") == []


def test_a_skill_narrows_it(cast: Cast) -> None:
    item = published(cast.author, title="Letters", skills=["writing"])
    published(cast.author, title="Pumps", skills=["pumps"])
    skill = item.skills.get()
    assert shown(cast.stranger, f"?skill={skill.pk}") == ["Letters"]


@pytest.mark.parametrize("view", ["new", "useful", "short", "mine", "expiring"])
def test_every_page_follows_the_one_before(cast: Cast, view: str) -> None:
    for number in range(23):
        item = published(cast.author, title=f"Module {number}", blocks=[TEXT])
        react_to_item(item, by=cast.asker, kind="useful")
        set_valid_until(item, by=cast.author, until=timezone.localdate() + timedelta(days=number % 3))
    client = Client()
    client.force_login(cast.author)
    seen: list[str] = []
    query = f"?view={view}"
    for _page in range(2):
        page = client.get(f"/learn/{query}").content.decode()
        seen += re.findall(r'class="say h3"><a [^>]*>([^<]*)<', page)
        following = re.search(r'rel="next" href="([^"]*)"', page)
        query = following[1].replace("&amp;", "&") if following else ""
    assert query == ""
    assert sorted(seen) == sorted(f"Module {number}" for number in range(23))


@pytest.mark.parametrize(
    "query", ["view=x", "skill=x", "skill=99999999", "skill=²", "after=x", "after=WyJ4IiwgMV0", "after=WzEsMV0"]
)
def test_an_address_that_leads_nowhere_is_404(cast: Cast, query: str) -> None:
    client = Client()
    client.force_login(cast.author)
    assert client.get(f"/learn/?{query}").status_code == 404


def test_eighteen_cost_no_more_questions_than_two(cast: Cast, client: Client) -> None:
    def add(count: int) -> None:
        for _number in range(count):
            published(cast.author, skills=["writing"]).authorships.create(person=cast.helper, place=1)

    client.force_login(cast.stranger)
    add(2)
    before = questions(client)
    add(16)
    assert questions(client) == before


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/learn/").status_code == 200
    return len(asked)


def test_items_are_not_lost_to_a_rare_tie(cast: Cast) -> None:
    now = timezone.now()
    with clock.at(now):
        for number in range(20):
            published(cast.author, title=f"Module {number}")
    assert Item.objects.filter(published_at=now).count() == 20
    assert len(shown(cast.stranger)) == 18
