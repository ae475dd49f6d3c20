"""Takes for programs: what the pages do, and the same refusals; nobody else's are there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.cast import Cast
from tests.media.clips import clip
from tests.media.test_keep_take import left_alone, recorded
from upwell.core.jobs import run_waiting
from upwell.people.models import Person


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder for the files of one test, and nothing to listen with."""
    settings.FILES = tmp_path / "files"
    settings.SPEECH_MODEL = "/nowhere"
    yield


def test_a_program_joins_keeps_and_throws_away_ones_own(cast: Cast, program: Callable[[Person], Program]) -> None:
    author, stranger = program(cast.author), program(cast.stranger)
    keys = []
    for _turn in range(2):
        take = recorded(cast.author, clip("film.mp4"))
        left_alone(take)
        keys.append(take.key)
    assert [take["key"] for take in author.get("/takes").json()["items"]] == keys[::-1]
    assert author.get("/takes", limit=1).json()["next"] is not None
    assert stranger.get("/takes").json()["items"] == []
    assert stranger.post("/takes/joined", takes=keys).status_code == 404
    assert author.post("/takes/joined", takes=[keys[0], keys[0]]).status_code == 422
    made = author.post("/takes/joined", takes=keys)
    assert (made.status_code, made.json()["is_usable"], made.json()["is_joined"]) == (201, False, True)
    run_waiting()
    told = author.get(f"/takes/{made.json()['key']}").json()
    assert (told["is_usable"], told["percent"], told["fault"]) == (True, 100, "")
    kept = author.post(f"/takes/{told['key']}/keep").json()
    assert (kept["kind"], kept["type"]) == ("video", "video/mp4")
    assert author.post(f"/takes/{told['key']}/keep").json() == kept
    assert stranger.client.delete(f"/api/v1/takes/{keys[0]}").status_code == 404
    assert author.client.delete(f"/api/v1/takes/{keys[0]}").status_code == 204
    assert author.get(f"/takes/{keys[0]}").status_code == 404
