"""Tells of the demo's weeks: cards of finished modules and what was remembered of them, minutes chosen, this week's plans."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from upwell.core import clock, journal
from upwell.core.models import Line
from upwell.journeys.actions.progressing import finish_item
from upwell.people.models import Person
from upwell.planning.actions.following import note_done
from upwell.planning.actions.making import make_plans
from upwell.planning.actions.prompting import make_cards
from upwell.planning.actions.recalling import Given, add_card, answer_card
from upwell.planning.actions.rhythm import set_rhythm
from upwell.planning.models import Card, Piece
from upwell.planning.weeks import monday

Fields = dict[str, Any]
REMEMBERED = (3, 3, 4, 3, 1, 3, 2, 3, 4, 3)  # how people answer, one after the other; one in ten is forgotten
LEFT = timedelta(days=2)  # what came due since then still waits
AFTER = timedelta(hours=3)  # a card is answered so long after it came due
SOME_DONE = 3  # one in so many has done the first thing of their week


class WeekTeller:
    """Tells of minutes chosen and cards written by hand."""

    def __init__(self, people: dict[str, Person]) -> None:
        self._people = people

    def card(self, line: Fields) -> None:
        """Somebody writes down what they want to go on knowing."""
        add_card(by=self._people[line["by"]], front=line["front"], back=line["back"])

    def rhythm(self, line: Fields) -> None:
        """Somebody chooses how many minutes a week they give to it."""
        person = self._people[line["by"]]
        set_rhythm(person, by=person, minutes=line["minutes"])


def tell_recall(now: datetime) -> None:
    """Questions of what was finished become cards, and are answered as they come due, but for the last days'."""
    for line in Line.objects.filter(verb="progress.finished").order_by("id"):
        with clock.at(line.at):
            make_cards(journal.happening(line))
    turn = 0
    for card in Card.objects.live().select_related("person").order_by("pk"):
        while card.due < now - LEFT:
            at, turn = card.due + AFTER, turn + 1
            with clock.at(at):
                given = Given(REMEMBERED[turn % len(REMEMBERED)], f"demo {turn}", at)
                card = answer_card(card, given, by=card.person)


def plan_the_week(now: datetime) -> None:
    """Everybody has a plan, as on Monday morning, and some have done the first thing of it that one learns from."""
    today = now.date()
    people = list(Person.objects.active().order_by("pk").values_list("pk", flat=True))
    with clock.at(now - AFTER):
        make_plans(people, week=monday(today), today=today)
    first = Piece.objects.filter(kind="learn", item__isnull=False, plan__week=monday(today), plan__person__in=people)
    shown = first.select_related("plan__person", "item").order_by("plan", "place", "id").distinct("plan")
    for piece in shown[::SOME_DONE]:
        if piece.item is not None:
            with clock.at(now - AFTER / 3):
                finish_item(piece.item, by=piece.plan.person)
                line = Line.objects.filter(verb="progress.finished", actor_id=piece.plan.person_id).latest("id")
                note_done(journal.happening(line))
