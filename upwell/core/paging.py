"""Lists by key: each page begins after the last row of the one before, so the thousandth costs what the first does."""

import base64
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=Model)


class NoSuchPage(ValidationError, Http404):
    """A key that was tampered with: 404 on a page, a fault in the input for a program."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the key of the next page ('' where there is none)."""

    rows: list[Row]
    after: str

    @property
    def has_more(self) -> bool:
        """Whether another page follows."""
        return bool(self.after)


def page(rows: QuerySet[Row], *, by: tuple[str, ...], after: str = "", size: int = 20) -> Page[Row]:
    """At most `size` of `rows` in the order `by` ('-asked_at', '-id'; the last field unique), after the key `after`.

    All fields of `by` must run in the same direction and hold no NULL. A key that was tampered with is NoSuchPage.
    """
    if after:
        key = _read_key(after, len(by))
        try:
            rows = rows.filter(_beyond(by, key))
        except (TypeError, ValueError, ValidationError) as error:  # a word where a number or a date belongs
            raise NoSuchPage(_("This page of the list does not exist.")) from error
    return first_page(list(rows.order_by(*by)[: size + 1]), by=by, size=size)


def first_page(found: list[Row], *, by: tuple[str, ...], size: int = 20) -> Page[Row]:
    """A page of rows that were asked for in the order `by` by other means; one more than `size` says that there are more."""
    more = len(found) > size
    return Page(found[:size], _write_key(found[size - 1], by) if more else "")


def _beyond(by: tuple[str, ...], values: list[Any]) -> Q:
    """The rows that come after `values`: a < x, or a = x and b < y, and so on."""
    condition = Q()
    equal: dict[str, Any] = {}
    for field, value in zip(by, values, strict=True):
        name = field.lstrip("-")
        condition |= Q(**equal, **{f"{name}__{'lt' if field.startswith('-') else 'gt'}": value})
        equal[name] = value
    first = by[0].lstrip("-")
    # the same condition said once more on the first field alone lets PostgreSQL begin in the middle of its index
    return Q(**{f"{first}__{'lte' if by[0].startswith('-') else 'gte'}": values[0]}) & condition


def _write_key(row: Model, by: tuple[str, ...]) -> str:
    values = [_value(row, field.lstrip("-")) for field in by]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _value(row: Model, name: str) -> Any:
    value: Any = row
    for part in name.split("__"):
        value = getattr(value, part)
    return value.isoformat() if isinstance(value, date) else value


def _read_key(key: str, length: int) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)))
    except ValueError as error:
        raise NoSuchPage(_("This page of the list does not exist.")) from error
    if (
        not isinstance(values, list)
        or len(values) != length
        or not all(isinstance(v, str | int | float) for v in values)
    ):
        raise NoSuchPage(_("This page of the list does not exist."))
    return values
