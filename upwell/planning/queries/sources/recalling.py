"""Cards that are due: two minutes in which what was learned comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core.prepared import IsAmong, prepared
from upwell.planning.candidates import Candidate
from upwell.planning.memory import chance
from upwell.planning.models import Card, PieceKind
from upwell.planning.queries.crowd import Crowd
from upwell.planning.session import MINUTES, SESSION

SOME, A_CARD, MOST_CARDS = 40, 4, 32  # points

Due = tuple[str | None, float | None, datetime | None]


def cards_due(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """One session, with as many of the cards that are due by the end of the week as it holds."""
    by_person: defaultdict[int, list[Due]] = defaultdict(list)
    for person, title, stability, answered_at in _due(crowd.ids, crowd.now + timedelta(days=6)):
        by_person[person].append((title, stability, answered_at))
    for person, cards in by_person.items():
        yield person, _session(cards, crowd.now + timedelta(days=6))


def _session(cards: list[Due], by: datetime) -> Candidate:
    count = min(len(cards), SESSION)
    return Candidate(
        key="recall",
        kind=PieceKind.RECALL,
        title=_title(count, {title for title, _stability, _at in cards if title}, any(not card[0] for card in cards)),
        reason=_why([chance(stability, at, by) for _title, stability, at in cards]),
        url=reverse("planning:recall") + "?ahead=1",
        minutes=MINUTES,
        worth=SOME + min(MOST_CARDS, A_CARD * len(cards)),
    )


def _title(count: int, titles: set[str], some_own: bool) -> str:
    if len(titles) == 1 and not some_own:
        words = ngettext("Recall: a card from ‘%(title)s’", "Recall: %(count)s cards from ‘%(title)s’", count)
        return words % {"count": count, "title": next(iter(titles))}
    return ngettext("Recall: %(count)s card", "Recall: %(count)s cards", count) % {"count": count}


def _why(chances: list[float | None]) -> str:
    known = [one for one in chances if one is not None]
    if not known:
        return _("You finished it lately; a question now makes it stay")
    lost = round(100 * (1 - sum(known) / len(known)))
    return _("By the end of the week you would have forgotten about %(lost)s in 100 of it") % {"lost": lost}


@prepared
def _due(people: list[int], until: datetime) -> QuerySet[Card, Any]:
    cards = Card.objects.live().filter(IsAmong("person", people), due__lte=until)
    return cards.order_by("due", "id").values_list("person", "prompt__item__title", "stability", "answered_at")
