"""What changed between two versions, ready to be shown, and who wrote which part."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from upwell.core.text import shorten
from upwell.library.blocks import plain_text
from upwell.library.comparing import Change, Line, compare
from upwell.library.crediting import credits_of
from upwell.library.models import Item, Version
from upwell.media.models import Picture

BESIDES = 60  # versions one may choose from


@dataclass(frozen=True)
class Shown:
    """A change with the pictures it shows before and after; a run of blocks that stayed is one row with their `count`."""

    change: Change | None
    count: int = 0
    before: Picture | None = None
    after: Picture | None = None
    lines: list[tuple[str, Line]] = field(default_factory=list)

    @property
    def has_other_words(self) -> bool:
        """Whether any text of it changed; if not, a setting did."""
        return any(line.has_changed for _name, line in self.lines)


@dataclass(frozen=True)
class SideBySide:
    """Two versions and what lies between them."""

    older: Version
    newer: Version
    title: Line
    rows: list[Shown]
    counts: list[tuple[str, int]]
    is_same: bool
    others: list[Version]


def side_by_side(item: Item, older: Version, newer: Version) -> SideBySide:
    """What became of each part between two versions of an item; pictures are looked up together."""
    found = compare(older.blocks, newer.blocks, (older.title, newer.title))
    pictures = _pictures(found.changes)
    rows: list[Shown] = []
    for stays, group in groupby(found.changes, key=lambda change: change.how == "same"):
        changes = list(group)
        rows += [Shown(None, len(changes))] if stays else [_shown(change, pictures) for change in changes]
    kinds = [("added", _("new")), ("removed", _("gone")), ("changed", _("changed")), ("moved", _("moved"))]
    others = item.module.versions.defer("blocks", "credits").order_by("-number")[:BESIDES]
    return SideBySide(
        older,
        newer,
        found.title,
        rows,
        [(words, found.count(how)) for how, words in kinds if found.count(how)],
        found.is_same,
        list(others),
    )


@dataclass(frozen=True)
class Credit:
    """One part, how it begins, and the version in which it got its words; None where that version is not known any more."""

    block: str
    beginning: str
    version: Version | None


def who_wrote_what(version: Version) -> list[Credit]:
    """The parts of a version in order, each with who wrote it; two questions whatever their number."""
    credits = credits_of(version)
    wanted = version.module.versions.filter(number__in=set(credits.values())).defer("blocks", "credits")
    written = {each.number: each for each in wanted.select_related("by__team")}
    return [
        Credit(block["id"], shorten(plain_text([block]), 120), written.get(credits[block["id"]]))
        for block in version.blocks
    ]


def _shown(change: Change, pictures: dict[str, Picture]) -> Shown:
    return Shown(
        change,
        before=pictures.get((change.before or {}).get("picture", "")),
        after=pictures.get((change.after or {}).get("picture", "")),
        lines=[(name_of(line.name), line) for line in change.lines],
    )


def _pictures(changes: list[Change]) -> dict[str, Picture]:
    wanted = {
        block["picture"]
        for change in changes
        if change.how != "same"
        for block in (change.before, change.after)
        if block and block["type"] == "image" and block.get("picture")
    }
    return {row.sha256: row for row in Picture.objects.filter(sha256__in=wanted)} if wanted else {}


NAMES = {
    "alt": later("What it shows"),
    "caption": later("Caption"),
    "title": later("Title"),
    "why": later("Why"),
    "show": later("What to show"),
    "hint": later("Hint"),
    "well": later("Where it was right"),
    "not_yet": later("Where it was not yet right"),
    "feedback": later("feedback"),
    "partner": later("its partner"),
}
ROWS = {
    "options": later("Option"),
    "items": later("Item"),
    "pairs": later("Pair"),
    "accepted": later("Accepted answer"),
}


def name_of(text: str) -> str:
    """What one calls a text of a block: 'options.1.feedback' is 'Option 2, feedback'; '' for the text itself."""
    if text in {"", "text"}:
        return ""
    listed, _dot, rest = text.partition(".")
    if not rest:
        return str(NAMES.get(text, text))
    place, _dot, name = rest.partition(".")
    row = f"{ROWS.get(listed, listed)} {int(place) + 1}"
    return row if name == "text" else f"{row}, {NAMES.get(name, name)}"
