"""A worker that is much busier than another asks those it answers to come by a new connection, and only then."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from upwell.core.sharing import TOO_MANY, Desks, SharingOut, share_out

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SIT_AND_GO = "import sys, pathlib; from upwell.core.sharing import Desks; Desks(pathlib.Path(sys.argv[1])).say(7)"


def page(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"here"]


def headers_of(application: Any) -> dict[str, str]:
    told: dict[str, str] = {}

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        told.update(headers)

    assert list(application({}, start)) == [b"here"]
    return told


@pytest.mark.parametrize(
    ("own", "other", "closes"), [(TOO_MANY, 0, True), (TOO_MANY, 1, False), (TOO_MANY - 1, 0, False)]
)
def test_only_who_is_much_busier_closes(tmp_path: Path, own: int, other: int, closes: bool) -> None:
    worker, colleague = SharingOut(page, Desks(tmp_path / "desks")), Desks(tmp_path / "desks")
    colleague.say(other)
    worker.busy = own - 1  # and the one that is asked for now
    assert headers_of(worker).get("Connection") == ("close" if closes else None)
    assert worker.busy == own - 1
    assert colleague.least() == own - 1


def test_alone_one_never_closes(tmp_path: Path) -> None:
    worker = SharingOut(page, Desks(tmp_path / "desks"))
    worker.busy = 50
    assert "Connection" not in headers_of(worker)


def test_an_answer_that_fails_is_counted_no_longer(tmp_path: Path) -> None:
    def broken(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        raise ValueError("broken")

    worker = SharingOut(broken, Desks(tmp_path / "desks"))
    with pytest.raises(ValueError, match="broken"):
        headers_of(worker)
    assert worker.busy == 0


def test_whoever_is_gone_counts_no_longer_and_nobody_waits_for_a_seat(tmp_path: Path) -> None:
    first = Desks(tmp_path / "desks")
    subprocess.run([sys.executable, "-c", SIT_AND_GO, str(tmp_path / "desks")], check=True, timeout=60)
    assert first.least() == 7  # it has just gone, and nobody came since
    second = Desks(tmp_path / "desks")
    assert (first.least(), second.least()) == (0, 0)


def test_where_no_file_can_be_made_pages_are_served_all_the_same(tmp_path: Path) -> None:
    assert share_out(page, tmp_path / "nowhere" / "desks") is page
