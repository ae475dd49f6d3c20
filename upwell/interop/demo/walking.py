"""Tells the demo's paths: how they were made, who was given them, who goes along, and which steps are done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from upwell.core import clock
from upwell.journeys.actions.entering import assign_path, enter_path, leave_path, name_buddy
from upwell.journeys.actions.finishing import follow_finish
from upwell.journeys.actions.following_rules import follow_rules
from upwell.journeys.actions.making import publish_path, start_path
from upwell.journeys.actions.progressing import finish_item
from upwell.journeys.actions.ruling import add_rule, put_rule_live
from upwell.journeys.actions.starting import start_from
from upwell.journeys.actions.stepping import add_section, add_step
from upwell.journeys.actions.walking import do_step
from upwell.journeys.laying import PathDetails, StepDetails
from upwell.journeys.models import Enrolment, Path, Step
from upwell.library.models import Item
from upwell.people.models import Person, Team

Fields = dict[str, Any]
STEP = ("kind", "title", "words", "minutes", "offset", "whom", "shows")


class WalkingTeller:
    """Tells what people walk; knows paths by their names in the file."""

    def __init__(self, people: dict[str, Person], items: dict[str, Item]) -> None:
        self._people, self._items = people, items
        self._paths: dict[str, Path] = {}

    def start(self, line: Fields) -> None:
        """Somebody starts a path, from one that comes along or with a title of its own."""
        if "starter" in line:
            made = start_from(line["starter"], by=self._by(line))
        else:
            said = {
                name: line[name] for name in ("title", "about", "days", "has_certificate", "skills") if name in line
            }
            made = start_path(PathDetails(**said), by=self._by(line))
        self._paths[line["path"]] = made

    def section(self, line: Fields) -> None:
        """They put a heading on its line."""
        add_section(self._path(line), by=self._by(line), title=line["title"], place=line.get("place"))

    def step(self, line: Fields) -> None:
        """They put a step on its line."""
        items = [Item.objects.get(pk=self._items[name].pk) for name in line.get("items", [])]
        person = self._people[line["person"]] if "person" in line else None
        said = {name: line[name] for name in STEP if name in line}
        details = StepDetails(items=items, person=person, **said)
        add_step(self._path(line), by=self._by(line), details=details, place=line.get("place"))

    def publish(self, line: Fields) -> None:
        """They let it out."""
        publish_path(self._path(line), by=self._by(line))

    def rule(self, line: Fields) -> None:
        """They say who gets it: those of a team, or who joined within so many days; it holds at once."""
        ago = line.get("joined_within")
        rule = add_rule(
            self._path(line),
            by=self._by(line),
            team=Team.objects.get(name=line["team"]) if "team" in line else None,
            joined_after=localdate(clock.now()) - timedelta(days=ago) if ago else None,
        )
        put_rule_live(rule, by=self._by(line))
        follow_rules(paths=[rule.path_id])

    def give(self, line: Fields) -> None:
        """A lead gives it to somebody; where it is counted from a last day, that is so many days away."""
        buddy = self._people[line["buddy"]] if "buddy" in line else None
        day = localdate(clock.now()) + timedelta(days=line["in_days"]) if "in_days" in line else None
        assign_path(self._path(line), by=self._by(line), person=self._people[line["person"]], buddy=buddy, day=day)

    def begin(self, line: Fields) -> None:
        """They begin it themselves."""
        enter_path(self._path(line), by=self._by(line))

    def buddy(self, line: Fields) -> None:
        """Somebody is asked to go along."""
        name_buddy(self._walk(line), by=self._by(line), buddy=self._people[line["buddy"]])

    def done(self, line: Fields) -> None:
        """They do a step that nothing else notices."""
        met = [self._people[email] for email in line.get("met", [])]
        step = self._step(line)
        words, share = line.get("words", ""), line.get("share", False)
        do_step(self._walk(line), by=self._by(line), step=step, words=words, met=met, share=share)

    def read(self, line: Fields) -> None:
        """They finish what a step holds."""
        item = Item.objects.get(pk=self._items[line["item"]].pk)
        finish_item(item, by=self._by(line))
        follow_finish(self._by(line), item)

    def leave(self, line: Fields) -> None:
        """They leave it."""
        leave_path(self._walk(line), by=self._by(line))

    def _by(self, line: Fields) -> Person:
        return self._people[line["by"]]

    def _path(self, line: Fields) -> Path:
        return Path.objects.get(pk=self._paths[line["path"]].pk)

    def _walk(self, line: Fields) -> Enrolment:
        person = self._people[line.get("person") or line["by"]]
        return Enrolment.objects.get(path=self._path(line), person=person)

    def _step(self, line: Fields) -> Step:
        return self._path(line).steps.get(title__startswith=line["step"])
