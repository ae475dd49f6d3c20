"""Starters: pages that are half written, for whoever has never made one. Each file is one, in blocks with prompts.

A prompt stands between ⟨ and ⟩ (`blocks.prompts`), so that nothing of a starter that was left as it is gets published.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from upwell.library.blocks import Block, validate

ORDER = ("tip", "how-we-do-it", "lesson", "demo", "decision", "welcome", "expert")


@dataclass(frozen=True)
class Starter:
    """One way to begin: what it is called, what it is good for, and the blocks."""

    name: str
    title: str
    about: str
    icon: str
    blocks: list[Block]


@cache
def starters() -> dict[str, Starter]:
    """All that come with Upwell, by name, in the order in which they are offered."""
    return {name: _read(name) for name in ORDER}


def _read(name: str) -> Starter:
    written = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
    return Starter(name, written["title"], written["about"], written["icon"], validate(written["blocks"]))
