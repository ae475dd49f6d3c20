"""What is said in the demo's films: written down in order, within the film, and none too heavy for a clone."""

import json

from upwell import demo
from upwell.media.recordings import ffmpeg

FILMS = demo.FOLDER / "modules"


def test_the_words_beside_a_film_are_said_in_it() -> None:
    written = sorted(FILMS.glob("*.words.json"))
    assert written
    for each in written:
        film = each.with_name(each.name.replace(".words.json", ".mp4"))
        inside = ffmpeg.look(film, "video/mp4")
        words = [word for line in json.loads(each.read_text())["lines"] for word in line]
        assert inside.has_sound and film.stat().st_size < 500_000
        assert all(begin <= end for begin, end, _text in words)
        assert all(before[1] <= after[0] for before, after in zip(words, words[1:], strict=False))
        assert inside.seconds is not None and words[-1][1] <= inside.seconds
