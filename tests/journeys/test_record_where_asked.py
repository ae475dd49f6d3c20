"""Where a step or a task asks for a recording, one records there and comes back with it; it is handed in by oneself alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import at
from tests.cast import Cast
from tests.journeys.paths import path_of, step_of
from tests.journeys.tasking import a_task
from tests.media.test_keep_take import recorded
from upwell.journeys.actions.entering import enter_path
from upwell.journeys.actions.trying import try_task
from upwell.journeys.laying import StepDetails
from upwell.media.models import StoredFile, Upload

INTRODUCE = StepDetails("recording", title="Say who you are", words="A minute.")


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test."""
    settings.FILES = tmp_path / "files"
    yield


def test_a_step_leads_to_the_recorder_and_has_the_take_handed_in(cast: Cast) -> None:
    path = path_of(cast.author, INTRODUCE)
    walk, step = enter_path(path, by=cast.newcomer), step_of(path)
    client, here = at(cast.newcomer), f"/paths/{path.pk}/steps/{step.pk}"
    assert f'href="{here}/record/"' in client.get(f"/paths/{path.pk}/").content.decode()
    recorder = client.get(f"{here}/record/").content.decode()
    assert "Use this take" in recorder
    assert "/practice/new/?title=Say%20who%20you%20are" in recorder
    assert at(cast.stranger).get(f"{here}/record/").status_code == 403
    assert client.post(f"{here}/record/", {"take": recorded(cast.author).key}).status_code == 404
    back = client.post(f"{here}/record/", {"take": recorded(cast.newcomer).key})
    file = StoredFile.objects.get()
    assert back["Location"] == f"/paths/{path.pk}/?step={step.pk}&recording={file.sha256}#step-{step.pk}"
    assert not Upload.objects.filter(by=cast.newcomer).exists()
    assert f'value="{file.sha256}"' in client.get(back["Location"]).content.decode()
    assert not walk.done.exists()
    client.post(f"{here}/do/", {"kept": file.sha256, "words": "My first day."})
    done = walk.done.get()
    assert (done.file, done.words) == (file, "My first day.")


def test_nobody_hands_in_what_somebody_else_recorded(cast: Cast) -> None:
    path = path_of(cast.author, INTRODUCE)
    walk = enter_path(path, by=cast.newcomer)
    enter_path(path, by=cast.stranger)
    here = f"/paths/{path.pk}/steps/{step_of(path).pk}"
    at(cast.stranger).post(f"{here}/record/", {"take": recorded(cast.stranger).key})
    kept = StoredFile.objects.get().sha256
    refused = at(cast.newcomer).post(f"{here}/do/", {"kept": kept, "words": "Mine."})
    assert refused.status_code == 422
    assert "Mine." in refused.content.decode()
    assert not walk.done.exists()


def test_what_is_recorded_for_a_task_stands_where_one_says_who_looks(cast: Cast) -> None:
    attempt = try_task(a_task(cast.author, evidence=["recording"], lookers=["buddy"]), by=cast.asker)
    here, client = f"/tasks/attempts/{attempt.pk}", at(cast.asker)
    assert f'href="{here}/record/"' in client.get(f"{here}/show/").content.decode()
    back = client.post(f"{here}/record/", {"take": recorded(cast.asker).key})
    kept = StoredFile.objects.get()
    page = client.get(back["Location"]).content.decode()
    assert f'name="kept_recording" value="{kept.sha256}"' in page
    sent = {"kept_recording": kept.sha256, "as_what": "buddy", "email": cast.helper.email}
    assert client.post(f"{here}/show/", sent).status_code == 302
    attempt.refresh_from_db()
    assert (attempt.file, attempt.observer) == (kept, cast.helper)
    assert at(cast.helper).get(f"{here}/record/").status_code == 403
    words_only = try_task(a_task(cast.author, title="In words"), by=cast.asker)
    assert client.get(f"/tasks/attempts/{words_only.pk}/record/").status_code == 403
