"""Making a film: of words, a voice, pictures and clips; said as captions, its titles as chapters; and used on a page."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.cast import Cast
from tests.films.boards import begun, humming
from tests.films.decks import picture
from tests.media.clips import clip
from upwell.core.jobs import run_waiting
from upwell.core.models import Line
from upwell.core.store import store
from upwell.films.actions.making import ask_for_film, make_film
from upwell.films.actions.scenes import add_scene, arrange_scenes, remove_scene, show_clip, show_picture, write_scene
from upwell.films.actions.storyboards import change_storyboard
from upwell.films.actions.using import use_film
from upwell.films.making.folders import folder_of
from upwell.films.making.speaking import speak, voice
from upwell.films.models import Film
from upwell.films.saying import BoardSaid, SceneSaid
from upwell.media.actions import add_file
from upwell.media.actions.consenting import answer_consent, name_filmed
from upwell.media.models import MakingState, Recording, StoredFile, Transcript
from upwell.media.recordings import ffmpeg
from upwell.media.recordings.captions import said


def test_typed_scenes_become_a_film_with_captions_and_chapters_and_a_page(cast: Cast) -> None:
    board, _scene = begun(cast.author, narration="The ask <b>comes</b> first. Then say why.")
    second = add_scene(board, by=cast.author, kind="picture", said=SceneSaid("The form"))
    with pytest.raises(ValidationError, match="Scene 2: choose its picture"):
        ask_for_film(board, by=cast.author)
    show_picture(second, by=cast.author, data=picture())
    with pytest.raises(PermissionDenied):
        ask_for_film(board, by=cast.steward)
    with pytest.raises(ValidationError, match="There is no film yet"):
        use_film(board, by=cast.author)
    film = ask_for_film(board, by=cast.author)
    ask_for_film(board, by=cast.author)
    run_waiting()
    film.refresh_from_db()
    assert (film.state, film.percent, film.fault) == (MakingState.READY, 100, "")
    recording = Recording.objects.get(file=film.file)
    with store().on_disk(recording.file.file) as path:
        made = ffmpeg.look(path, "video/mp4")
    assert (made.width, made.height, made.has_sound) == (1280, 720, False)  # no voice: the words are shown
    assert made.seconds == pytest.approx(film.seconds, abs=0.1)
    assert recording.is_playable
    assert recording.chapters == [[0.0, "Ask first"], [pytest.approx(film.seconds - 5), "The form"]]
    transcript = Transcript.objects.get(recording=recording)
    assert [said(line) for line in transcript.lines] == ["The ask <b>comes</b> first.", "Then say why."]
    assert ask_for_film(board, by=cast.author).state == MakingState.READY  # nothing changed: nothing is made anew
    item = use_film(board, by=cast.author)
    assert use_film(board, by=cast.author) == item
    (part,) = item.module.draft or []
    assert (item.title, part["type"], part["file"]) == ("Letters that get read", "video", recording.file.sha256)
    verbs = ["film.asked", "film.made", "film.used"]
    assert list(Line.objects.filter(verb__startswith="film.").order_by("id").values_list("verb", flat=True)) == verbs


def test_only_a_changed_scene_is_filmed_anew_and_a_voice_is_heard(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.VOICE = humming(tmp_path)
    board, first = begun(cast.author, narration="Hm.")
    change_storyboard(board, by=cast.author, said=BoardSaid("Letters", transition="cut"))
    recording = Recording.objects.get(file=brought(cast, "film.mp4"))
    second = add_scene(board, by=cast.author, kind="clip", recording=recording)
    write_scene(second, by=cast.author, said=SceneSaid("See", begin=0.5, end=1.5))
    film = ask_for_film(board, by=cast.author)
    run_waiting()
    film.refresh_from_db()
    assert film.fault == ""
    with store().on_disk(Recording.objects.get(file=film.file).file.file) as path:
        assert ffmpeg.look(path, "video/mp4").has_sound
    assert film.seconds == pytest.approx(3 + 1, abs=0.1)
    parts = StoredFile.objects.filter(made_into=film.file_id)
    assert [one.pk for one in parts] == [recording.file_id]  # who is filmed there is filmed here
    before = {path.name: path.stat().st_mtime_ns for path in folder_of(board).glob("*.mkv")}
    write_scene(first, by=cast.author, said=SceneSaid("Ask at once", narration="Hm."))
    ask_for_film(board, by=cast.author)
    run_waiting()
    after = {path.name: path.stat().st_mtime_ns for path in folder_of(board).glob("*.mkv")}
    assert len(before) == len(after) == 2
    assert len(before.items() & after.items()) == 1


def test_a_film_stops_where_somebody_in_one_of_its_clips_takes_it_back(cast: Cast, client: Client) -> None:
    board, _first = begun(cast.author)
    recording = Recording.objects.get(file=brought(cast, "film.mp4"))
    add_scene(board, by=cast.author, kind="clip", recording=recording, said=SceneSaid("See"))
    ask_for_film(board, by=cast.author)
    run_waiting()
    client.force_login(cast.author)
    assert "<video" in client.get(board.get_absolute_url()).content.decode()
    consent = name_filmed(recording.file, by=cast.author, person=cast.helper)
    answer_consent(consent, by=cast.helper, agrees=False)
    page = client.get(board.get_absolute_url()).content.decode()
    assert ("<video" in page, "This recording was taken down" in page) == (False, True)


def brought(cast: Cast, name: str) -> Any:
    file = add_file([clip(name)], name=name, by=cast.author)
    run_waiting()
    return file


def test_what_cannot_be_made_says_why_and_nothing_is_lost(cast: Cast, settings: Any) -> None:
    board, scene = begun(cast.author, narration="Words.")
    settings.VOICE = "false"
    film = ask_for_film(board, by=cast.author)
    run_waiting()
    film.refresh_from_db()
    assert film.state == MakingState.FAILED
    assert film.fault.startswith("The voice of this installation failed.")
    assert Line.objects.filter(verb="film.failed").count() == 1
    assert make_film(film).state == MakingState.FAILED  # twice is harmless
    settings.VOICE = "none"
    long = SceneSaid("Long", narration="word " * 599)
    for _turn in range(6):
        add_scene(board, by=cast.author, said=long)
    with pytest.raises(ValidationError, match="at most 20 are made here"):
        ask_for_film(board, by=cast.author)
    with pytest.raises(ValidationError, match="at most 3000 fit"):
        write_scene(scene, by=cast.author, said=SceneSaid(narration="word " * 4500))
    scene.refresh_from_db()
    assert scene.narration == "Words."
    for each in board.scenes.all():
        remove_scene(each, by=cast.author)
    with pytest.raises(ValidationError, match="There is no scene yet"):
        ask_for_film(board, by=cast.author)
    assert Film.objects.count() == 1


def test_a_clip_is_of_ones_own_recordings_only(cast: Cast) -> None:
    recording = Recording.objects.get(file=brought(cast, "film.mp4"))
    board, scene = begun(cast.stranger)
    with pytest.raises(ValidationError, match="one of your own recordings"):
        show_clip(scene, by=cast.stranger, recording=recording)
    with pytest.raises(PermissionDenied):
        arrange_scenes(board, by=cast.author, order=[scene.pk])


def test_espeak_speaks_where_it_is_installed(settings: Any, tmp_path: Path) -> None:
    settings.VOICE = ""
    found = voice()
    if found is None:
        pytest.skip("espeak-ng is not installed here")
    sound = speak(found, "The ask comes first. [[Then]] <b>why</b>.", language="en", sound=tmp_path / "said.wav")
    assert sound.read_bytes()[:4] == b"RIFF"
    assert sound.stat().st_size > 20_000
    assert [each.name for each in tmp_path.iterdir()] == ["said.wav"]
