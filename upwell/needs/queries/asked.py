"""What people ask of a need, for whoever writes an answer: their reasons, and the questions nobody has answered yet."""

from __future__ import annotations

from typing import TypedDict

from django.db.models import Q

from upwell.discussion.models import Comment
from upwell.needs.models import Need, Voice

MOST = 8  # of each: what fits beside a page


class Asked(TypedDict):
    """Reasons and open questions, the latest first."""

    reasons: list[Voice]
    questions: list[Comment]


def asked_of(need: Need) -> Asked:
    """The voices that say why, and the questions nobody has answered: those marked as one, and those with a question mark.

    Who spoke without their name is shown without it: the template asks `is_nameless`.
    """
    voices = need.voices.exclude(why="").select_related("by").order_by("-at", "-pk")
    asks = Q(is_question=True) | Q(text__contains="?", reply_to__isnull=True)
    open_ones = need.thread.comments.shown().filter(asks, solved_by__isnull=True, fix__isnull=True)
    return {
        "reasons": list(voices[:MOST]),
        "questions": list(open_ones.select_related("by").order_by("-at", "-pk")[:MOST]),
    }
