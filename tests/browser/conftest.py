"""A browser, and people signed in to it.

The system's Chromium, headless; UPWELL_CHROMIUM names another. Without one these tests are skipped and say so. The server is
pytest-django's, in this process, so what a test writes is what the browser sees.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast, make_cast
from upwell.people.models import Person

NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# a camera whose picture moves, a microphone that beeps, and nobody is asked
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]

SignIn = Callable[..., Page]
expect.set_options(timeout=30_000)  # a machine that does other things, too, answers late; what never comes still fails


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walks are tried a second time, since a browser, a server and the rest of the tests share few cores; bin/test names
    each that was, and what fails twice fails."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all."""
    program = os.environ.get("UPWELL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not program:
        pytest.skip("no Chromium here: install the package chromium, or name one with UPWELL_CHROMIUM")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread that also asks the database
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *CAMERA])
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _what_was_built(settings: Settings) -> None:
    """pytest-django's server looks for static files where Django's finders look, not in STATIC_ROOT as ours does."""
    settings.STATICFILES_DIRS = [settings.STATIC_ROOT]


@pytest.fixture
def everybody(transactional_db: None) -> Cast:
    """The cast, where the server in its own thread can see it."""
    return make_cast()


@pytest.fixture
def context(browser: Browser, transactional_db: None) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    fresh = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", reduced_motion="reduce")
    yield fresh
    fresh.close()
    wait_until_quiet()


def wait_until_quiet() -> None:
    """A page says goodbye to the server as it closes; the tables are emptied once nobody is being answered any more."""
    quiet = 0
    with connection.cursor() as cursor:
        for _turn in range(200):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL"
                " AND pid <> pg_backend_pid()"
            )
            quiet = quiet + 1 if cursor.fetchone() == (0,) else 0
            if quiet == 3:
                return
            time.sleep(0.05)


@pytest.fixture
def sign_in(context: BrowserContext, live_server: LiveServer) -> SignIn:
    """A page of somebody who is signed in: `sign_in(person, "/needs/")`."""

    def open_for(person: Person, path: str = "/") -> Page:
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    return open_for
