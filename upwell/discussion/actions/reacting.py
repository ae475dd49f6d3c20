"""The signs readers leave, and the counts of them.

The counts on the thread count people: somebody who finds three parts unclear is one reader who finds it unclear. A flag
that a change answered counts no more.

Flags (out of date, unclear) are given in confidence: those who wrote the thing see how many and in which words, and a name
only where the reader put it there. The journal has no name either, so that nothing that reads it can say one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.discussion.models import FLAGS, HELPED, LONGEST_WORDS, Anchor, Kind, Reaction, Thread
from upwell.discussion.permissions import can_speak
from upwell.discussion.score import needs_attention
from upwell.people.models import Person

LONGEST_BLOCK_ID = 40
COUNTS = (*(f"{kind}_count" for kind in Kind.values), "reader_count", "found_useful_count", "flagged_count")


@transaction.atomic
def react(
    thread: Thread,
    *,
    by: Person,
    kind: str,
    about: models.Model,
    block: str = "",
    anchor: Anchor | None = None,
    words: str = "",
    is_named: bool = False,
) -> Reaction:
    """Leave a sign on what the thread is about, on one `block` of it, or on a place (`anchor`), in a few words if wanted.

    Whoever may see it may; again changes nothing but the words. A flag shows a name only where `is_named`.
    """
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    if not can_speak(by, thread, about):
        raise PermissionDenied
    block, words = anchor.block if anchor else block, _fitting(kind, block, words)
    before = tally(thread, [by.pk])
    reaction, is_new = Reaction.objects.waiting().get_or_create(
        thread=thread,
        by=by,
        kind=kind,
        block=block,
        anchor=anchor,
        fix=None,
        defaults={"at": clock.now(), "words": words, "is_named": is_named},
    )
    if is_new:
        teller = by if reaction.shows_name else None
        journal.record(f"{about._meta.model_name}.reacted", by=teller, about=about, kind=kind, block=block)
        recount(thread, [by.pk], before, about=about)
    elif words and (reaction.words, reaction.is_named) != (words, is_named):
        reaction.words, reaction.is_named = words, is_named
        reaction.save(update_fields=["words", "is_named"])
    return reaction


@transaction.atomic
def unreact(
    thread: Thread, *, by: Person, kind: str, about: models.Model, block: str = "", anchor: Anchor | None = None
) -> None:
    """Take a sign back. Everybody may with their own; where there is none, nothing changes."""
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    block = anchor.block if anchor else block
    before = tally(thread, [by.pk])
    mine = thread.reactions.waiting().filter(by=by, kind=kind, block=block, anchor=anchor).first()
    if mine is None:
        return
    mine.delete()
    teller = by if mine.shows_name else None
    journal.record(f"{about._meta.model_name}.unreacted", by=teller, about=about, kind=kind, block=block)
    recount(thread, [by.pk], before, about=about)


def recount(thread: Thread, people: Iterable[int], before: Counter[str], *, about: models.Model) -> None:
    """Bring the counts from what `people` said `before` to what they say now; part of an action that holds the thread.

    Where that makes the thing need attention, the journal says so, of nobody.
    """
    change = tally(thread, people)
    change.subtract(before)
    moved = {name: F(name) + step for name, step in change.items() if step}
    if not moved:
        return
    Thread.objects.filter(pk=thread.pk).update(**moved)
    thread.refresh_from_db(fields=COUNTS)
    wanting = needs_attention(thread.reader_count, thread.found_useful_count, thread.flagged_count)
    if wanting == thread.needs_attention:
        return
    thread.needs_attention = wanting
    thread.save(update_fields=["needs_attention"])
    if wanting:
        journal.record(f"{about._meta.model_name}.needs_attention", by=None, about=about)


def tally(thread: Thread, people: Iterable[int]) -> Counter[str]:
    """What these people say, as it counts: each once for each kind."""
    said: dict[int, set[str]] = {}
    for person, kind, fix in thread.reactions.filter(by__in=people).values_list("by", "kind", "fix"):
        said.setdefault(person, set()).update([] if fix else [kind])
    counts: Counter[str] = Counter()
    for kinds in said.values():
        counts.update(f"{kind}_count" for kind in kinds)
        counts["reader_count"] += 1
        counts["found_useful_count"] += bool(kinds.intersection(HELPED))
        counts["flagged_count"] += bool(kinds.intersection(FLAGS))
    return counts


def _fitting(kind: str, block: str, words: str) -> str:
    if kind not in Kind.values:
        raise ValidationError(_("There is no such sign. Choose one of those shown."))
    if len(block) > LONGEST_BLOCK_ID:
        raise ValidationError(_("There is no such part."))
    words = clean(words)
    if len(words) > LONGEST_WORDS:
        raise ValidationError(
            _("This has %(count)s characters; %(most)s fit beside a sign. Say it as a comment.")
            % {"count": len(words), "most": LONGEST_WORDS}
        )
    return words
