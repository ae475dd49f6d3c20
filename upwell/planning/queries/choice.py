"""A choice laid open: the candidates with minutes and worth, the rules, what is chosen, so that anybody can check it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from upwell.core import clock
from upwell.people.models import Person
from upwell.planning.candidates import LONG, Candidate, Rules
from upwell.planning.choosing import choose
from upwell.planning.queries.candidates import candidates_of
from upwell.planning.queries.plan import Shown, rules_of, week_planned
from upwell.planning.queries.rhythm import rhythm_of
from upwell.planning.weeks import week_of


@dataclass(frozen=True)
class Choice:
    """What a plan made at this moment would be, and from what; `done` are the pieces that stay, whatever is chosen."""

    week: date
    minutes: int
    rules: Rules
    candidates: list[Candidate]
    chosen: list[Candidate]
    done: list[Shown]

    @property
    def waits(self) -> bool:
        """Whether somebody waits whom one could answer in the time there is, so that one thing must be for others."""
        return self.rules.for_others and any(
            one.for_others and one.minutes <= self.rules.minutes for one in self.candidates
        )

    @property
    def chosen_keys(self) -> set[str]:
        """The keys of what is chosen."""
        return {one.key for one in self.chosen}


def choice_of(person: Person) -> Choice:
    """What this week's plan would be if it were made now; nothing is kept of it."""
    now = clock.now()
    week = week_of(person, now)
    planned = week_planned(person, week)
    done = planned.done if planned else []
    minutes = rhythm_of(person).minutes
    rules = rules_of(minutes, done)
    known = {piece.key for piece in done}
    candidates = [one for one in candidates_of(person, now=now, week=week) if one.key not in known]
    return Choice(week, minutes, rules, candidates, choose(candidates, rules), done)


def laid_open(choice: Choice) -> dict[str, Any]:
    """The same as JSON values. A check needs nothing else: of all sets of candidates that keep to the rules, none is worth
    more than what is chosen."""
    return {
        "week": choice.week.isoformat(),
        "rules": {
            "minutes": choice.rules.minutes,
            "pieces": choice.rules.pieces,
            "long_from": LONG,
            "long_pieces": choice.rules.long_pieces,
            "at_least_one_for_others": choice.waits,
        },
        "candidates": [_row(one) for one in choice.candidates],
        "chosen": [one.key for one in choice.chosen],
        "minutes": sum(one.minutes for one in choice.chosen),
        "worth": sum(one.worth for one in choice.chosen),
        "done": [{"key": one.key, "title": one.title, "minutes": one.minutes} for one in choice.done],
    }


def _row(one: Candidate) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": str(one.kind),
        "title": one.title,
        "reason": one.reason,
        "minutes": one.minutes,
        "worth": one.worth,
        "for_others": one.for_others,
        "is_long": one.is_long,
        "due_on": one.due_on.isoformat() if one.due_on else None,
    }
