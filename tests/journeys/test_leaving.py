"""Leaving: what one looks after finds its next people, what one asked is settled, and what one knows is told once on video."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path as Folder
from typing import Any

import pytest

from tests.browsing import at, read
from tests.cast import Cast
from tests.journeys.paths import module
from tests.media.test_keep_take import recorded
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.entering import assign_path
from upwell.journeys.actions.making import publish_path
from upwell.journeys.actions.starting import start_from
from upwell.journeys.actions.walking import do_step
from upwell.journeys.models import StepKind
from upwell.library.actions.curating import hand_over
from upwell.library.models import Item
from upwell.needs.actions.declaring import declare_need
from upwell.people.actions import deactivate_person


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Folder) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def test_whoever_leaves_hands_over_settles_and_tells(cast: Cast) -> None:
    path = publish_path(start_from("leaving", by=cast.steward), by=cast.steward)
    letters = module(cast.helper, "Letters that get read")
    need = declare_need("Who takes the Thursday calls?", by=cast.helper)
    assign_path(path, by=cast.steward, person=cast.helper, day=date(2026, 3, 13))
    client, here = at(cast.helper), f"/paths/{path.pk}/"
    page = read(client.get(here))
    assert f'href="/modules/{letters.pk}/care/"' in page
    assert f'href="/needs/{need.pk}/"' in page
    hand_over(letters, by=cast.helper, to=cast.author)
    page = read(client.get(here))
    assert "You look after nothing here any more." in page

    interview = path.steps.get(kind=StepKind.RECORDING)
    recorder = client.get(f"{here}steps/{interview.pk}/record/").content.decode()
    assert "What do you know here that took you longest to find out?" in recorder.split("data-notes>")[1]
    client.post(f"{here}steps/{interview.pk}/record/", {"take": recorded(cast.helper).key})
    file = cast.helper.files.get()
    client.post(f"{here}steps/{interview.pk}/do/", {"kept": file.sha256})
    assert "Make a module of it" in read(client.get(here))
    answer = client.post(f"{here}steps/{interview.pk}/make-module/")
    made = Item.objects.get(owner=cast.helper, published_at=None, kind="module")
    assert answer["Location"] == f"/modules/{made.pk}/edit/"
    assert (made.module.draft or [])[0]["file"] == file.sha256
    assert at(cast.stranger).post(f"{here}steps/{interview.pk}/make-module/").status_code == 403


def test_what_a_leaver_shared_stays_with_whoever_went_along(cast: Cast) -> None:
    path = publish_path(start_from("leaving", by=cast.steward), by=cast.steward)
    walk = assign_path(path, by=cast.steward, person=cast.helper, day=date(2026, 3, 13), buddy=cast.author)
    other = assign_path(path, by=cast.steward, person=cast.stranger, day=date(2026, 3, 13), buddy=cast.author)
    thought, thanks = path.steps.filter(kind=StepKind.REFLECTION)
    do_step(walk, step=thought, by=cast.helper, words="Ask Mira about the late clinic.", share=True)
    do_step(walk, step=thanks, by=cast.helper, words="Only for me.")
    do_step(other, step=thought, by=cast.stranger, words="Not for anybody.")
    for leaver in (cast.helper, cast.stranger):
        deactivate_person(leaver, by=cast.admin)
    run_waiting()
    client = at(cast.author)
    assert cast.helper.name in read(client.get("/paths/?view=beside"))
    assert cast.stranger.name not in read(client.get("/paths/?view=beside"))
    page = read(client.get(f"/walks/{walk.pk}/"))
    assert "Ask Mira about the late clinic." in page
    assert "Only for me." not in page
    assert "Kofi has left. What they shared with you stays here." in page
    assert client.get(f"/walks/{other.pk}/").status_code == 404
    assert at(cast.lead).get(f"/walks/{walk.pk}/").status_code == 404
