"""Addresses of pages by number, for the lists that name dozens of things: looking each up anew costs more than its row."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

STAND_IN = 987_654_321  # a number that no name of a route holds


def numbered(name: str, number: int) -> str:
    """The address of the route `name`, which takes one number; the same as `reverse(name, args=[number])`."""
    return _route(name, get_script_prefix()).replace(str(STAND_IN), str(number))


@lru_cache(maxsize=256)
def _route(name: str, prefix: str) -> str:
    return reverse(name, args=[STAND_IN])
