"""How soon a recording plays and is captioned, how many words are misheard, and how quickly a moment is found.

    .venv/bin/python -m bench.recordings [--data FOLDER] [--recordings 100000]

It starts a PostgreSQL of its own in a folder that is thrown away. A two-minute film (a moving picture with the read speech of
FOLDER/speech, again and again) is brought and made by the same actions as the worker's, one after the other, as on a machine
where nothing else is made. Words misheard are counted over the short readings alone: substitutions, insertions and deletions
over the words that were read, in small letters without punctuation. Moments are searched for in an index of passages as long
as those of recordings, of words drawn by Zipf's law; the time is that of the word index, with who may see what.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path

import django
from django.core.management import call_command

from upwell.core.database import running

_open = ExitStack()  # what is thrown away at the end
FOLDER = Path(_open.enter_context(tempfile.TemporaryDirectory()))
os.environ |= {"UPWELL_DATA": str(FOLDER), "DJANGO_SETTINGS_MODULE": "upwell.settings", "UPWELL_LOG_LEVEL": "ERROR"}
_open.enter_context(running(FOLDER, durable=False))
django.setup()

from upwell.media.actions import add_file, pieces_of  # noqa: E402  # models need the settings first
from upwell.media.actions.captions import ask_for_captions, make_captions  # noqa: E402  # models need the settings first
from upwell.media.actions.making import make_recording  # noqa: E402  # models need the settings first
from upwell.media.actions.recordings import ask_for_recording  # noqa: E402  # models need the settings first
from upwell.media.models import Rendition  # noqa: E402  # models need the settings first
from upwell.media.recordings.captions import said  # noqa: E402  # models need the settings first
from upwell.media.recordings.ffmpeg import program  # noqa: E402  # models need the settings first
from upwell.search.index import Entry, WordIndex  # noqa: E402  # models need the settings first

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SECONDS = 120
PASSAGES = 24  # of each recording: two minutes of sentences of five seconds
WORDS_OF_A_PASSAGE, WORDS = 12, 50_000
QUERIES = 300


def main() -> None:
    """Measure it all, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--recordings", type=int, default=100_000)
    chosen = parser.parse_args()
    readings = sorted((chosen.data / "speech" / "librivox").glob("*.wav"))
    try:
        if readings:
            call_command("migrate", verbosity=0)
            _make(readings)
        else:
            print(f"There is no speech in {chosen.data}: making and listening are not measured.")
        _finding(chosen.recordings)
    finally:
        _open.close()


def _make(readings: list[Path]) -> None:

    film = _film(readings)
    begun = time.time()
    file = add_file(pieces_of(film), name=film.name, by=None)
    recording = ask_for_recording(file)
    assert recording is not None
    made = make_recording(recording)
    first = Rendition.objects.filter(recording=made).earliest("at")
    print(
        f"{SECONDS} s of film: plays after {first.at.timestamp() - begun:.1f} s, in all sizes {time.time() - begun:.1f} s"
    )
    transcript = ask_for_captions(made)
    if transcript is None:
        print("There is nothing to listen with: install the group captions.")
        return
    listening = time.time()
    make_captions(transcript)
    print(f"captioned {time.time() - listening:.1f} s later")
    wrong, words = map(sum, zip(*(_misheard(reading) for reading in readings), strict=True))
    print(f"word error rate of {words} words read: {wrong / words:.3f}")


def _film(readings: list[Path]) -> Path:
    """Two minutes: a moving test picture of 1280 by 720, and the readings one after the other."""

    listed = FOLDER / "readings.txt"
    listed.write_text("".join(f"file '{reading}'\n" for _turn in range(40) for reading in readings))
    film = FOLDER / "film.mp4"
    picture = ["-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=30:duration={SECONDS}"]
    sound = ["-f", "concat", "-safe", "0", "-i", str(listed)]
    kept = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-t", str(SECONDS)]
    command = [program() or "ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *picture, *sound, *kept, str(film)]
    subprocess.run(command, check=True)
    return film


def _misheard(reading: Path) -> tuple[int, int]:
    """How many words of one reading were misheard, and how many were read."""

    recording = ask_for_recording(add_file(pieces_of(reading), name=reading.name, by=None))
    assert recording is not None
    transcript = ask_for_captions(make_recording(recording))
    assert transcript is not None
    heard = _words(" ".join(said(line) for line in make_captions(transcript).lines))
    read = _words(reading.with_suffix(".txt").read_text())
    return _distance(read, heard), len(read)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower().replace("mr.", "mister"))


def _distance(read: list[str], heard: list[str]) -> int:
    """The fewest words to change, to add and to leave out (Levenshtein 1966)."""
    row = list(range(len(heard) + 1))
    for place, word in enumerate(read, start=1):
        before, row[0] = row[0], place
        for other, guess in enumerate(heard, start=1):
            before, row[other] = row[other], min(row[other] + 1, row[other - 1] + 1, before + (word != guess))
    return row[-1]


def _finding(recordings: int) -> None:

    chance = random.Random(7)
    index = WordIndex(FOLDER / "moments")
    words = [f"w{number:x}" for number in range(WORDS)]
    summed = list(accumulate(1 / (number + 1) for number in range(WORDS)))

    def entries() -> Iterator[Entry]:
        for number in range(recordings):
            said = chance.choices(words, cum_weights=summed, k=PASSAGES * WORDS_OF_A_PASSAGE)
            for place in range(PASSAGES):
                passage = said[place * WORDS_OF_A_PASSAGE : (place + 1) * WORDS_OF_A_PASSAGE]
                yield Entry(number * PASSAGES + place + 1, "", " ".join(passage), team_id=number % 50 or None)

    with index.writing() as writer:
        writer.put(entries())
    taken = []
    for _turn in range(QUERIES):
        text = " ".join(chance.choices(words, cum_weights=summed, k=chance.randint(1, 3)))
        begun = time.perf_counter()
        index.find(text, limit=30, teams=[1, 2, 3])
        taken.append((time.perf_counter() - begun) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"a moment among {recordings:,} recordings: p50 {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms")


if __name__ == "__main__":
    main()
