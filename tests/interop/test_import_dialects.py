"""Boxes of other sites become callouts; what is code stays code."""

import pytest

from upwell.interop.imports.dialects import plain
from upwell.library.prose import to_html


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("> [!TIP]\n> Put it first.", "tip", "Tip"),
        ("> [!CAUTION]\n> Put it first.", "warning", "Take care"),
        ("> [!IMPORTANT]\n> Put it first.", "note", "Note"),
        ("!!! warning\n    Put it first.\n", "warning", "Take care"),
        ('!!! note "From the ward"\n    Put it first.\n', "note", "Note"),
    ],
)
def test_a_box_becomes_a_callout(text: str, kind: str, label: str) -> None:
    shown = to_html(plain(text))
    assert f'<blockquote class="callout {kind}">' in shown
    assert f"<strong>{label}</strong>" in shown and "Put it first." in shown
    assert ("From the ward" in shown) == ("From the ward" in text)


def test_a_box_of_another_name_keeps_it() -> None:
    shown = to_html(plain("!!! question\n    Why?\n"))
    assert "<strong>Question</strong>" in shown and "callout" not in shown


def test_code_stays_as_it_is() -> None:
    assert plain("```\n> [!TIP]\n```") == "```\n> [!TIP]\n```"
