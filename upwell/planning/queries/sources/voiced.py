"""What answers needs: those one voiced, and those of one's own team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core.prepared import IsAmong, prepared
from upwell.needs.models import Answer, Confirmation, Urgency, Voice
from upwell.planning.candidates import Candidate
from upwell.planning.queries.crowd import Crowd
from upwell.planning.queries.sources.things import said_useful, sentence, thing_to_learn

VOICED, NEEDED_NOW = 68, 10
NEARBY, EACH_NEARBY, MOST_NEARBY = 34, 3, 12
FOR_DAYS = 120  # an answer is news for a season
TEAM = 2  # people of a team from whom on its needs are everybody's


def answered(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """Items that answer a need one voiced, and of which one has said nothing yet."""
    voices = _voices(crowd.ids, crowd.now - timedelta(days=FOR_DAYS))
    items = _items_of(crowd, {need for _person, need, *_more in voices})
    for person, need, urgency, asked_by, asker, is_nameless in voices:
        for by, item in items.get(need, []):
            thing = crowd.house.thing(item)
            if by == person or thing is None or not crowd.is_news_to(person, thing):
                continue
            worth = VOICED + (NEEDED_NOW if urgency == Urgency.NOW else 0)
            who = "" if is_nameless else asker.split(" ")[0]
            reason = sentence(_why(person == asked_by, who), said_useful(thing))
            yield person, thing_to_learn(thing, worth=worth, reason=reason, now=crowd.now)


def answered_nearby(crowd: Crowd) -> Iterator[tuple[int, Candidate]]:
    """Items that answer what several people of one's own team needed."""
    teams = sorted({person.team_id for person in crowd.people.values() if person.team_id is not None})
    if not teams:
        return
    counts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for team, need, count in _needed_in(teams, crowd.now - timedelta(days=FOR_DAYS)):
        counts[team].append((need, count))
    items = _items_of(crowd, {need for rows in counts.values() for need, _count in rows})
    for pk, person in crowd.people.items():
        for need, count in counts.get(person.team_id or 0, []):
            for _by, item in items.get(need, []):
                thing = crowd.house.thing(item)
                if thing is not None and crowd.is_news_to(pk, thing):
                    worth = NEARBY + min(MOST_NEARBY, EACH_NEARBY * count)
                    yield pk, thing_to_learn(thing, worth=worth, reason=_nearby(count), now=crowd.now)


def _why(is_theirs: bool, asker: str) -> str:
    if is_theirs:
        return _("It answers what you asked")
    return _("You said me too when %(name)s asked") % {"name": asker} if asker else _("You said me too")


def _nearby(count: int) -> str:
    words = ngettext("%(count)s person in your team needed it", "%(count)s people in your team needed it", count)
    return words % {"count": count}


def _items_of(crowd: Crowd, needs: set[int]) -> dict[int, list[tuple[int, int]]]:
    """Who answered each need with which item."""
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for need, by, item in _answers(sorted(needs)) if needs else []:
        found[need].append((by, item))
    crowd.house.look_up(item for rows in found.values() for _by, item in rows)
    return found


@prepared
def _voices(people: list[int], since: datetime) -> QuerySet[Voice, Any]:
    said = Confirmation.objects.filter(answer__need=OuterRef("need"), by=OuterRef("by"))
    voices = Voice.objects.filter(IsAmong("by", people), ~Exists(said), need__answered_at__gte=since)
    standing = voices.filter(need__parked_at__isnull=True, need__merged_into__isnull=True)
    return standing.values_list("by", "need", "urgency", "need__asked_by", "need__asked_by__name", "need__is_nameless")


@prepared
def _needed_in(teams: list[int], since: datetime) -> QuerySet[Voice, Any]:
    voices = Voice.objects.filter(IsAmong("team", teams), need__answered_at__gte=since, need__parked_at__isnull=True)
    counted = voices.filter(need__merged_into__isnull=True).values("team", "need").annotate(count=Count("pk"))
    return counted.filter(count__gte=TEAM).order_by("team", "-count", "need").values_list("team", "need", "count")


@prepared
def _answers(needs: list[int]) -> QuerySet[Answer, Any]:
    given = Answer.objects.filter(IsAmong("need", needs), item__isnull=False)
    return given.order_by("need", "at", "id").values_list("need", "by", "item")
