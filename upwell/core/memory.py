"""What a web worker holds for as long as it lives is not looked through for garbage again and again.

Code, templates, models of sentences: half a million objects that never become garbage. Python's collector would walk all of
them whenever a quarter as many new ones have survived, in the middle of somebody's page.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OBJECTS_BETWEEN = (
    20_000  # new objects between two looks at the youngest; a page makes some thousands and drops nearly all
)


def settle() -> None:
    """Keep what is there now out of the collector's sight. To be called once a process has loaded what it needs."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN, 20, 20)


class SettlingDown:
    """A WSGI application that settles once it has loaded what most pages need, and again when it has loaded nearly all."""

    AFTER = (1, 50, 500)  # answers

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.answers = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.answers += 1
        if self.answers - 1 in self.AFTER:
            settle()
        return self.application(environ, start_response)
