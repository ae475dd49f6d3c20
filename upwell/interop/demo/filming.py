"""What is said in the demo's films lies written down beside them, so that captions, chapters, moments and cuts are alive in it
without anything that listens."""

import json
from pathlib import Path

from upwell.media.actions import look_into_file
from upwell.media.actions.captions import bring_captions
from upwell.media.actions.recordings import ask_for_recording
from upwell.media.models import StoredFile

ENDING = ".words.json"


def tell_words(folder: Path) -> None:
    """Have the films of `folder` made ready to play whose words lie beside them, as `film.words.json` beside `film.mp4`."""
    for written in sorted(folder.glob(f"*{ENDING}")):
        film = written.with_name(written.name.replace(ENDING, ".mp4"))
        kept = StoredFile.objects.filter(sha256=look_into_file(film)).first()
        if kept is not None and (recording := ask_for_recording(kept)) is not None:
            bring_captions(recording, json.loads(written.read_text(encoding="utf-8")))
