"""Tells what the demo's people share, try at work and finish, each through the action that a page would call."""

from __future__ import annotations

from typing import Any

from upwell.journeys.actions.looking import look_at_attempt
from upwell.journeys.actions.progressing import finish_item, keep_place
from upwell.journeys.actions.tasking import make_task
from upwell.journeys.actions.trying import Shown, show_evidence, tell_what_came, try_task
from upwell.journeys.asking import TaskDetails
from upwell.journeys.models import Attempt, Task
from upwell.library.actions.linking import LinkDetails, note_look, share_link
from upwell.library.actions.reading import comment_on_item, react_to_item
from upwell.library.link_checks import Outcome
from upwell.library.models import Item, Link, Version
from upwell.needs.models import Need
from upwell.people.models import Person

Fields = dict[str, Any]


class TryingTeller:
    """Tells of links, tasks and what people finished; knows links and tasks by their names in the file."""

    def __init__(self, people: dict[str, Person], needs: dict[str, Need], items: dict[str, Item]) -> None:
        self._people, self._needs, self._items = people, needs, items
        self._links: dict[str, Link] = {}
        self._tasks: dict[str, Task] = {}

    def link(self, line: Fields) -> None:
        """Somebody shares something from outside."""
        said = {name: line[name] for name in ("title", "why", "url", "what", "minutes", "skills")}
        self._links[line["link"]] = share_link(LinkDetails(**said), by=self._by(line))

    def link_dead(self, line: Fields) -> None:
        """Its address is looked at, and leads nowhere."""
        link = self._links[line["link"]]
        note_look(link, url=link.item.url, seen=Outcome(False, line["why"]))

    def link_react(self, line: Fields) -> None:
        """They say whether it helped."""
        react_to_item(self._links[line["link"]].item, by=self._by(line), kind=line["kind"])

    def link_say(self, line: Fields) -> None:
        """They say something about it."""
        comment_on_item(self._links[line["link"]].item, by=self._by(line), text=line["text"])

    def task(self, line: Fields) -> None:
        """Somebody makes something to try, for a need or by itself."""
        said = ("title", "about", "what", "show", "evidence", "lookers", "checklist", "minutes", "skills")
        details = TaskDetails(is_experiment="experiment" in line, **{name: line[name] for name in said})
        need = Need.objects.get(pk=self._needs[line["need"]].pk) if "need" in line else None
        self._tasks[line["task"]] = make_task(details, by=self._by(line), need=need)

    def try_(self, line: Fields) -> None:
        """They begin to try it."""
        try_task(self._tasks[line["task"]], by=self._by(line), guess=line.get("guess", ""))

    def show(self, line: Fields) -> None:
        """They show what came out, and ask somebody to look."""
        shown = Shown(text=line["text"], result=line.get("result", ""))
        observer = self._people[line["observer"]]
        attempt = self._attempt(line, self._by(line))
        show_evidence(attempt, by=self._by(line), shown=shown, observer=observer, as_what=line["as_what"])

    def look(self, line: Fields) -> None:
        """Whoever was asked says what they saw; `seen` are lines of the checklist by their places from 0."""
        attempt = self._attempt(line, self._people[line["person"]])
        seen = [attempt.task.checklist[place] for place in line["seen"]]
        look_at_attempt(
            attempt, by=self._by(line), accept=line["accept"], word=line["word"], ticked=seen, stamp=attempt.stamp
        )

    def came(self, line: Fields) -> None:
        """They tell what came of it."""
        attempt = self._attempt(line, self._by(line))
        tell_what_came(attempt, by=self._by(line), text=line["text"], tell=line["tell"])

    def read(self, line: Fields) -> None:
        """They read a module to its end, in so many minutes."""
        self._keep(line, {})
        finish_item(self._items[line["item"]], by=self._by(line), result=line.get("result"))

    def stop(self, line: Fields) -> None:
        """They stop in the middle of a module, at a part by its place from 0."""
        version = Version.objects.filter(module=self._items[line["item"]].pk).latest("number")
        self._keep(line, {"block": version.blocks[min(line["part"], len(version.blocks) - 1)]["id"]})

    def _keep(self, line: Fields, place: Fields) -> None:
        keep_place(self._items[line["item"]], by=self._by(line), place=place, seconds=line["minutes"] * 60)

    def _by(self, line: Fields) -> Person:
        return self._people[line["by"]]

    def _attempt(self, line: Fields, person: Person) -> Attempt:
        return Attempt.objects.select_related("task").get(task=self._tasks[line["task"]], person=person)
