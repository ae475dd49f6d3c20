"""The door for what must stay open: a small ASGI process that tells open pages what is new, and lets people write together."""

import os
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import IO, Any

import django
from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.http import HttpResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")
django.setup(set_prefix=False)

from upwell.web.live_pages import page  # noqa: E402  # the apps must be ready before their models are read


class Streams(ASGIHandler):
    """Answers over HTTP, with addresses of its own: pages are the WSGI process's."""

    def create_request(
        self, scope: Mapping[str, Any], body_file: IO[bytes]
    ) -> tuple[ASGIRequest, None] | tuple[None, HttpResponse]:
        """The request, which looks for its view among what stays open."""
        request, refusal = super().create_request(scope, body_file)
        if request is not None:
            request.urlconf = "upwell.web.live_urls"
        return request, refusal  # type: ignore[return-value]  # one of the two is None


streams = Streams()


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[Mapping[str, Any]], Awaitable[None]],
) -> None:
    """Streams of events over HTTP, pages that are written on together over WebSockets."""
    if scope["type"] == "websocket":
        await page(scope, receive, send)
    else:
        await streams(scope, receive, send)
