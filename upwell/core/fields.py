"""The shapes that API input shares: ids that a database can hold, text that says something, pages by key."""

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import ninja
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from upwell.core.paging import Page

Shown = TypeVar("Shown")

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


def whole_number(value: object) -> object:
    """JSON has one kind of number, and 7.0 is the whole number 7; a text or a truth is no number."""
    if isinstance(value, str | bool):
        raise ValueError("Input should be a number")
    return value


WHOLE = BeforeValidator(whole_number)  # for a number with limits of its own: those of another type cannot be narrowed
Count = Annotated[int, Field(ge=0, le=2**31 - 1), WHOLE]
JsonId = Annotated[int, Field(ge=1, le=2**63 - 1), WHOLE]
Switch = Annotated[bool, Field(strict=True)]
NOT_BLANK = r"[!-~\u00a1-\u1fff]"  # something that can be seen


class Input(BaseModel):
    """What a program sends: a JSON object with the fields it says and no others (a misspelt one is told, not dropped)."""

    model_config = ConfigDict(extra="forbid")


class Listing(ninja.Schema, Generic[Shown]):
    """One page of a list; `next` goes into ?after= for the following one and is null on the last."""

    items: list[Shown]
    next: str | None = None


def listing(found: Page[Any], shown: Callable[[Any], object] = lambda row: row) -> dict[str, object]:
    """A page of rows as a Listing tells it, each as `shown` has it."""
    return {"items": [shown(row) for row in found.rows], "next": found.after or None}


After = Annotated[str, ninja.Query(max_length=500)]  # the key that a Listing named as its next
Limit = Annotated[int, ninja.Query(ge=1, le=100)]
