"""The parts of the shell are drawn once, and still say for each person and place what they should."""

import re

from django.test import Client

from tests.cast import Cast

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def page(client: Client, path: str = "/people/") -> str:
    return client.get(path).content.decode()


def test_each_person_sees_their_own_name_in_the_rail(cast: Cast) -> None:
    for person in (cast.asker, cast.helper, cast.asker):
        client = Client()
        client.force_login(person)
        rail = page(client).split('class="rail"')[1].split("</nav>")[0]
        assert person.name in rail
        others = {other.name for other in cast.everybody} - {person.name}
        assert not [name for name in others if name in rail]


def test_the_place_one_is_at_is_marked(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.asker)
    for path, label in (
        ("/people/", "People"),
        ("/learn/", "Learn"),
        ("/paths/", "Learn"),
        ("/events/", "Circles"),
        ("/plan/", "Today"),
    ):
        here = re.findall(r'aria-current="page">(?:<svg.*?</svg>)?([^<]+)', page(client, path))
        assert label in here, (path, here)


def test_every_page_has_its_own_token_in_every_form(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.asker)
    first, second = TOKEN.findall(page(client)), TOKEN.findall(page(client))
    assert first
    assert "token-goes-here" not in {*first, *second}
    assert not {*first} & {*second}


def test_a_name_cannot_write_into_the_page(cast: Cast) -> None:
    cast.asker.name = "<b>token-goes-here</b>"
    cast.asker.save(update_fields=["name"])
    client = Client()
    client.force_login(cast.asker)
    assert "<b>token" not in page(client)
