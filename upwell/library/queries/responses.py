"""What readers left in a part, as far as others may see it: how people voted, and what they chose to share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from upwell.core.paging import Page, page
from upwell.library import blocks as parts
from upwell.library.models import Item, Module, Response
from upwell.people.models import Person

FEWEST_VOTERS = 5  # below it, a number says too much about one person
SHARED = 20


@dataclass(frozen=True)
class Votes:
    """How people voted. Below five voters only how many are still missing."""

    voters: int
    lines: list[dict[str, Any]]

    @property
    def is_shown(self) -> bool:
        """Whether there are enough of them."""
        return self.voters >= FEWEST_VOTERS

    @property
    def missing(self) -> int:
        """How many voters are still missing before it is shown."""
        return max(0, FEWEST_VOTERS - self.voters)


def votes_of(module: Module, part: parts.Block) -> Votes:
    """How many voted, and for which lines; one question, however many lines and voters there are.

    A vote for words that the poll does not offer any more counts for nobody. From five voters on; never who.
    """
    options = [row["text"] for row in part["options"]]
    given = Response.objects.to_part(module, part["id"])
    counts = given.aggregate(
        voters=Count("id"),
        **{f"line_{place}": Count("id", filter=Q(data__chosen__contains=[text])) for place, text in enumerate(options)},
    )
    voters = counts["voters"]
    if voters < FEWEST_VOTERS:
        return Votes(voters, [])
    lines = [{"text": text, "count": counts[f"line_{place}"]} for place, text in enumerate(options)]
    for line in lines:
        line["percent"] = round(100 * line["count"] / voters)
    return Votes(voters, lines)


def shared_with(person: Person, module: Module, part: parts.Block, *, after: str = "") -> Page[Response]:
    """What readers wrote in this part and chose to show, the newest first, without one's own."""
    rows = Response.objects.visible_to(person).to_part(module, part["id"]).shared().exclude(by=person)
    return page(rows.select_related("by__team"), by=("-at", "-id"), after=after, size=SHARED)


@dataclass(frozen=True)
class Left:
    """Something one left in a module; `is_seen` is whether one may still open it."""

    response: Response
    is_seen: bool


def left_by(person: Person, *, after: str = "") -> tuple[list[Left], Page[Response]]:
    """Everything somebody left in parts of modules, the newest first, whatever has become of part and module."""
    rows = Response.objects.of(person).select_related("module__item")
    found = page(rows, by=("-changed_at", "-id"), after=after, size=SHARED)
    wanted = {row.module_id for row in found.rows}
    seen = set(Item.objects.visible_to(person).filter(pk__in=wanted).values_list("pk", flat=True))
    return [Left(row, row.module_id in seen) for row in found.rows], found
