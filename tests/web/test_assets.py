"""What the front end built is light, and holds every icon that a page asks for."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from upwell.web.assets import BUILT, asset_url, icon_shapes

HOUSE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((HOUSE / "upwell").rglob("templates/**/*.html"))
ICONS = set((HOUSE / "frontend" / "icons.txt").read_text().split())


def served(name: str) -> Path:
    return BUILT / asset_url(name).rsplit("/", 1)[1]


def test_a_name_leads_to_a_file_whose_name_changes_with_its_content() -> None:
    assert re.fullmatch(r"app-[0-9A-Z]{8}\.css", served("app.css").name)
    assert served("app.css").exists()


def test_an_unknown_file_or_icon_is_a_clear_error() -> None:
    with pytest.raises(ImproperlyConfigured, match="no file 'nothing.css'"):
        asset_url("nothing.css")
    with pytest.raises(ImproperlyConfigured, match="frontend/icons.txt"):
        icon_shapes("nothing")


def test_styles_and_scripts_of_a_first_page_weigh_under_40_kb_over_the_wire() -> None:
    weight = sum(Path(f"{served(name)}.br").stat().st_size for name in ["app.css", "app.js"])
    assert weight < 40_000


def test_with_its_two_fonts_a_first_page_weighs_under_200_kb() -> None:
    fonts = ["inter-latin-wght-normal.woff2", "newsreader-latin-wght-normal.woff2"]
    weight = sum(served(name).stat().st_size for name in fonts) + 40_000
    assert weight < 200_000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_template_asks_only_for_icons_there_are(path: Path) -> None:
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    named = re.findall(r'{% icon "([\w-]+)"|\sicon="([a-z0-9-]+)"', text)
    asked = {tag or attribute for tag, attribute in named}
    assert asked <= ICONS


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_drawn(name: str) -> None:
    assert icon_shapes(name).startswith("<")


def test_no_file_of_the_front_end_names_a_host_to_load_from() -> None:
    lock = (HOUSE / "frontend" / "package-lock.json").read_text()
    assert '"resolved"' not in lock
