"""How long a film of five scenes and about a minute takes: words, a picture, slides and a clip, with narration.

    .venv/bin/python -m bench.films [--voice none]

It starts a PostgreSQL of its own in a folder that is thrown away, and makes the film by the same actions as the worker's, on
this machine alone. Measured twice: from nothing, and after one scene was changed. The voice is that of the installation
(UPWELL_VOICE, else espeak-ng where it is there); without one the words are shown.
"""

import argparse
import os
import subprocess
import tempfile
import time
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from PIL import Image

from upwell.core.database import running

_open = ExitStack()  # what is thrown away at the end
FOLDER = Path(_open.enter_context(tempfile.TemporaryDirectory()))
os.environ |= {"UPWELL_DATA": str(FOLDER), "DJANGO_SETTINGS_MODULE": "upwell.settings", "UPWELL_LOG_LEVEL": "ERROR"}
_open.enter_context(running(FOLDER, durable=False))
django.setup()

from upwell.films.actions.making import ask_for_film, make_film  # noqa: E402  # models need the settings first
from upwell.films.actions.scenes import add_scene, show_picture, write_scene  # noqa: E402  # models need the settings first
from upwell.films.actions.storyboards import start_storyboard  # noqa: E402  # models need the settings first
from upwell.films.making.speaking import voice  # noqa: E402  # models need the settings first
from upwell.films.models import Storyboard  # noqa: E402  # models need the settings first
from upwell.films.saying import BoardSaid, SceneSaid  # noqa: E402  # models need the settings first
from upwell.media.actions import add_file, pieces_of  # noqa: E402  # models need the settings first
from upwell.media.actions.making import make_recording  # noqa: E402  # models need the settings first
from upwell.media.actions.recordings import ask_for_recording  # noqa: E402  # models need the settings first
from upwell.media.models import Recording, Rendition  # noqa: E402  # models need the settings first
from upwell.media.recordings.ffmpeg import program  # noqa: E402  # models need the settings first
from upwell.people.actions import add_person  # noqa: E402  # models need the settings first
from upwell.people.models import Person  # noqa: E402  # models need the settings first

SAID = (
    "The ask comes first, in one sentence: who should do what, and by when. Then say why it matters, and whom to call."
)
CLIP_SECONDS = 12


def main() -> None:
    """Make it, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voice", default=os.environ.get("UPWELL_VOICE", ""))
    chosen = parser.parse_args()
    settings.VOICE = chosen.voice
    try:
        call_command("migrate", verbosity=0)
        by = add_person("amara@example.org", by=None, name="Amara")
        board = _storyboard(by)
        speaks = voice()
        print(f"voice: {speaks.name if speaks else 'none, the words are shown'}")
        _made(board, by, "from nothing")
        first = board.scenes.all()[0]
        write_scene(first, by=by, said=SceneSaid("Ask at once", "Who, what, by when", SAID))
        _made(board, by, "after a word was changed in its first scene")
    finally:
        _open.close()


def _storyboard(by: Person) -> Storyboard:
    """Words, words in points, a picture beside words, a whole picture, and a clip."""
    board = start_storyboard(by=by, said=BoardSaid("Letters that get read"))
    write_scene(board.scenes.get(), by=by, said=SceneSaid("Ask first", "Who, what, by when", SAID))
    add_scene(board, by=by, said=SceneSaid("Three things", "- Who\n- What\n- By when", SAID))
    for kind in ("picture", "slide"):
        scene = add_scene(board, by=by, kind=kind, said=SceneSaid("The form", "", SAID))
        show_picture(scene, by=by, data=_photo())
    add_scene(board, by=by, kind="clip", said=SceneSaid("See it done"), recording=_recording(by))
    return board


def _made(board: Storyboard, by: Person, when: str) -> None:
    begun = time.time()
    film = make_film(ask_for_film(board, by=by))
    made = time.time()
    assert film.file is not None, film.fault
    recording = make_recording(Recording.objects.select_related("file").get(file=film.file))
    first = Rendition.objects.filter(recording=recording).earliest("at").at.timestamp()
    print(
        f"a film of {film.seconds:.0f} s and {board.scenes.count()} scenes, {when}: rendered in {made - begun:.1f} s, "
        f"streamed after {first - begun:.1f} s, {film.file.byte_count / 1e6:.1f} MB"
    )


def _photo() -> bytes:
    written = BytesIO()
    Image.effect_mandelbrot((1600, 900), (-2.2, -1.2, 1.0, 1.2), 80).save(written, "PNG")
    return written.getvalue()


def _recording(by: Person) -> Recording:
    """A moving picture with a tone, that plays."""
    film = FOLDER / "clip.mp4"
    picture = ["-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=30:duration={CLIP_SECONDS}"]
    sound = ["-f", "lavfi", "-i", f"sine=frequency=330:duration={CLIP_SECONDS}"]
    kept = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    subprocess.run(
        [program() or "ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *picture, *sound, *kept, str(film)],
        check=True,
    )
    recording = ask_for_recording(add_file(pieces_of(film), name=film.name, by=by))
    assert recording is not None
    return make_recording(recording)


if __name__ == "__main__":
    main()
