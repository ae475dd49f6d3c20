"""What needs its author's attention: modules of which readers say that they do not help, and what waits for a decision.

Of modules, never of people: nobody is ranked, and no figure of fewer than five people is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from upwell.core import clock
from upwell.core.paging import Page, page
from upwell.discussion.models import Fix
from upwell.discussion.score import LEAST_SHOWN, Score, shown_score
from upwell.library.models import Item
from upwell.library.queries.margin import Note, flagged_notes
from upwell.people.models import Person

SENTENCES = 3  # at fault, shown of each module
SHOWN = 10  # modules a page; each looks up its own sentences
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Wanting:
    """One module, how it stands, and the sentences at fault."""

    item: Item
    score: Score | None
    sentences: list[Note]


@dataclass(frozen=True)
class Attention:
    """One page of it. `usual_wait` is the median from a flag to its fix in the last 90 days, of five fixes or more."""

    wanting: list[Wanting]
    page: Page[Item]
    waiting: list[Item]
    usual_wait: timedelta | None

    @property
    def waited_since(self) -> datetime:
        """As long ago as that."""
        return clock.now() - (self.usual_wait or timedelta())


def attention_of(person: Person, *, everybodys: bool = False, after: str = "") -> Attention:
    """Of the modules `person` writes or owns; a steward may ask for everybody's. The newest first."""
    mine = Q(authorships__person=person) | Q(owner=person)
    items = Item.objects.published().filter(retired_at=None)
    items = items if everybodys and person.is_steward else items.filter(mine).distinct()
    rows = items.filter(thread__needs_attention=True).select_related("thread", "owner", "module__version")
    found = page(rows.with_authors(), by=("-id",), after=after, size=SHOWN)
    decides = Item.objects.published().filter(mine, thread__suggestion_count__gt=0).distinct()
    return Attention(
        wanting=[
            Wanting(item, shown_score(item.thread), flagged_notes(item, person)[:SENTENCES]) for item in found.rows
        ],
        page=found,
        waiting=list(decides.select_related("thread").order_by("-id")[:20]),
        usual_wait=usual_wait(person),
    )


def usual_wait(person: Person) -> timedelta | None:
    """Half of the flags on what `person` writes were answered sooner than this, lately; None for fewer than five."""
    fixes = Fix.objects.filter(
        thread__item__authorships__person=person, waited__isnull=False, at__gte=clock.now() - LATELY
    )
    waits = sorted(wait for wait in fixes.order_by("-id").values_list("waited", flat=True)[:500] if wait)
    return waits[len(waits) // 2] if len(waits) >= LEAST_SHOWN else None
