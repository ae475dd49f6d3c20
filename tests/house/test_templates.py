"""Pages hold nothing that the content policy forbids: no script or style written into them, no handlers."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2] / "upwell"
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))

FORBIDDEN = {
    "a script written into the page": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style written into the page": re.compile(r"<style\b|\sstyle=", re.I),
    "a handler in an attribute": re.compile(r"\son(click|load|change|submit|input|error|focus|blur|key\w+)=", re.I),
    "javascript: in an address": re.compile(r"javascript:", re.I),
    "text taken as safe": re.compile(r"\|\s*safe\b|{%\s*autoescape off", re.I),
    "a foreign host": re.compile(r"(src|href|action)=[\"']https?://", re.I),
}


@pytest.mark.parametrize("bad", ["<script>x()</script>", '<p style="x">', '<a onclick="x">', "{{ text|safe }}"])
def test_the_rules_catch_what_they_are_for(bad: str) -> None:
    assert any(rule.search(bad) for rule in FORBIDDEN.values())


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 40


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_template_holds_nothing_forbidden(path: Path) -> None:
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    faults = [name for name, rule in FORBIDDEN.items() if rule.search(text)]
    assert not faults, f"{path.relative_to(HOUSE)} holds {', '.join(faults)}"
