"""The margin of a module: what readers said of which sentence, where that sentence stands today, and what came of it.

Everybody who reads sees how many people said what. Words beside a flag are for those who wrote the module and for stewards;
a name only where the reader put it. Questions and comments carry their names. Suggestions are seen by whoever made them,
by those who decide, and by stewards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from upwell.core.paging import Page, page
from upwell.discussion.anchors import locate, quote_of, tight_place
from upwell.discussion.models import FLAGS, Anchor, Comment, Fix, Kind, Reaction, Suggestion, SuggestionQuerySet
from upwell.discussion.score import Score, shown_score
from upwell.library.blocks import Block
from upwell.library.models import Item
from upwell.library.permissions import can_decide_suggestions, can_react, can_see_flags, can_suggest
from upwell.library.wording import seen_words
from upwell.media.models import Recording
from upwell.media.recordings.cuts import is_cut, shown_second
from upwell.people.models import Person

PLACES = 60  # of one page of the margin
MOST_WORDS = 200  # rows of words, comments and suggestions beside them
FIXES = 5
BEYOND = 10**9  # the order of what is not on the page any more: after everything that is


@dataclass
class Note:
    """What was said of one place. `state` is 'here', 'changed' or 'gone'; `words` are today's, `quote` those flagged.

    `second` is a moment of a recording as it came, `shown` where it is in what plays; 'gone' where it was cut out.

    `begin` and `end` count characters without white space from the beginning of the block, as a browser finds them.
    """

    block: str
    anchor: int | None
    quote: str = ""
    words: str = ""
    state: str = "here"
    second: float | None = None
    shown: float | None = None
    begin: int = 0
    end: int = 0
    order: tuple[int, int] = (0, 0)
    counts: dict[str, int] = field(default_factory=dict)
    mine: set[str] = field(default_factory=set)
    said: list[Reaction] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the note is called on the page."""
        return f"note-{self.block or 'all'}-{self.anchor or 0}"

    @property
    def total(self) -> int:
        """How many things were said of it."""
        return sum(self.counts.values()) + len(self.comments) + len(self.suggestions)

    @property
    def flags(self) -> int:
        """How many of them say that something is wrong."""
        return sum(self.counts.get(kind, 0) for kind in FLAGS)

    @property
    def can_answer(self) -> bool:
        """Whether there is a flag or an open question that its authors may answer."""
        asked = any(comment.is_question and comment.solved_by_id is None for comment in self.comments)
        return bool(self.flags or self.counts.get(Kind.QUESTION) or (asked and self.anchor))

    @property
    def signs(self) -> list[dict[str, object]]:
        """The counts with their words, in the order of the signs."""
        return [
            {"kind": kind.value, "label": kind.label, "count": self.counts[kind], "mine": kind in self.mine}
            for kind in Kind
            if self.counts.get(kind)
        ]


Finder = Callable[[str, int | None], Note | None]


@dataclass(frozen=True)
class Margin:
    """All of it, for one person: the notes in the order of the page, what was changed lately, and what they may do."""

    notes: list[Note]
    page: Page[Anchor]
    fixes: list[Fix]
    score: Score | None
    may: dict[str, bool]
    blocks: list[dict[str, str]]


def margin_of(item: Item, person: Person, *, after: str = "") -> Margin:
    """What `person` sees in the margin of `item`, in a number of queries that does not grow."""
    blocks = _blocks(item)
    places = {block["id"]: place for place, block in enumerate(blocks)}
    may_read = can_see_flags(person, item)
    found = page(_anchors(item, person, may_read), by=("-id",), after=after, size=PLACES)
    notes = {anchor.pk: _note(anchor, blocks, places) for anchor in found.rows}
    _place_seconds([note for note in notes.values() if note.second is not None], blocks)
    whole: dict[str, Note] = {}

    def note_of(block: str, anchor: int | None) -> Note | None:
        if anchor is not None:
            return notes.get(anchor)
        return whole.setdefault(block, _whole(block, places))

    _count(item, person, note_of)
    _add_words(item, note_of, may_read=may_read)
    _add_suggestions(item, person, note_of, may_read=may_read)
    every = [*notes.values(), *whole.values()]
    return Margin(
        notes=sorted((note for note in every if note.total), key=lambda note: note.order),
        page=found,
        fixes=list(item.thread.fixes.select_related("by", "credited").order_by("-at", "-id")[:FIXES]),
        score=shown_score(item.thread) if may_read else None,
        may={
            "see_flags": may_read,
            "decide": can_decide_suggestions(person, item),
            "react": can_react(person, item),
            "suggest": can_suggest(person, item),
        },
        blocks=[{"id": block["id"], "begins": _beginning(block)} for block in blocks],
    )


def flagged_notes(item: Item, person: Person) -> list[Note]:
    """The notes with flags, those that most people left first: the sentences at fault."""
    flagged = [note for note in margin_of(item, person).notes if note.flags]
    return sorted(flagged, key=lambda note: -note.flags)


def _blocks(item: Item) -> list[Block]:
    version = item.module.version if hasattr(item, "module") else None
    return list(version.blocks) if version else []


def _anchors(item: Item, person: Person, may_read: bool) -> QuerySet[Anchor]:
    waiting = Reaction.objects.waiting().filter(anchor=OuterRef("pk"))
    said = Comment.objects.shown().filter(anchor=OuterRef("pk"), fix=None)
    suggested = _suggestions(item, person, may_read).filter(anchor=OuterRef("pk"))
    return item.thread.anchors.filter(Exists(waiting) | Exists(said) | Exists(suggested))


def _note(anchor: Anchor, blocks: list[Block], places: dict[str, int]) -> Note:
    """Where the words of an anchor stand today: in its block, else, as the very words, in another one."""
    note = Note(anchor.block, anchor.pk, quote=anchor.quote, second=anchor.second, order=(BEYOND, anchor.pk))
    if anchor.second is not None:
        note.state = "here" if anchor.block in places else "gone"
        note.order = (places.get(anchor.block, BEYOND), int(anchor.second * 10))
        return note
    own = [block for block in blocks if block["id"] == anchor.block]
    for block in [*own, *(each for each in blocks if each["id"] != anchor.block)]:
        words = seen_words(block)
        place = locate(words, quote_of(anchor))
        if place is None or (place.has_changed and block["id"] != anchor.block):
            continue
        note.block, note.words = block["id"], words[place.start : place.end]
        note.state = "changed" if place.has_changed else "here"
        note.begin, note.end = tight_place(words, place)
        note.order = (places[block["id"]], place.start + 1)
        return note
    note.state = "gone"
    return note


def _place_seconds(notes: list[Note], blocks: list[Block]) -> None:
    """Where these moments are in what plays today."""
    played = {block["id"]: block.get("file", "") for block in blocks}
    files = {played.get(note.block) for note in notes} - {None, ""}
    rows = Recording.objects.filter(file__sha256__in=files).values_list("file__sha256", "cuts") if files else []
    cuts = dict(rows)
    for note in notes:
        gone, second = cuts.get(played.get(note.block, ""), []), note.second or 0.0
        note.shown = shown_second(gone, second)
        note.state = "gone" if is_cut(gone, second) else note.state


def _whole(block: str, places: dict[str, int]) -> Note:
    state = "here" if not block or block in places else "gone"
    return Note(block, None, state=state, order=(places.get(block, BEYOND) if block else -1, 0))


def _count(item: Item, person: Person, note_of: Finder) -> None:
    rows = item.thread.reactions.waiting().exclude(block="", anchor=None, kind__in=[Kind.LEARNED, Kind.USEFUL])
    counted = rows.values_list("block", "anchor", "kind").annotate(
        total=Count("id"), own=Count("id", filter=Q(by=person))
    )
    for block, anchor, kind, count, own in counted:
        note = note_of(block, anchor)
        if note is not None:
            note.counts[kind] = count
            note.mine |= {kind} if own else set()


def _add_words(item: Item, note_of: Finder, *, may_read: bool) -> None:
    if may_read:
        said = item.thread.reactions.waiting().exclude(words="", is_named=False).select_related("by__team")
        for reaction in said.order_by("-at", "-id")[:MOST_WORDS]:
            if (note := note_of(reaction.block, reaction.anchor_id)) is not None:
                note.said.append(reaction)
    comments = item.thread.comments.shown().first_words().filter(fix=None).exclude(block="")
    for comment in comments.select_related("by__team", "solved_by").order_by("-at", "-id")[:MOST_WORDS]:
        if (note := note_of(comment.block, comment.anchor_id)) is not None:
            note.comments.append(comment)


def _add_suggestions(item: Item, person: Person, note_of: Finder, *, may_read: bool) -> None:
    for suggestion in _suggestions(item, person, may_read).select_related("by__team").order_by("-id")[:MOST_WORDS]:
        if (note := note_of(suggestion.block, suggestion.anchor_id)) is not None:
            note.suggestions.append(suggestion)


def _suggestions(item: Item, person: Person, may_read: bool) -> SuggestionQuerySet:
    waiting = Suggestion.objects.waiting().filter(thread=item.thread_id)
    return waiting if may_read else waiting.filter(by=person)


def _beginning(block: Block) -> str:
    return " ".join(seen_words(block).split())[:90]
