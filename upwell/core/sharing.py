"""Pages are shared out evenly among the web workers of a machine.

Each worker has connections of its own, given to it by the kernel by lot. Browsers and proxies keep theirs open, so that of four
people at work three may meet the same worker, and wait for each other while another worker has nothing to do. A worker that
sees itself so much busier than another asks whoever it answers to come again by a new connection, until the lot falls well.
"""

from __future__ import annotations

import fcntl
import logging
import mmap
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

TOO_MANY = 3  # answers more than the least busy worker is at: two more may come of one moment's chance
WORKERS = 64  # of a machine; any beyond these share nothing out
_SEAT = Struct("=II")  # a worker: its process id, 0 for nobody, and how many answers it is at


def share_out(application: WSGIApplication, path: Path) -> WSGIApplication:
    """`application`, sharing its connections out with the other workers that are given `path`; as it is where that cannot be."""
    try:
        return SharingOut(application, Desks(path))
    except OSError as problem:
        log.warning("Pages are shared out by chance alone: %s", problem)
        return application


class Desks:
    """How many answers each web worker of this machine is at, in a small file that all of them map.

    Nothing waits for anybody: a count that is read a moment too late sends one connection more or less away.
    """

    def __init__(self, path: Path) -> None:
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            os.ftruncate(file.fileno(), WORKERS * _SEAT.size)
            self._seats = mmap.mmap(file.fileno(), WORKERS * _SEAT.size)
            self._own = self._sit_down()
            fcntl.flock(file, fcntl.LOCK_UN)  # the map holds the file open, and with it would hold the lock

    def say(self, busy: int) -> None:
        """Tell the others how many answers this worker is at."""
        if self._own is not None:
            _SEAT.pack_into(self._seats, self._own, os.getpid(), busy)

    def least(self) -> int | None:
        """How many answers the least busy of the other workers is at; None where there is no other."""
        others = [busy for at, worker, busy in self._all() if worker and at != self._own]
        return min(others, default=None)

    def _sit_down(self) -> int | None:
        """The place of a seat that is free, once those of workers that are no more are cleared."""
        for at, worker, _ in self._all():
            if worker and not psutil.pid_exists(worker):
                _SEAT.pack_into(self._seats, at, 0, 0)
        free = next((at for at, worker, _ in self._all() if not worker), None)
        if free is not None:
            _SEAT.pack_into(self._seats, free, os.getpid(), 0)
        return free

    def _all(self) -> list[tuple[int, int, int]]:
        places = range(0, WORKERS * _SEAT.size, _SEAT.size)
        return [(at, *_SEAT.unpack_from(self._seats, at)) for at in places]


class SharingOut:
    """A WSGI application that closes the connection behind an answer while it is much busier than another worker."""

    def __init__(self, application: WSGIApplication, desks: Desks) -> None:
        self.application = application
        self.desks = desks
        self.busy = 0
        self.counting = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self._count(1)
        try:
            return self.application(environ, self._starting(start_response))
        finally:
            self._count(-1)

    def _starting(self, start_response: StartResponse) -> StartResponse:
        def start(
            status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None = None, /
        ) -> Callable[[bytes], Any]:
            least = self.desks.least() if self.busy >= TOO_MANY else None
            if least is not None and self.busy >= least + TOO_MANY:
                headers = [*headers, ("Connection", "close")]
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        return start

    def _count(self, by: int) -> None:
        with self.counting:
            self.busy += by
            self.desks.say(self.busy)
