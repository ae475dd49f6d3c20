"""What needs its author's attention: modules of which readers say that they do not help, and what waits for a decision.

Of modules, never of people: nobody is ranked, and no figure of fewer than five people is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q

from upwell.core import clock
from upwell.core.paging import Page, page
from upwell.discussion.models import Fix, Reaction
from upwell.discussion.score import LEAST_SHOWN, Score, shown_score
from upwell.library.models import Item
from upwell.library.queries.margin import Note, flagged_notes
from upwell.people.models import Person

SENTENCES = 3  # at fault, shown of each module
WAITING = 20
SHOWN = 10  # modules a page; each looks up its own sentences
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Wanting:
    """One module, how it stands, the sentences at fault, and since when the oldest flag waits."""

    item: Item
    score: Score | None
    sentences: list[Note]
    since: datetime | None


@dataclass(frozen=True)
class Attention:
    """One page of it; `waiting` are modules with suggestions or flags that nobody has answered.

    `usual_wait` is the median from a flag to its fix in the last 90 days, of five fixes or more.
    """

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
    since = _since([item.thread_id for item in found.rows])
    return Attention(
        wanting=[
            Wanting(item, shown_score(item.thread), _at_fault(item, person), since.get(item.thread_id))
            for item in found.rows
        ],
        page=found,
        waiting=[] if everybodys else _waiting(mine),
        usual_wait=usual_wait(None if everybodys else person),
    )


def _at_fault(item: Item, person: Person) -> list[Note]:
    return flagged_notes(item, person)[:SENTENCES]


def _since(threads: list[int]) -> dict[int, datetime]:
    flags = Reaction.objects.waiting().flags().filter(thread__in=threads)
    return dict(flags.values_list("thread").annotate(oldest=Min("at")))


def _waiting(mine: Q) -> list[Item]:
    """What somebody decides and has not: the newest first, without what stands above with its sentences."""
    asked = Q(thread__suggestion_count__gt=0) | Q(thread__flagged_count__gt=0, thread__needs_attention=False)
    rows = Item.objects.published().filter(mine, asked, retired_at=None).distinct()
    return list(rows.select_related("thread").order_by("-id")[:WAITING])


def usual_wait(person: Person | None) -> timedelta | None:
    """Half of the flags on what `person` writes (None: on everything) were answered sooner than this, lately; None for
    fewer than five."""
    fixes = Fix.objects.filter(waited__isnull=False, at__gte=clock.now() - LATELY)
    if person is not None:
        fixes = fixes.filter(thread__item__authorships__person=person)
    waits = sorted(wait for wait in fixes.order_by("-id").values_list("waited", flat=True)[:500] if wait)
    return waits[len(waits) // 2] if len(waits) >= LEAST_SHOWN else None
