"""The demo's files as one history: everything that happened, in order of time."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from upwell.interop.imports.cells import relative
from upwell.interop.imports.checking import check_rows
from upwell.interop.imports.pages import read_pages
from upwell.interop.imports.problems import Problems
from upwell.interop.imports.reading import read_folder

ORDER = ["need", "module", "answer_in_words"]  # at one moment; whatever the story tells comes after these
ASKED_AFTER = timedelta(days=30)  # as the schedule asks whether an answer was used


@dataclass(frozen=True)
class Event:
    """Something that happened: when, what, and a record or the fields of a line."""

    at: datetime
    verb: str
    what: Any


def read_history(folder: Path, now: datetime) -> list[Event]:
    """Everything that happened in the demo `folder`, oldest first. A file that does not fit is a ValidationError."""
    problems = Problems()
    contents = read_folder(folder, problems)
    records = check_rows(contents, problems, anchor=now)
    pages = list(read_pages(folder / "modules", "modules", problems, anchor=now)) if contents.modules else []
    if problems.count:
        raise ValidationError([str(problem) for problem in problems.in_order()])
    events = [Event(need.asked_at, "need", need) for need in records.needs]
    events += [Event(page.published_at or now, "module", page) for page in pages]
    events += [Event(answer.at, "answer_in_words", answer) for answer in records.answers]
    events += _story(folder, now)
    events += [Event(each.at, "gathering", each.what) for each in _story(folder, now, "gatherings.jsonl")]
    events += [Event(each.at, "mentoring_line", each.what) for each in _story(folder, now, "mentoring.jsonl")]
    events += [Event(each.at, "trying_line", each.what) for each in _story(folder, now, "tasks.jsonl")]
    events += [Event(each.at, "practising_line", each.what) for each in _story(folder, now, "practice.jsonl")]
    events += [Event(each.at, "walking_line", each.what) for each in _story(folder, now, "paths.jsonl")]
    events += [Event(each.at, "week_line", each.what) for each in _story(folder, now, "week.jsonl")]
    events += _what_the_clock_does(events, now)
    return sorted(events, key=lambda event: (event.at, _place(event.verb)))


def _place(verb: str) -> int:
    return ORDER.index(verb) if verb in ORDER else len(ORDER)


def _story(folder: Path, now: datetime, name: str = "story.jsonl") -> Iterator[Event]:
    file = folder / name
    if not file.exists():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        fields = json.loads(line)
        ago = relative(fields["at"])
        if ago is None:
            raise ValidationError(f"{name}, line {number}: ‘{fields['at']}’ is not a moment.")
        yield Event(now + ago, fields["verb"], fields)


def _what_the_clock_does(events: Iterable[Event], now: datetime) -> Iterator[Event]:
    """What happens by itself as days go by: people are asked whether they used an answer."""
    for event in events:
        if event.verb == "confirm" and event.at + ASKED_AFTER < now:
            yield Event(event.at + ASKED_AFTER, "ask_used", event.what)
