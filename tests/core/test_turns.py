"""Answers of one process are worked out one after the other, and nobody who is held up holds up the others."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

import pytest

from upwell.core.turns import LARGE_BODY, TakingTurns

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Desk:
    """An application that counts who is at it; who comes to `/held/` stays until `let_go`."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.counting = Lock()
        self.has_come, self.let_go = Event(), Event()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with self.counting:
            self.now += 1
            self.most = max(self.most, self.now)
        if environ["PATH_INFO"] == "/held/":
            self.has_come.set()
            assert self.let_go.wait(30)
        with self.counting:
            self.now -= 1
        if environ["PATH_INFO"] == "/broken/":
            raise ValueError("broken")
        return [environ["PATH_INFO"].encode()]


def ask(application: TakingTurns, path: str, length: str = "") -> bytes:
    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        return None

    return b"".join(application({"PATH_INFO": path, "CONTENT_LENGTH": length}, start))


def test_answers_are_worked_out_one_after_the_other() -> None:
    desk = Desk()
    application = TakingTurns(desk)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: ask(application, f"/{number}/"), range(200)))
    assert answers == [f"/{number}/".encode() for number in range(200)]
    assert desk.most == 1


def test_one_that_is_held_up_lets_the_others_go_ahead() -> None:
    desk = Desk()
    application = TakingTurns(desk)
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(ask, application, "/held/")
        assert desk.has_come.wait(30)
        assert [ask(application, f"/{number}/") for number in range(3)] == [b"/0/", b"/1/", b"/2/"]
        assert not held.done()
        desk.let_go.set()
        assert held.result() == b"/held/"
    assert ask(application, "/after/") == b"/after/"


def test_a_large_body_comes_in_beside_the_others() -> None:
    desk = Desk()
    application = TakingTurns(desk)
    for length in (str(LARGE_BODY + 1), "chunked"):
        desk.has_come.clear()
        desk.let_go.clear()
        turn = application.turn
        with ThreadPoolExecutor(1) as pool:
            pool.submit(ask, application, "/held/", length)
            assert desk.has_come.wait(30)
            assert not turn.locked()
            desk.let_go.set()


def test_an_answer_that_fails_gives_its_turn_back() -> None:
    application = TakingTurns(Desk())
    for _ in range(3):
        with pytest.raises(ValueError, match="broken"):
            ask(application, "/broken/")
        assert not application.turn.locked()
