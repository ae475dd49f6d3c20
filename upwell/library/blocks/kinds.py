"""The kinds of block, and what each is made of: texts one writes, lists of rows, and settings.

The same table drives the check of what comes in, the schema in docs/blocks.md, and the page one writes on (where a text is
something two people may type into at once, and a setting is chosen as a whole). How a kind is shown is its template's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Block = dict[str, Any]


def _frozen() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Rows:
    """A list of rows inside a block: the texts of each with their longest length in characters, its yes-or-no settings,
    and how many rows there may be."""

    texts: Mapping[str, int]
    flags: tuple[str, ...] = ()
    most: int = 12


@dataclass(frozen=True)
class Kind:
    """What a block of one type holds.

    `texts` name what one writes, with the longest length in characters. `settings` are chosen rather than written; each
    has a default whose type is the type of the setting. `choices` say which words a setting may be. `needed` must be there.
    """

    texts: Mapping[str, int]
    settings: Mapping[str, str | bool | int | float] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    needed: tuple[str, ...] = ()


QUESTIONS = ("choice", "truth", "short", "number", "order", "match", "gaps")

# Limits of texts are in characters. A setting that names something kept elsewhere (a picture, a file) is '' until it is chosen.
KINDS: dict[str, Kind] = {
    "text": Kind({"text": 20_000}, needed=("text",)),
    "image": Kind({"alt": 500, "caption": 500}, settings={"picture": ""}, needed=("picture",)),
    "video": Kind({"caption": 500}, settings={"file": ""}, needed=("file",)),
    "audio": Kind({"caption": 500}, settings={"file": ""}, needed=("file",)),
    "file": Kind({"title": 200, "why": 500}, settings={"file": ""}, needed=("file",)),
    "link": Kind({"title": 200, "why": 500}, settings={"url": ""}, needed=("url",)),
    "embed": Kind({"title": 200}, settings={"url": ""}, needed=("url",)),
    "checklist": Kind({"text": 500}, rows={"items": Rows({"text": 500}, most=50)}, needed=("items",)),
    "task": Kind({"text": 2_000, "show": 1_000}, settings={"task": ""}, needed=("text",)),
    "reflection": Kind({"text": 2_000}, settings={"shared": False}, needed=("text",)),
    "poll": Kind(
        {"text": 500}, settings={"several": False}, rows={"options": Rows({"text": 200})}, needed=("text", "options")
    ),
    "question": Kind(
        {"text": 2_000, "hint": 1_000, "well": 1_000, "not_yet": 1_000},
        settings={
            "kind": "choice",
            "several": False,
            "shuffled": False,
            "value": "",
            "tolerance": "",
            "unit": "",
            "is_true": True,
        },
        choices={"kind": QUESTIONS},
        rows={
            "options": Rows({"text": 500, "feedback": 1_000}, flags=("right",)),  # choice
            "accepted": Rows({"text": 200}),  # short: each form that counts as right
            "items": Rows({"text": 500}),  # order: in the right order
            "pairs": Rows({"text": 500, "partner": 500}),  # match
        },
        needed=("text",),
    ),
}
