"""The shapes that API input shares: ids that a database can hold, text that says something, pages by key."""

from typing import Annotated, Generic, TypeVar

import ninja
from pydantic import Field

Shown = TypeVar("Shown")

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
NOT_BLANK = r"[!-~\u00a1-\u1fff]"  # something that can be seen


class Listing(ninja.Schema, Generic[Shown]):
    """One page of a list; `next` goes into ?after= for the following one and is null on the last."""

    items: list[Shown]
    next: str | None = None
