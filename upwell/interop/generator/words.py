"""The words of made-up organisations (words.toml): names, topics, and sentences about them.

Texts come from a few thousand different ones, so that what they mean has to be worked out once for each.
"""

import tomllib
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

FIRST_NAMES: list[str] = _WORDS["first_names"]
LAST_NAMES: list[str] = _WORDS["last_names"]
TITLES: list[str] = _WORDS["titles"]
PLACES: list[str] = _WORDS["places"]
DIVISIONS: list[str] = _WORDS["divisions"]
GROUPS: list[str] = _WORDS["groups"]
LANGUAGES: list[str] = _WORDS["languages"]
THINGS: list[str] = _WORDS["things"]
ASPECTS: list[str] = _WORDS["aspects"]
NEEDS: list[str] = _WORDS["needs"]
WHYS: list[str] = _WORDS["whys"]
MODULES: list[str] = _WORDS["modules"]
SENTENCES: list[str] = _WORDS["sentences"]
COMMENTS: list[str] = _WORDS["comments"]
EVIDENCE: list[str] = _WORDS["evidence"]
PARKED_BECAUSE: str = _WORDS["parked_because"]
