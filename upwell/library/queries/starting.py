"""What one may start a module from: what comes with Upwell, and what stewards added here."""

from __future__ import annotations

from dataclasses import dataclass

from upwell.library.blocks import Block
from upwell.library.models import Template
from upwell.library.starters import starters

OWN = "own-"  # how the key of a template that was added here begins


@dataclass(frozen=True)
class Start:
    """One way to begin, as it is offered."""

    key: str
    title: str
    about: str
    icon: str


def starts() -> list[Start]:
    """All that are offered: the organisation's own first, by name."""
    own = Template.objects.offered().order_by("name").values_list("pk", "name", "about")
    return [
        *(Start(f"{OWN}{pk}", name, about, "file-text") for pk, name, about in own),
        *(Start(name, each.title, each.about, each.icon) for name, each in starters().items()),
    ]


def blocks_of(key: str) -> list[Block] | None:
    """The blocks of the template or starter with this key; None where there is none (any more)."""
    if key in starters():
        return starters()[key].blocks
    number = key.removeprefix(OWN)
    if not key.startswith(OWN) or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = Template.objects.offered().filter(pk=number).first()
    return list(found.blocks) if found else None
