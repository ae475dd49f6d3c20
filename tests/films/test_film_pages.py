"""The pages of films: kept as one types, on two devices, without script, and one's own alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.films.boards import begun
from tests.films.decks import picture
from upwell.films.actions.scenes import add_scene, put_back_scene, remove_scene, write_scene
from upwell.films.models import Scene, Storyboard
from upwell.films.saying import SceneSaid
from upwell.media.models import Picture

HTMX = {"HX-Request": "true"}


def test_a_title_begins_a_film_and_scenes_are_added_moved_and_taken_out(cast: Cast, client: Client) -> None:
    client.force_login(cast.author)
    answer = client.post("/films/", {"title": "<b>Handover</b>"})
    board = Storyboard.objects.get()
    assert answer["Location"] == f"/films/{board.pk}/"
    for kind in ("picture", "clip"):
        client.post(f"/films/{board.pk}/add/", {"kind": kind})
    first, shown, clip = board.scenes.all()
    client.post(f"/films/{board.pk}/arrange/", {"move": f"up {clip.pk}"})
    client.post(f"/films/{board.pk}/arrange/", {"order": f"{clip.pk} {first.pk} {shown.pk} 99999"})
    assert [scene.kind for scene in board.scenes.all()] == ["clip", "text", "picture"]
    client.post(f"/films/{board.pk}/scenes/{clip.pk}/take-out/")
    page = client.get(f"/films/{board.pk}/").content.decode()
    assert "&lt;b&gt;Handover&lt;/b&gt;" in page
    assert page.count("data-row") == 2
    refused = client.post(f"/films/{board.pk}/make/")
    assert refused.status_code == 422
    assert "choose its picture" in refused.content.decode()
    assert "Handover" in client.get("/films/").content.decode()
    client.post(f"/films/{board.pk}/remove/")
    assert not Storyboard.objects.exists()


def test_nobody_else_is_let_in(cast: Cast, client: Client) -> None:
    board, scene = begun(cast.author)
    client.force_login(cast.steward)
    for address in ("", "state/", f"scenes/{scene.pk}/preview/"):
        assert client.get(f"/films/{board.pk}/{address}").status_code == 404
    for address in ("make/", "use/", "remove/", "add/", f"scenes/{scene.pk}/write/"):
        assert client.post(f"/films/{board.pk}/{address}").status_code == 404


def typed(scene: Scene, hand: str, **words: str) -> dict[str, Any]:
    return {"title": scene.title, "words": "", "narration": "", "stamp": scene.stamp, "hand": hand, **words}


def test_two_devices_lose_nothing(cast: Cast, client: Client) -> None:
    board, scene = begun(cast.author)
    client.force_login(cast.author)
    address = f"/films/{board.pk}/scenes/{scene.pk}/write/"
    saved = client.post(address, typed(scene, "desk", narration="From the desk."), headers=HTMX)
    assert (saved.status_code, "Saved" in saved.content.decode()) == (200, True)
    stale = client.post(address, typed(scene, "phone", narration="From the <i>phone</i>."), headers=HTMX)
    shown = stale.content.decode()
    assert stale.status_code == 422
    assert "From the desk." in shown
    again = client.post(address, typed(scene, "desk", narration="From the desk, on."), headers=HTMX)
    assert again.status_code == 200  # one's own page never collides with itself
    plain = client.post(address, typed(scene, "phone", narration="From the <i>phone</i>."))
    assert plain.status_code == 422
    assert "From the &lt;i&gt;phone&lt;/i&gt;." in plain.content.decode()
    assert "From the desk, on." in plain.content.decode()
    scene.refresh_from_db()
    over = client.post(address, typed(scene, "phone", narration="From the phone.", over=str(scene.stamp)), headers=HTMX)
    assert over.status_code == 200
    scene.refresh_from_db()
    assert scene.narration == "From the phone."


def test_what_is_too_long_or_too_large_comes_back_as_typed(cast: Cast, client: Client) -> None:
    board, scene = begun(cast.author)
    client.force_login(cast.author)
    address = f"/films/{board.pk}/scenes/{scene.pk}/write/"
    long = "word " * 700
    answer = client.post(address, typed(scene, "desk", narration=long))
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert "at most 3000 fit" in answer.content.decode()
    second = add_scene(board, by=cast.author, kind="picture")
    huge = SimpleUploadedFile("huge.png", picture((20_000, 20_000)), "image/png")
    refused = client.post(
        f"/films/{board.pk}/scenes/{second.pk}/write/", {**typed(second, "desk"), "picture": huge}, headers=HTMX
    )
    assert refused.status_code == 422
    assert "more than 40 million pixels" in refused.content.decode()
    assert not Picture.objects.exists()


def test_a_scene_is_drawn_as_it_will_be_seen(cast: Cast, client: Client) -> None:
    board, scene = begun(cast.author)
    client.force_login(cast.author)
    address = f"/films/{board.pk}/scenes/{scene.pk}/preview/"
    before = client.get(address)
    assert before["Content-Type"] == "image/webp"
    write_scene(scene, by=cast.author, said=SceneSaid("Ask last", words="- Łódź\n- <b>Ελλάδα</b>"))
    assert client.get(address).content != before.content


def test_a_scene_that_was_taken_out_is_put_back_as_it_was(cast: Cast, client: Client) -> None:
    board, first = begun(cast.author, narration="Who, what, by when.")
    second = add_scene(board, by=cast.author, said=SceneSaid("Last"))
    client.force_login(cast.author)
    out, back = (f"/films/{board.pk}/scenes/{first.pk}/{step}/" for step in ("take-out", "put-back"))
    after = client.post(out, follow=True).content.decode()
    assert "‘Ask first’ is taken out." in after and f'action="{back}"' in after
    assert list(board.scenes.values_list("pk", flat=True)) == [second.pk]
    other = Client()
    other.force_login(cast.steward)
    assert other.post(back).status_code == 404
    for _ in range(2):
        assert client.post(back, follow=True).status_code == 200
    assert list(board.scenes.values_list("pk", "title", "narration")) == [
        (first.pk, "Ask first", "Who, what, by when."),
        (second.pk, "Last", ""),
    ]
    assert "is taken out" not in client.get(f"/films/{board.pk}/").content.decode()


def test_only_whose_scene_it_was_puts_it_back_and_twice_is_harmless(cast: Cast) -> None:
    board, first = begun(cast.author)
    gone = remove_scene(first, by=cast.author)
    assert gone is not None and remove_scene(first, by=cast.author) is None
    with pytest.raises(PermissionDenied):
        put_back_scene(board, by=cast.steward, gone=gone)
    elsewhere, _scene = begun(cast.author)
    with pytest.raises(PermissionDenied):
        put_back_scene(elsewhere, by=cast.author, gone=gone)
    for _ in range(2):
        assert put_back_scene(board, by=cast.author, gone=gone).title == "Ask first"
    assert board.scenes.count() == 1
