"""Every address of the house, with its view."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

FOREIGN = ("allauth.", "ninja.", "django.contrib.")


@dataclass(frozen=True)
class Address:
    """A route: its pattern as written, its name, its view."""

    route: str
    name: str
    view: Any

    @property
    def is_ours(self) -> bool:
        """Whether the view is written here, as against allauth's pages and the API, which guard themselves."""
        return not (self.name.startswith("api:") or self.view.__module__.startswith(FOREIGN))


def addresses() -> Iterator[Address]:
    """All of them."""
    yield from _walk(get_resolver(), "", "")


def _walk(resolver: URLResolver, route: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield Address(pattern, f"{space}{entry.name}", entry.callback)
