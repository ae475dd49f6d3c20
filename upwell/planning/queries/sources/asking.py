"""What one could answer: needs that still wait for which one was suggested, or about what one knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from upwell.core.prepared import IsAmong, prepared
from upwell.needs.models import Need, Offer, Voice
from upwell.planning.candidates import Candidate
from upwell.planning.models import PieceKind
from upwell.planning.queries.crowd import Crowd
from upwell.planning.queries.house import Waiting
from upwell.search.models import HelperSuggestion

SUGGESTED, KNOWN = 52, 42
A_DAY_WAITED, MOST_WAITED = 1, 14  # points
A_VOICE, MOST_VOICES = 2, 10
MINUTES = 5  # to say what one knows, or who does


def asked_to_help(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """Needs for which one was suggested and has neither offered help nor declined."""
    for person, reasons, *about in _suggested(crowd.ids):
        need = Waiting(*about)
        if crowd.may_see(person, need.team):
            yield person, _to_answer(need, SUGGESTED, ". ".join(reasons) or _("You could help"), crowd.now)


def known_to_them(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """Needs that nobody helps with, about what one would teach or does well; the longest waiting of each skill."""
    crowd.house.asked_about({skill for skills in crowd.knows.values() for skill in skills})
    looked_at = {need.id for skills in crowd.knows.values() for skill in skills for need in crowd.house.needs[skill]}
    voiced = set(_voiced(crowd.ids, sorted(looked_at))) if looked_at else set()
    for person, skills in crowd.knows.items():
        for skill, name in skills.items():
            for need in crowd.house.needs[skill]:
                if (person, need.id) not in voiced and need.asked_by != person and crowd.may_see(person, need.team):
                    reason = _("Nobody helps yet, and you know about %(skill)s") % {"skill": name}
                    yield person, _to_answer(need, KNOWN, reason, crowd.now)


def _to_answer(need: Waiting, worth: int, reason: str, now: datetime) -> Candidate:
    waited = min(MOST_WAITED, A_DAY_WAITED * max(0, (now - need.asked_at).days))
    return Candidate(
        key=f"need:{need.id}",
        kind=PieceKind.ANSWER,
        title=need.title,
        reason=reason,
        url=reverse("needs:need", args=[need.id]) + "#help",
        minutes=MINUTES,
        worth=worth + waited + min(MOST_VOICES, A_VOICE * need.voices),
        for_others=True,
        need_id=need.id,
    )


@prepared
def _suggested(people: list[int]) -> QuerySet[HelperSuggestion, Any]:
    offered = Offer.objects.filter(need=OuterRef("need"), by=OuterRef("person"))
    open_ones = HelperSuggestion.objects.filter(IsAmong("person", people), declined_at__isnull=True)
    waiting = open_ones.filter(~Exists(offered), need__in=Need.objects.waiting())
    about = ("need", "need__title", "need__asked_at", "need__asked_by", "need__voice_count", "need__team")
    return waiting.order_by("-at").values_list("person", "reasons", *about)


@prepared
def _voiced(people: list[int], needs: list[int]) -> QuerySet[Voice, Any]:
    return Voice.objects.filter(IsAmong("by", people), IsAmong("need", needs)).values_list("by", "need")
