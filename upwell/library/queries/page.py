"""A module as one reads it: its blocks ready to show, what readers said of it, who wrote it, its versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from upwell.core.paging import Page, first_page, page
from upwell.core.prepared import IsAmong, prepared, put_at_hand
from upwell.discussion.models import Comment, Kind, Reaction
from upwell.library import blocks as parts
from upwell.library.models import Item, Module, Version
from upwell.library.permissions import can_check, can_curate, can_edit, can_react
from upwell.library.queries.keeping import Keeping, keeping_of
from upwell.library.queries.parts import Part, shown_parts
from upwell.people.models import Person

STALE = timedelta(days=365)  # not looked at for a year: readers are told
SOON = timedelta(days=30)
COMMENTS = 20
COMMENTED = ("-at", "-id")


@dataclass(frozen=True)
class Sheet:
    """A module as one person sees it."""

    item: Item
    module: Module | None
    version: Version | None
    title: str
    parts: list[Part]
    authors: list[Person]
    reactions: list[dict[str, Any]]
    comments: Page[Comment]
    may: dict[str, bool]
    is_draft: bool
    keeping: Keeping = field(default_factory=Keeping)

    @property
    def is_stale(self) -> bool:
        """Whether nobody has looked after it for a year."""
        return self.item.checked_on is not None and self.item.checked_on < timezone.localdate() - STALE

    @property
    def is_over(self) -> bool:
        """Whether its life span has ended."""
        return self.item.valid_until is not None and self.item.valid_until < timezone.localdate()

    @property
    def ends_soon(self) -> bool:
        """Whether its life span ends within 30 days."""
        return self.item.valid_until is not None and self.item.valid_until <= timezone.localdate() + SOON


def sheet(item: Item, person: Person, *, version: Version | None = None, draft: bool = False, after: str = "") -> Sheet:
    """What `person` reads of `item`: its current version, an old one, or, for its authors, the draft.

    What was never published has only its draft. `item` comes from `visible_to` and `with_module`.
    """
    module = getattr(item, "module", None)
    shown = version or (module.version if module else None)
    is_draft = module is not None and module.draft is not None and (draft or shown is None)
    title = item.title
    blocks: list[parts.Block] = []
    if module is not None and is_draft:
        title, blocks = module.draft_title, module.draft or []
    elif shown is not None:
        title, blocks = shown.title, shown.blocks
    return Sheet(
        item=item,
        module=module,
        version=None if is_draft else shown,
        title=title,
        parts=shown_parts(blocks, reader=person, module=module, version=None if is_draft else shown),
        authors=[authorship.person for authorship in item.authorships.all()],
        reactions=reactions_of(item, person),
        comments=comments_of(item, after=after),
        may={
            "edit": can_edit(person, item),
            "curate": can_curate(person, item),
            "check": can_check(person, item),
            "react": can_react(person, item),
        },
        is_draft=is_draft,
        keeping=keeping_of(item, person),
    )


def reactions_of(item: Item, person: Person) -> list[dict[str, Any]]:
    """How many readers left each sign on the whole, and which of them `person` left."""
    mine = set(_left(item.thread_id, person))
    return [
        {"kind": kind.value, "label": kind.label, "count": getattr(item.thread, f"{kind}_count"), "mine": kind in mine}
        for kind in Kind
    ]


@prepared
def _left(thread: int, person: Person) -> QuerySet[Reaction, str]:
    signs = Reaction.objects.waiting().filter(thread=thread, by=person, block="")
    return signs.values_list("kind", flat=True)


def comments_of(item: Item, *, after: str = "") -> Page[Comment]:
    """What was said, the newest first, each with its replies; what was taken back stays where somebody replied."""
    if after:
        return page(_said(item.thread_id), by=COMMENTED, after=after, size=COMMENTS)
    found = first_page(_said_last(item.thread_id), by=COMMENTED, size=COMMENTS)
    replies = _replies([one.pk for one in found.rows]) if found.rows else []
    put_at_hand(found.rows, "replies", ((reply.reply_to_id or 0, reply) for reply in replies))
    return found


def _said(thread: int) -> QuerySet[Comment]:
    replied = Comment.objects.shown().filter(reply_to=OuterRef("pk"))
    said = Comment.objects.first_words().filter(Q(removed_at=None) | Exists(replied), thread=thread)
    answers = Comment.objects.shown().select_related("by__team").order_by("at", "id")
    return said.select_related("by__team", "anchor").prefetch_related(Prefetch("replies", queryset=answers))


@prepared
def _said_last(thread: int) -> QuerySet[Comment]:
    return _said(thread).order_by(*COMMENTED)[: COMMENTS + 1]


@prepared
def _replies(comments: list[int]) -> QuerySet[Comment]:
    replies = Comment.objects.shown().filter(IsAmong("reply_to", comments))
    return replies.select_related("by__team").order_by("at", "id")


def versions_of(module: Module, *, after: str = "") -> Page[Version]:
    """What was published, the newest first."""
    rows = module.versions.select_related("by__team").defer("blocks")
    return page(rows, by=("-number",), after=after)
