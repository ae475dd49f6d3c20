"""Moments of recordings that a few words find: what was said, and the second at which to open the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone

from upwell.core.prepared import IsAmong, prepared
from upwell.library.models import Item
from upwell.media.recordings.cuts import shown_second
from upwell.people.models import Person
from upwell.search.candidates import View, found_by_words, seen_of
from upwell.search.highlights import Piece, highlight
from upwell.search.models import Document, DocumentKind, Moment

SPARE = 6  # rows looked at beyond those asked for: a page shows at most two of one recording
OF_ONE_RECORDING = 2
WORTH_SHOWING = 0.5  # of the best word score: a passage is short, and a lone common word says nothing


@dataclass(frozen=True)
class MomentFound:
    """A passage of what is said on an item's page, with the words that were found (True where one matched).

    `second` is that of the recording as it came, `shown` where it lies in what plays.
    """

    item: Item
    block: str
    second: float
    shown: float
    passage: list[Piece]

    @property
    def title(self) -> str:
        """The page's."""
        return self.item.title

    def get_absolute_url(self) -> str:
        """The page, opened at that second."""
        return f"{self.item.get_absolute_url()}?{urlencode({'t': self.second})}#part-{self.block}"

    @property
    def text(self) -> str:
        """What is said, in one line."""
        return "".join(words for words, _matches in self.passage)


def moments_for(text: str, person: Person, *, limit: int) -> list[MomentFound]:
    """At most `limit` moments that `text` finds on pages `person` may see, the best first, two of one recording at most."""
    most = limit * OF_ONE_RECORDING + SPARE
    scores = found_by_words(DocumentKind.MOMENT, text, most=most)
    if scores:
        scores = seen_of(scores, DocumentKind.MOMENT, text, View.of(person), most=most)
    if not scores:
        return []
    least = max(scores.values()) * WORTH_SHOWING
    wanted = [moment_id for moment_id, score in scores.items() if score >= least]
    rows = {row.pk: row for row in _moments(wanted)}
    seen = {item.pk: item for item in _items({row.playing.item_id for row in rows.values()}, person)}
    said = dict(_said(wanted))
    found: list[MomentFound] = []
    shown: dict[int, int] = {}
    for moment_id in wanted:
        row = rows.get(moment_id)
        if row is None or row.playing.item_id not in seen or shown.get(row.playing.pk, 0) >= OF_ONE_RECORDING:
            continue
        shown[row.playing.pk] = shown.get(row.playing.pk, 0) + 1
        found.append(_found(row, seen[row.playing.item_id], highlight(said.get(moment_id, ""), text, length=160)))
    return found[:limit]


def _found(row: Moment, item: Item, passage: list[Piece]) -> MomentFound:
    cuts = row.playing.file.recording.cuts
    return MomentFound(item, row.playing.block, row.begin, shown_second(cuts, row.begin), passage)


@prepared
def _moments(moments: list[int]) -> QuerySet[Moment]:
    rows = Moment.objects.filter(IsAmong("pk", moments)).select_related("playing__file__recording")
    return rows.only(
        "begin", "playing__block", "playing__item", "playing__file__sha256", "playing__file__recording__cuts"
    )


def _items(items: Iterable[int], person: Person) -> Iterable[Item]:
    return _items_among(sorted(items), person, timezone.localdate())


@prepared
def _items_among(items: list[int], person: Person, today: date) -> QuerySet[Item]:
    rows = Item.objects.current(today).visible_to(person).filter(IsAmong("pk", items))
    return rows.only("kind", "title", "language")


@prepared
def _said(moments: list[int]) -> QuerySet[Document, tuple[int, str]]:
    documents = Document.objects.filter(IsAmong("object_id", moments), kind=DocumentKind.MOMENT)
    return documents.values_list("object_id", "body")
