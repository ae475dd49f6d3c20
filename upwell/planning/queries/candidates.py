"""What each of some people could do this week: every source asked, what they put aside left out, each thing once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from upwell.people.models import Person
from upwell.planning.candidates import Candidate
from upwell.planning.queries.crowd import Crowd
from upwell.planning.queries.house import House
from upwell.planning.queries.leaning import Leaning, leanings_of
from upwell.planning.queries.sources import SOURCES
from upwell.planning.weeks import day_of, monday

MOST = 40  # that a choice looks at, the most worth first


def candidates_of(person: Person, *, now: datetime, week: date | None = None) -> list[Candidate]:
    """What one person could do, the most worth first. They are loaded with their team."""
    today = day_of(person, now)
    return candidates_for([person], week=week or monday(today), today=today, now=now, house=House(today))[person.pk]


def candidates_for(
    people: Iterable[Person], *, week: date, today: date, now: datetime, house: House
) -> dict[int, list[Candidate]]:
    """The same for many in one go; `house` holds what they share and may have served others before."""
    crowd = Crowd({person.pk: person for person in people}, week, today, now, house)
    leanings = leanings_of(crowd.ids, today=today, now=now)
    found: defaultdict[int, dict[str, Candidate]] = defaultdict(dict)
    for source in SOURCES:
        for person, one in source(crowd):
            _keep(found[person], one, leanings.get(person))
    return {person: most_worth(found[person].values()) for person in crowd.people}


def _keep(kept: dict[str, Candidate], one: Candidate, leaning: Leaning | None) -> None:
    if leaning is not None:
        if one.key in leaning.keys:
            return
        one = replace(one, worth=max(1, round(one.worth * leaning.share(one.kind, one.skills))))
    if one.key not in kept or kept[one.key].worth < one.worth:
        kept[one.key] = one


def most_worth(candidates: Iterable[Candidate]) -> list[Candidate]:
    """What a choice looks at: the forty worth most. Where somebody waits, something for others is always among them, however
    much of one's own is due."""
    ordered = sorted(candidates, key=lambda one: (-one.worth, one.minutes, one.key))
    kept = ordered[:MOST]
    if not any(one.for_others for one in kept):
        kept[MOST - 1 :] = [one for one in ordered[MOST:] if one.for_others][:1] or kept[MOST - 1 :]
    return kept
