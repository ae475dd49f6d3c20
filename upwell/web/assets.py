"""What the front end built: which file a plain name stands for now, and how an icon is drawn."""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

BUILT = Path(__file__).resolve().parent / "built"


def asset_url(name: str) -> str:
    """Where 'app.css' is served, under the name that changes when its content does."""
    try:
        return static(_read("manifest.json")[name])
    except KeyError as error:
        raise ImproperlyConfigured(f"The front end has no file {name!r}.") from error


def asset_bytes(name: str) -> bytes:
    """What is in the file that 'offline.js' stands for now."""
    return (BUILT / _read("manifest.json")[name]).read_bytes()


def icon_shapes(name: str) -> str:
    """The SVG shapes of an icon that frontend/icons.txt names."""
    try:
        return _read("icons.json")[name]
    except KeyError as error:
        raise ImproperlyConfigured(f"Add the icon {name!r} to frontend/icons.txt and build the front end.") from error


def _read(name: str) -> dict[str, str]:
    path = BUILT / name
    try:
        # while somebody works on the front end, a new build is seen without a restart
        return _parse(path, path.stat().st_mtime_ns if settings.DEBUG else 0)
    except FileNotFoundError as error:
        raise ImproperlyConfigured("The front end is not built: run `npm ci && npm run build` in frontend/.") from error


@lru_cache(maxsize=4)
def _parse(path: Path, stamp: int) -> dict[str, str]:
    content: dict[str, str] = json.loads(path.read_text())
    return content
