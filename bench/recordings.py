"""How soon a recording plays and is captioned, how many words are misheard, how quickly a moment is found, whether a long film
arrives whole, and how much slower pages are meanwhile.

    .venv/bin/python -m bench.recordings [making moments bringing pages] [--data FOLDER] [--recordings 100000]
        [--gigabytes 4] [--drops 20]

It starts a PostgreSQL of its own in a folder that is thrown away, and prints each figure as soon as it has it.

- making: a two-minute film (a moving picture with the read speech of FOLDER/speech, again and again) is brought and made by the
  same actions as the worker's, one after the other, as on a machine where nothing else is made. Words misheard are counted over
  the short readings alone: substitutions, insertions and deletions over the words that were read, in small letters without
  punctuation.
- moments: searched for in an index of passages as long as those of recordings, of words drawn by Zipf's law; the time is that of
  the word index, with who may see what.
- bringing and pages: `upwell serve` on that database, with its worker and its maker (bringing.py, slowing.py).
"""

import argparse
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from itertools import accumulate
from pathlib import Path

import django
from django.core.management import call_command

from bench.bringing import bring
from bench.serving import free_port
from bench.slowing import compare
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
from upwell.media.models import MakingState, Recording, Rendition  # noqa: E402  # models need the settings first
from upwell.media.recordings.captions import said  # noqa: E402  # models need the settings first
from upwell.media.recordings.ffmpeg import program  # noqa: E402  # models need the settings first
from upwell.people.actions.tokens import issue_token  # noqa: E402  # models need the settings first
from upwell.people.models import Person  # noqa: E402  # models need the settings first
from upwell.search.index import Entry, WordIndex  # noqa: E402  # models need the settings first

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SECONDS = 120
PASSAGES = 24  # of each recording: two minutes of sentences of five seconds
WORDS_OF_A_PASSAGE, WORDS = 12, 50_000
DIFFERENT = 200_000  # passages; of more, the same ones come again
QUERIES = 300
SEVERAL = 3  # recordings that are made while pages are asked for
PARTS = ("making", "moments", "bringing", "pages")
PASSWORD = "deep-water-rises"  # noqa: S105  # of somebody who is there for a minute


def main() -> None:
    """Measure it all, or some, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=PARTS, metavar="PART", help=" ".join(PARTS))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--recordings", type=int, default=100_000)
    parser.add_argument("--gigabytes", type=float, default=4)
    parser.add_argument("--drops", type=int, default=20)
    chosen = parser.parse_args()
    readings = sorted((chosen.data / "speech" / "librivox").glob("*.wav"))
    try:
        if {"making", "bringing", "pages"} & set(chosen.parts):
            call_command("migrate", verbosity=0)
        if "making" in chosen.parts:
            _make(readings) if readings else _say(f"There is no speech in {chosen.data}: making is not measured.")
        if "moments" in chosen.parts:
            _finding(chosen.recordings)
        if {"bringing", "pages"} & set(chosen.parts):
            _serve(chosen)
    finally:
        _open.close()


def _say(words: str) -> None:
    print(words, flush=True)


def _make(readings: list[Path]) -> None:
    film = _film(readings)
    begun = time.time()
    file = add_file(pieces_of(film), name=film.name, by=None)
    recording = ask_for_recording(file)
    assert recording is not None
    made = make_recording(recording)
    transcript = ask_for_captions(made)
    listening = time.time()
    if transcript is not None:
        make_captions(transcript)
    listened = time.time()
    while made.is_in_work:
        make_recording(made)
    first = Rendition.objects.filter(recording=made).earliest("at")
    _say(
        f"{SECONDS} s of film: plays after {first.at.timestamp() - begun:.1f} s, captioned after {listened - begun:.1f} s"
        f" ({listened - listening:.1f} s of listening), in all sizes after {time.time() - begun:.1f} s"
    )
    if transcript is None:
        _say("There is nothing to listen with: install the group captions.")
        return
    wrong, words = map(sum, zip(*(_misheard(reading) for reading in readings), strict=True))
    _say(f"word error rate of {words} words read: {wrong / words:.3f}")


def _serve(chosen: argparse.Namespace) -> None:
    """Somebody with a password and a token, and everything that `upwell serve` starts."""
    person = Person.objects.create_user(email="load@example.org", name="Load", password=PASSWORD)
    _token, secret = issue_token(person, by=person, name="bench")
    port = free_port()
    serve = [sys.executable, "-m", "upwell.cli", "serve", "--no-demo", "--data", str(FOLDER), "--port", str(port)]
    environment = {**os.environ, "UPWELL_DEMO": "0", "UPWELL_UPLOAD_MAX_MB": str(int(chosen.gigabytes * 1024) + 1)}
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            if not any(line.startswith("Upwell is ready") for line in server.stdout):
                raise SystemExit(f"Upwell did not start; see {FOLDER}/logs.")
            if "pages" in chosen.parts:
                compare(port, person.email, PASSWORD, make=partial(_several, person), is_making=_is_making)
            if "bringing" in chosen.parts:
                bring(port, secret, gigabytes=chosen.gigabytes, drops=chosen.drops)
        finally:
            server.send_signal(signal.SIGINT)


def _several(person: Person) -> None:
    """Films that differ by an empty box at their end."""
    film = _film([]).read_bytes()
    for number in range(SEVERAL):
        add_file([film, (9).to_bytes(4), b"free", bytes([number])], name="film.mp4", by=person)


def _is_making() -> bool:
    return Recording.objects.filter(state=MakingState.WORKING).exists() or any(
        recording.is_in_work for recording in Recording.objects.exclude(state=MakingState.WAITING)
    )


def _film(readings: list[Path]) -> Path:
    """Two minutes: a moving test picture of 1280 by 720, and the readings one after the other, or a tone."""
    listed = FOLDER / "readings.txt"
    listed.write_text("".join(f"file '{reading}'\n" for _turn in range(40) for reading in readings))
    film = FOLDER / "film.mp4"
    picture = ["-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=30:duration={SECONDS}"]
    sound = ["-f", "concat", "-safe", "0", "-i", str(listed)]
    sound = sound if readings else ["-f", "lavfi", "-i", f"sine=frequency=220:duration={SECONDS}"]
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
    different = [
        " ".join(chance.choices(words, cum_weights=summed, k=WORDS_OF_A_PASSAGE)) for _each in range(DIFFERENT)
    ]

    def entries() -> Iterator[Entry]:
        for number in range(recordings * PASSAGES):
            said = different[int(chance.random() * DIFFERENT)]
            yield Entry(number + 1, "", said, team_id=number // PASSAGES % 50 or None)

    begun = time.time()
    with index.writing() as writer:
        writer.put(entries())
    _say(f"{recordings * PASSAGES:,} passages written in {time.time() - begun:.0f} s")
    taken = []
    for _turn in range(QUERIES):
        text = " ".join(chance.choices(words, cum_weights=summed, k=chance.randint(1, 3)))
        begun = time.perf_counter()
        index.find(text, limit=30, teams=[1, 2, 3])
        taken.append((time.perf_counter() - begun) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    _say(f"a moment among {recordings:,} recordings: p50 {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms")


if __name__ == "__main__":
    main()
