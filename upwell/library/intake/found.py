"""What the reading process found in a document, as it tells the process that started it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ANSWER = "found.json"
MOST_PICTURES = 60
LARGEST_PICTURE = 12 * 1024 * 1024  # bytes, unpacked


class Unreadable(Exception):
    """A document that cannot be read; the message is one of the words of `saying.WHY`."""


@dataclass
class Found:
    """A document as Markdown. `pictures` leads from the place named in it to a file in the folder; `left_out` counts
    what could not come along, by the words of `saying.LEFT_OUT`."""

    title: str = ""
    markdown: str = ""
    pictures: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def add_picture(self, folder: Path, content: bytes, place: str = "") -> str:
        """Keep a picture in the folder; gives the place to name it by, or '' where there is no room for it."""
        if len(content) > LARGEST_PICTURE:
            self.left_out["picture_too_large"] += 1
            return ""
        if len(self.pictures) >= MOST_PICTURES:
            self.left_out["picture_too_many"] += 1
            return ""
        name = f"picture-{len(self.pictures) + 1}"
        (folder / name).write_bytes(content)
        self.pictures[place or name] = name
        return place or name

    def tell(self, folder: Path) -> None:
        """Write it down for the process that waits."""
        told = {"title": self.title, "markdown": self.markdown, "pictures": self.pictures, "left_out": self.left_out}
        (folder / ANSWER).write_text(json.dumps(told), encoding="utf-8")
