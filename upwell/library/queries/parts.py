"""The parts of a page, each with what its template shows: picture, file, question, what the reader left in it.

However many parts there are, pictures, files and the reader's responses are asked for once each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from upwell.library import blocks as parts
from upwell.library.blocks.sharing import is_shareable
from upwell.library.models import Item, ItemKind, Module, Response, ResponseKind, Version
from upwell.library.queries.questions import Question, question
from upwell.media.models import Picture, StoredFile
from upwell.people.models import Person

PLAYED = {  # what browsers play by themselves; the rest is downloaded
    *["video/mp4", "video/webm", "video/quicktime", "video/ogg"],
    *["audio/mpeg", "audio/mp4", "audio/aac", "audio/ogg", "audio/wav", "audio/flac", "audio/webm"],
}


MIXED = {"order", "match"}  # each reader has an order of their own


@dataclass(frozen=True)
class Part:
    """One block with what its template needs. `typed` is what was sent and could not be kept, `fault` says why."""

    block: parts.Block
    picture: Picture | None = None
    file: StoredFile | None = None
    is_safe: bool = False
    embed: str = ""
    task: Item | None = None
    asked: Question | None = None
    mine: Response | None = None
    note: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    fault: str = ""

    @property
    def kind(self) -> str:
        """Its type, or 'unknown' for one of a later version."""
        return str(self.block["type"]) if self.block["type"] in parts.KINDS else "unknown"

    @property
    def template(self) -> str:
        """Which template shows it to readers. What may not be embedded here (any more) is a link; what somebody who is filmed
        holds back is a sentence that says so."""
        kind = self.kind
        if self.file is not None and not self.file.is_shown:
            return "library/parts/held_back.html"
        if kind in {"video", "audio"} and not self.plays:
            kind = "file"
        return f"library/parts/{'link' if kind == 'embed' and not self.embed else kind}.html"

    @property
    def question_template(self) -> str:
        """Which template draws what is asked."""
        return f"library/parts/question/{self.asked.kind}.html" if self.asked else "library/parts/unknown.html"

    @property
    def embed_host(self) -> str:
        """The site that what is embedded comes from."""
        return urlsplit(self.embed).hostname or ""

    @property
    def may_share(self) -> bool:
        """Whether one may show to others what one writes here."""
        return is_shareable(self.block)

    @property
    def plays(self) -> bool:
        """Whether a browser plays its file in the page."""
        return self.file is not None and self.file.content_type in PLAYED

    @property
    def is_alike(self) -> bool:
        """Whether every reader sees it as this one does: it is nothing they answered, nothing mixed, nothing with a key."""
        if (
            self.mine
            or self.note
            or self.typed
            or self.fault
            or self.file
            or self.block.get("task")
            or "id" not in self.block
        ):
            return False
        if self.asked:
            return not (self.asked.state or self.block["shuffled"] or self.asked.kind in MIXED)
        return self.kind not in {"video", "audio", "file", "unknown"}

    @property
    def name(self) -> str:
        """What one calls such a part."""
        return _names().get(self.kind, _("Part"))

    @property
    def text(self) -> str:
        """What the reader has written in it: as it was just typed, else as it is kept."""
        return str(self.typed.get("text", self.mine.text if self.mine else ""))

    @property
    def is_shared(self) -> bool:
        """Whether the reader shows it, or was about to."""
        return bool(self.typed.get("share", self.mine is not None and self.mine.is_shared))

    @property
    def is_done(self) -> bool:
        """Whether the reader says that the task was tried."""
        return bool(self.typed.get("done", self.mine is not None and self.mine.data.get("done")))

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of a checklist or a poll: each with its number, its text, and whether the reader chose it."""
        rows = self.block.get("items" if self.kind == "checklist" else "options", [])
        chosen = set(self.mine.lines) if self.mine else set()
        return [{"id": place, "text": row["text"], "chosen": row["text"] in chosen} for place, row in enumerate(rows)]

    @property
    def chosen_count(self) -> int:
        """How many lines the reader chose."""
        return sum(line["chosen"] for line in self.lines)


def _names() -> dict[str, str]:
    return {
        "text": _("Text"),
        "image": _("Picture"),
        "video": _("Video"),
        "audio": _("Sound"),
        "file": _("File"),
        "link": _("Link"),
        "embed": _("From another site"),
        "checklist": _("Checklist"),
        "task": _("Try this at work"),
        "reflection": _("Reflection"),
        "poll": _("Poll"),
        "question": _("Question"),
    }


def shown_parts(
    blocks: Iterable[parts.Block],
    *,
    reader: Person | None = None,
    module: Module | None = None,
    version: Version | None = None,
) -> list[Part]:
    """Blocks with their pictures and files; for a `reader` of a version also questions, mixed for them, and what they left."""
    whole = [parts.filled(block) for block in blocks]
    pictures = _by_sha256(Picture, parts.pictures(whole))
    files = _by_sha256(StoredFile, parts.files(whole), "recording")
    tasks = _tasks(whole, reader) if reader else {}
    left = responses_of(reader, module, whole) if reader and module and version else {}
    about = (reader.pk if reader else 0, module.pk if module else 0, version.number if version else "draft")
    return [
        Part(
            block,
            picture=pictures.get(block.get("picture", "")),
            file=files.get(block.get("file", "")),
            is_safe="url" in block and parts.is_safe(str(block["url"])),
            embed=parts.to_embed(str(block["url"])) if block["type"] == "embed" else "",
            task=tasks.get(parts.task_at(block["task"]) or 0) if block["type"] == "task" else None,
            asked=question(block, about) if reader and block["type"] == "question" else None,
            mine=left.get(block["id"]) if "id" in block else None,
        )
        for block in whole
    ]


def _tasks(blocks: Iterable[parts.Block], reader: Person) -> dict[int, Item]:
    """The tasks that parts point at, of those that are out and the reader may see."""
    named = {parts.task_at(block["task"]) for block in blocks if block["type"] == "task"} - {None}
    return Item.objects.current().visible_to(reader).filter(kind=ItemKind.TASK).in_bulk(named) if named else {}


def responses_of(reader: Person, module: Module, blocks: Iterable[parts.Block]) -> dict[str, Response]:
    """What the reader left in the parts of a module, by block; a page that asks for nothing costs no question."""
    if not any(block["type"] in ResponseKind.values for block in blocks):
        return {}
    return {row.block: row for row in Response.objects.of(reader).filter(module=module)}


def _by_sha256(model: type[Any], names: set[str], *beside: str) -> dict[str, Any]:
    rows = model.objects.select_related(*beside) if beside else model.objects.all()
    return {row.sha256: row for row in rows.filter(sha256__in=names)} if names else {}
