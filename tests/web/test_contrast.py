"""Words can be read: every pair of colours that carries text is measured, in light and in dark.

The figures are WCAG 2.2's: 4.5 to 1 for text, 3 to 1 for the edge of a field. The colours are read from tokens.css and
converted from OKLCH as CSS Color 4 section 10 says.
"""

import math
import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "frontend" / "styles"
TOKENS = (STYLES / "tokens.css").read_text()
FACES = (STYLES / "components" / "face.css").read_text()
PAIR = re.compile(r"--([\w-]+): light-dark\(oklch\(([^)]*)\), oklch\(([^)]*)\)\);")

SURFACES = ["paper", "shore", "card", "lifted"]
TEXT = [
    *[
        (ink, surface)
        for ink in ["ink", "soft", "faint", "deep", "coral", "kelp", "sand", "rose"]
        for surface in SURFACES
    ],
    *[(name, f"{name}-wash") for name in ["deep", "coral", "kelp", "sand", "rose"]],
    *[("ink", f"{name}-wash") for name in ["deep", "coral", "kelp", "sand", "rose"]],
    ("soft", "deep-wash"),
    ("on-deep", "deep"),
    ("paper", "ink"),
]


def luminance(oklch: str) -> float:
    """WCAG's relative luminance of 'L% C H', the channels clipped to what a screen can show."""
    light, chroma, hue = oklch.split("/")[0].split()
    lightness, radius, angle = float(light.rstrip("%")) / 100, float(chroma), math.radians(float(hue))
    a, b = radius * math.cos(angle), radius * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def colours(theme: str) -> dict[str, str]:
    return {name: light if theme == "light" else dark for name, light, dark in PAIR.findall(TOKENS)}


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("0% 0 0", "100% 0 0") == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), TEXT)
def test_text_can_be_read(theme: str, text: str, surface: str) -> None:
    found = colours(theme)
    assert contrast(found[text], found[surface]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("surface", SURFACES)
def test_the_edge_of_a_field_can_be_seen(theme: str, surface: str) -> None:
    found = colours(theme)
    assert contrast(found["edge"], found[surface]) >= 3


@pytest.mark.parametrize("hue", range(0, 360, 10))
def test_initials_can_be_read_on_every_hue(hue: int) -> None:
    match = re.search(r"color: oklch\(([^)]*)\); background: oklch\(([\d.]+%) ([\d.]+) var\(--h", FACES)
    assert match
    assert contrast(match[1], f"{match[2]} {match[3]} {hue}") >= 4.5
