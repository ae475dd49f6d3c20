"""What is said in a recording on a module's page: its words with their seconds, its chapters, and what was cut out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from upwell.library.blocks import Block
from upwell.library.models import Item
from upwell.library.permissions import can_edit_recording, can_read_draft
from upwell.media.models import Cut, MakingState, Recording, Standing, StoredFile, Transcript, Wave
from upwell.media.recordings.captions import said
from upwell.media.recordings.cuts import is_cut, kept_seconds, middle, shown_second
from upwell.media.recordings.listening import model_folder
from upwell.people.models import Person

PLAYED = {"video", "audio"}
LONGEST_WORDS_OF_A_CUT = 120  # characters


@dataclass(frozen=True)
class SaidLine:
    """A line of words [begin, end, text, whether it was cut out], its number, and where it is heard in what plays."""

    number: int
    begin: float
    shown: float
    words: list[tuple[float, float, str, bool]]

    @property
    def text(self) -> str:
        """The line as it is written, without what was cut out."""
        return " ".join(text for _begin, _end, text, gone in self.words if text and not gone)


@dataclass(frozen=True)
class Chapter:
    """Where a chapter begins, in the recording as it came and in what plays, and what it is called."""

    second: float
    shown: float
    title: str


@dataclass(frozen=True)
class CutOut:
    """A stretch that was taken out, the words in it, and where it would begin in what plays."""

    cut: Cut
    words: str
    shown: float


@dataclass(frozen=True)
class Said:
    """What one person sees beside a recording. `seconds` is how long it lasts without what was cut out.

    Readers get what is left; who may edit also gets what was cut out, to put it back.
    """

    item: Item
    block: str
    recording: Recording
    transcript: Transcript | None
    may_edit: bool
    lines: list[SaidLine]
    chapters: list[Chapter]
    cuts: list[CutOut]

    @property
    def seconds(self) -> float:
        """How long what plays lasts."""
        return kept_seconds(self.recording.cuts, end=self.recording.seconds or 0)

    @property
    def wave(self) -> Wave | None:
        """How loud it is, for whoever cuts it; None while that is not drawn yet, and of what has no sound."""
        found: Wave | None = getattr(self.recording, "wave", None)
        return found

    @property
    def is_waiting(self) -> bool:
        """Whether it is still being written down, or is to be once it plays."""
        if self.transcript is not None:
            return self.transcript.state in {MakingState.WAITING, MakingState.WORKING}
        is_to_come = self.recording.has_sound or not self.recording.is_playable
        is_first = self.recording.is_in_work and not self.recording.edition
        return is_to_come and is_first and model_folder(settings.SPEECH_MODEL) is not None


def block_played(item: Item, person: Person, block: str) -> Block | None:
    """The video or sound called `block` on the page, or, for whoever may read it, in the draft."""
    module = getattr(item, "module", None)
    shown = module.version.blocks if module and module.version else []
    found = _named(shown, block)
    if found is None and module and module.draft is not None and can_read_draft(person, item):
        found = _named(module.draft, block)
    return found


def recording_in(block: Block | None) -> Recording | None:
    """The recording that a block plays, if it has been looked into and nobody who is filmed holds it back."""
    rows = Recording.objects.select_related("file", "chapters_by", "transcript__edited_by")
    shown = rows.filter(file__standing=Standing.OPEN)
    return shown.filter(file__sha256=block["file"]).first() if block and block.get("file") else None


def _coming_in(block: Block | None) -> Recording | None:
    """The recording that a block will play (not saved), while nobody has looked into its file yet: it was brought just now."""
    files = StoredFile.objects.filter(recording=None, standing=Standing.OPEN)
    file = files.filter(sha256=block["file"]).first() if block and block.get("file") else None
    return Recording(file=file) if file is not None and file.is_played else None


def said_in(item: Item, person: Person, block: str) -> Said | None:
    """What `person` sees of what is said in a block; None where nothing is played there."""
    played = block_played(item, person, block)
    recording = recording_in(played) or _coming_in(played)
    if recording is None:
        return None
    transcript: Transcript | None = getattr(recording, "transcript", None)
    may_edit = can_edit_recording(person, item, recording.file)
    lines = transcript.lines if transcript and transcript.state == MakingState.READY else []
    return Said(
        item=item,
        block=block,
        recording=recording,
        transcript=transcript,
        may_edit=may_edit,
        lines=_lines(lines, recording, may_edit),
        chapters=[
            Chapter(second, shown_second(recording.cuts, second), title)
            for second, title in recording.chapters
            if not is_cut(recording.cuts, second)
        ],
        cuts=[_cut_out(cut, lines, recording) for cut in _standing(recording)] if may_edit and recording.pk else [],
    )


def _named(blocks: list[Block], block: str) -> Block | None:
    return next((each for each in blocks if each["id"] == block and each["type"] in PLAYED), None)


def _lines(lines: list[Any], recording: Recording, may_edit: bool) -> list[SaidLine]:
    found = []
    for number, line in enumerate(lines):
        words = [(word[0], word[1], word[2], is_cut(recording.cuts, middle(word))) for word in line]
        if not may_edit:
            words = [word for word in words if not word[3]]
        if any(word[2] for word in words):
            found.append(SaidLine(number, words[0][0], shown_second(recording.cuts, words[0][0]), words))
    return found


def _standing(recording: Recording) -> list[Cut]:
    return list(recording.cut_rows.standing().select_related("by").order_by("begin", "id"))


def _cut_out(cut: Cut, lines: list[Any], recording: Recording) -> CutOut:
    gone = [word for line in lines for word in line if cut.begin <= middle(word) < cut.end]
    words = said(gone)
    if len(words) > LONGEST_WORDS_OF_A_CUT:
        words = f"{words[:LONGEST_WORDS_OF_A_CUT].rsplit(' ', 1)[0]} …"
    return CutOut(cut, words, shown_second(recording.cuts, cut.begin))
