"""What the documentation lists is what there is."""

import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def settings_read() -> set[str]:
    """Every UPWELL_ variable that the code reads."""
    found: set[str] = set()
    for path in (ROOT / "upwell").rglob("*.py"):
        found |= set(re.findall(r"[\"'](UPWELL_[A-Z0-9_]+)[\"']", path.read_text()))
    return found


def test_every_setting_is_in_its_page() -> None:
    told = set(re.findall(r"`(UPWELL_[A-Z0-9_]+)`", (ROOT / "docs/settings.md").read_text()))
    assert settings_read() - told == set(), "docs/settings.md does not tell of these"
    assert told - settings_read() == set(), "docs/settings.md tells of what is not there"


def test_every_app_is_on_the_map() -> None:
    text = (ROOT / "docs/map.md").read_text()
    ours = [config.label for config in apps.get_app_configs() if config.name.startswith("upwell.")]
    assert [label for label in ours if f"`{label}`" not in text] == []
