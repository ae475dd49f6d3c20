"""How an item becomes a candidate: its kind, its minutes or a part of them, and what usefulness and freshness add."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from upwell.library.models import ItemKind
from upwell.library.models.item import PAGES
from upwell.planning.candidates import PART, Candidate
from upwell.planning.models import PieceKind
from upwell.planning.queries.house import Thing

USEFUL, FRESH = 12, 8  # points at most
FRESH_FOR = 60.0  # days


def thing_to_learn(thing: Thing, *, worth: int, reason: str, now: datetime) -> Candidate:
    """A candidate for an item. Of something longer than PART minutes a week takes a part, and says so."""
    whole = max(1, round(thing.seconds / 60))
    if whole > PART:
        reason = _("%(reason)s. %(part)s of its %(whole)s minutes") % {
            "reason": reason,
            "part": PART,
            "whole": whole,
        }
    return Candidate(
        key=f"item:{thing.original or thing.id}",
        kind=PieceKind.TRY if thing.kind == ItemKind.TASK else PieceKind.LEARN,
        title=thing.title,
        reason=reason,
        url=reverse(PAGES.get(thing.kind, "library:module"), args=[thing.id]),
        minutes=min(whole, PART),
        worth=min(100, worth + usefulness(thing) + freshness(thing, now)),
        item_id=thing.id,
        skills=tuple(thing.skills),
    )


def usefulness(thing: Thing) -> int:
    """Up to USEFUL points for the share of readers who found it useful, counted as if four more had read and half had."""
    return round(USEFUL * (thing.useful + 2) / (max(thing.readers, thing.useful) + 4))


def freshness(thing: Thing, now: datetime) -> int:
    """FRESH points for what came out today, fewer each day, none after FRESH_FOR days."""
    days = (now - thing.published_at).total_seconds() / 86_400
    return round(FRESH * max(0.0, 1 - max(0.0, days) / FRESH_FOR))


def said_useful(thing: Thing) -> str:
    """'21 of 24 who read it call it useful', where enough have read it; else nothing."""
    if thing.readers < 3 or not thing.useful:
        return ""
    words = _("%(useful)s of %(readers)s who read it call it useful")
    return words % {"useful": min(thing.useful, thing.readers), "readers": thing.readers}


def sentence(*parts: str) -> str:
    """The parts that say something, as one sentence."""
    return "; ".join(part for part in parts if part)
