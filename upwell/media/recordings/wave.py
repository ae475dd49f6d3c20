"""How loud a recording is from moment to moment, for whoever cuts it by eye."""

from array import array
from base64 import b64encode
from pathlib import Path

from django.db import models

FEWEST_SECONDS = 0.05  # between two peaks: about a syllable
MOST_PEAKS = 2_400  # two minutes at that; of what is longer, each peak stands for more
RATE = 4_000  # samples a second that are looked at; a voice has nearly all of its strength below half of that


class Wave(models.Model):
    """The loudest sample of each `every` seconds of a recording as it came, one byte each, 255 as loud as can be."""

    recording = models.OneToOneField("media.Recording", models.CASCADE, related_name="wave")
    every = models.FloatField()
    peaks = models.BinaryField()

    def __str__(self) -> str:
        return str(self.recording_id)

    @property
    def told(self) -> str:
        """The peaks as a page is told them."""
        return b64encode(self.peaks).decode()


def peak_every(seconds: float) -> float:
    """How many seconds one peak stands for."""
    return max(FEWEST_SECONDS, seconds / MOST_PEAKS)


def arguments_for(name: str) -> list[str]:
    """What ffmpeg is told to write the sound as bare samples: 16 bits, one channel."""
    return ["-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-c:a", "pcm_s16le", "-f", "s16le", name]


def peaks_of(samples: Path, *, every: float) -> bytes:
    """The peaks of bare samples at RATE, a piece in memory at a time."""
    found, count = bytearray(), max(1, round(every * RATE))
    with samples.open("rb") as content:
        while piece := content.read(count * 2):
            sound = array("h", piece[: len(piece) // 2 * 2])
            if sound:
                found.append(min(255, max(max(sound), -min(sound)) >> 7))
    return bytes(found[: MOST_PEAKS + 1])
