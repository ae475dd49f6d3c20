"""Tells the demo's mentorings: wishes, offers, the matching of a night, and what each two make of it."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.utils import timezone

from upwell.core import clock
from upwell.gatherings.actions.mentoring.ending import end_mentoring, thank_for_mentoring
from upwell.gatherings.actions.mentoring.meeting import arrange_session, ask_halfway, check_mentoring, note_session
from upwell.gatherings.actions.mentoring.proposing import accept_mentoring, decline_mentoring, let_lapse, propose_pairs
from upwell.gatherings.actions.mentoring.wishing import offer_mentoring, wish_for_mentor
from upwell.gatherings.details import Details
from upwell.gatherings.models import Mentoring
from upwell.interop.demo.gathering import ZONE, day_ahead
from upwell.people.models import Person

Fields = dict[str, Any]


class MentoringTeller:
    """Tells what wishes and offers become; knows each two by their addresses, whichever is the latest."""

    def __init__(self, people: dict[str, Person]) -> None:
        self._people = people

    def wish(self, line: Fields) -> None:
        """Somebody wishes for a mentor."""
        wish_for_mentor(by=self._by(line), skill=line["skill"], goals=line["goals"])

    def offer(self, line: Fields) -> None:
        """Somebody would be one."""
        offer_mentoring(
            by=self._by(line),
            skills=line["skills"],
            most=line["most"],
            rhythm=line["rhythm"],
            word=line.get("word", ""),
        )

    def match(self, line: Fields) -> None:
        """The night pairs who waits."""
        propose_pairs()

    def lapse(self, line: Fields) -> None:
        """What nobody answered is let go."""
        let_lapse()

    def ask_halfway(self, line: Fields) -> None:
        """Whoever is halfway is asked."""
        ask_halfway()

    def accept(self, line: Fields) -> None:
        """They say yes."""
        accept_mentoring(self._pair(line), by=self._by(line))

    def decline(self, line: Fields) -> None:
        """They say no, with a word."""
        decline_mentoring(self._pair(line), by=self._by(line), word=line["word"])

    def meet(self, line: Fields) -> None:
        """They put a time into both calendars."""
        details = Details(title="", time_zone=ZONE, minutes=line["minutes"], place=line["place"])
        day, at = day_ahead(line["day"]), time.fromisoformat(line["time"])
        arrange_session(self._pair(line), details, by=self._by(line), day=day, at=at)

    def met(self, line: Fields) -> None:
        """They met: on the planned day that has just been, else that day."""
        pair, today = self._pair(line), timezone.localdate(clock.now())
        planned = pair.sessions.filter(event__isnull=False, held_at=None, day__lte=today).first()
        day = planned.day if planned else today
        note_session(pair, by=self._by(line), day=day, note=line["note"], session=planned)

    def check(self, line: Fields) -> None:
        """Halfway, they say whether it is right."""
        check_mentoring(self._pair(line), by=self._by(line), is_right=line["is_right"], word=line["word"])

    def end(self, line: Fields) -> None:
        """It ends with thanks."""
        end_mentoring(self._pair(line), by=self._by(line), thanks=line["thanks"])

    def thank(self, line: Fields) -> None:
        """The other gives thanks, too."""
        thank_for_mentoring(self._pair(line), by=self._by(line), words=line["words"])

    def _by(self, line: Fields) -> Person:
        return self._people[line["by"]]

    def _pair(self, line: Fields) -> Mentoring:
        mentor, mentee = self._people[line["mentor"]], self._people[line["mentee"]]
        return Mentoring.objects.filter(mentor=mentor, mentee=mentee).order_by("-proposed_at", "-pk")[0]
