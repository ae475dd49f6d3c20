"""What a page needs that holds the recorder: its words and limits, and the take that somebody chose on it."""

from __future__ import annotations

import json

from django.conf import settings

from upwell.library.recording_words import WORDS
from upwell.media.models import Upload
from upwell.people.models import Person

AIMS = (30, 60, 120, 180, 300, 600)  # seconds that one may set oneself


def recorder() -> dict[str, object]:
    """What the recorder itself is told (library/recorder.html)."""
    words = json.dumps({name: str(text) for name, text in WORDS.items()}, ensure_ascii=False)
    return {"words": words, "most_seconds": settings.RECORDING_MAX_MINUTES * 60, "aims": AIMS}


def take_named(key: str, person: Person) -> Upload | None:
    """A take of this person's own, by its key."""
    return Upload.objects.visible_to(person).takes().select_related("file").filter(key=key[:40]).first()
