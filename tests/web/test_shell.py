"""The shell shows where one may go, and nothing that leads nowhere."""

import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.cast import Cast


def page_for(person: object, path: str = "/patterns/", **cookies: str) -> str:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    client.cookies.load(cookies)
    response = client.get(path)
    assert response.status_code in {200, 404}
    return response.content.decode()


def test_no_link_of_the_shell_is_dead(cast: Cast) -> None:
    html = page_for(cast.admin, "/no-such-page/")
    links = set(re.findall(r'(?:href|action)="(/[^"?#]*)', html))
    dead = []
    for link in links:
        if link.startswith("/static/"):
            continue
        try:
            resolve(link)
        except Resolver404:
            dead.append(link)
    assert links
    assert not dead


def test_the_shell_says_where_one_is(cast: Cast) -> None:
    html = page_for(cast.asker, "/needs/no-such-need/")
    assert re.search(r'href="/needs/" aria-current="page"', html)


def test_the_theme_one_chose_is_there_from_the_start(cast: Cast) -> None:
    assert '<html lang="en-gb" dir="ltr" data-theme="dark">' in page_for(cast.asker, upwell_theme="dark")
    assert '<html lang="en-gb" dir="ltr">' in page_for(cast.asker)
    assert "data-theme=" not in page_for(cast.asker, upwell_theme="evil").split("<head>")[0]


def test_the_pattern_book_is_for_members(cast: Cast) -> None:
    assert Client().get("/patterns/").status_code == 302
    html = page_for(cast.newcomer)
    assert 'data-theme="light"' in html
    assert 'data-theme="dark"' in html


def test_every_component_stands_in_the_pattern_book(cast: Cast, settings: object) -> None:
    folder = settings.ROOT / "web" / "templates"  # type: ignore[attr-defined]
    book = "".join(path.read_text() for path in (folder / "web").glob("patterns*.html"))
    shell = "".join(path.read_text() for path in [*(folder / "layouts").glob("*.html"), folder / "base.html"])
    names = {path.stem.replace("_", "-") for path in (folder / "cotton").glob("*.html")}
    absent = sorted(name for name in names if f"<c-{name}" not in book + shell)
    assert not absent


@pytest.mark.parametrize("path", ["/no-such-page/", "/needs/999999/"])
def test_what_is_not_there_says_so_and_shows_a_way_on(cast: Cast, path: str) -> None:
    html = page_for(cast.stranger, path)
    assert "This page is not here, or not for you." in html
    assert "Go to Today" in html


def test_somebody_signed_out_gets_the_words_without_the_shell(db: None) -> None:
    html = Client().get("/no-such-page/").content.decode()
    assert "This page is not here, or not for you." in html
    assert 'class="rail"' not in html
