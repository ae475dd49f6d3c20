"""Pages of one process are drawn one after the other, not all at once by turns.

Python runs one thread at a time. Four pages that share it are all finished when the last one is; one after the other, the
first is finished after a quarter of that, and the last no later. Whoever waits for something outside (an upload that comes
in slowly, a lock in the database) must not hold the others up: they wait LONGEST_WAIT at most and then go ahead.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_WAIT = 0.1  # seconds; some five pages
LARGE_BODY = 100_000  # bytes sent to us; what brings more is waiting for its sender most of the time


class TakingTurns:
    """A WSGI application whose answers are worked out one at a time; sending them is not waited for."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.turn = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _body_of(environ) > LARGE_BODY:
            return self.application(environ, start_response)
        turn = self._take()
        try:
            return self.application(environ, start_response)
        finally:
            turn.release()

    def _take(self) -> Lock:
        """The turn, once it is free; a new one for those who come after, where whoever has it holds everybody up."""
        turn = self.turn
        if not turn.acquire(timeout=LONGEST_WAIT):
            turn = Lock()
            turn.acquire()
            self.turn = turn
        return turn


def _body_of(environ: WSGIEnvironment) -> int:
    length = environ.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else LARGE_BODY + 1
