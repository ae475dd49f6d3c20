"""What lies beside the pages of a folder: the pictures they show, and the films, sounds and papers they hand along."""

from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.core.text import shorten
from upwell.interop.imports.decoding import NotText
from upwell.interop.imports.pages import PagePlan
from upwell.interop.imports.problems import Problems
from upwell.interop.imports.reading import read_bytes
from upwell.library.blocks import KINDS
from upwell.media.actions import look_into_file, sha256_of_picture

HANDED_ALONG = {name for name, kind in KINDS.items() if "file" in kind.settings}


def find_pictures(page: PagePlan, folder: Path, problems: Problems) -> None:
    """Each picture that a page names: under which SHA-256 it would be kept. What is not there or no picture is noted."""
    missing = []
    for place in {block["picture"]: None for block in page.blocks if block["type"] == "image"}:
        if not place or place.startswith(("http://", "https://")):
            continue
        file = _picture_file(folder, page, place)
        if file is None:
            missing.append(place)
            continue
        try:
            page.pictures[place] = sha256_of_picture(read_bytes(folder, file))
            page.picture_files[page.pictures[place]] = file
        except (NotText, ValidationError) as refusal:
            reason = refusal.reason if isinstance(refusal, NotText) else refusal.messages[0]
            problems.note(page.where, _("The picture ‘%(place)s’ was left out: ") % {"place": place[:120]} + reason)
    if missing:
        said = ngettext(
            "A picture is not there, its words stay: %(places)s",
            "%(count)d pictures are not there, their words stay: %(places)s",
            len(missing),
        )
        problems.note(page.where, said % {"count": len(missing), "places": shorten(", ".join(missing), 160)})


def _picture_file(folder: Path, page: PagePlan, place: str) -> Path | None:
    start = folder if place.startswith("/") else folder / page.path.parent
    file = start / place.lstrip("/")
    return file if len(place) < 500 and "\0" not in place and file.is_file() else None


def find_files(page: PagePlan, folder: Path, problems: Problems) -> None:
    """Each film, sound or paper that a page names, the same way; nothing outside of the folder is looked at."""
    for place in {block["file"]: None for block in page.blocks if block["type"] in HANDED_ALONG and block["file"]}:
        file = _picture_file(folder, page, unquote(place))
        if file is None or not file.resolve().is_relative_to(folder.resolve()):
            problems.note(page.where, _("The file ‘%(place)s’ is not there, its words stay.") % {"place": place[:120]})
            continue
        try:
            page.files[unquote(place)] = look_into_file(file)
            page.stored_files[page.files[unquote(place)]] = file
        except ValidationError as refusal:
            said = _("The file ‘%(place)s’ was left out: ") % {"place": place[:120]} + refusal.messages[0]
            problems.note(page.where, said)
