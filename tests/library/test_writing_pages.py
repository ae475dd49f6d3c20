"""The page one writes on: in plain fields as a form, and what its script sends beside the shared page."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from tests.browsing import at, read
from tests.cast import Cast
from tests.library.sheets import TEXT, draft, module_of, page, published, with_author
from upwell.library.actions.writing import save_draft
from upwell.library.editing import both
from upwell.library.models import Item


def form(title: str, blocks: list[dict[str, Any]], stamp: int = 0, **more: Any) -> dict[str, Any]:
    """What the browser sends for a draft in plain fields."""
    sent: dict[str, Any] = {"title": title, "stamp": stamp, "part": [f"{b['id']} {b['type']}" for b in blocks], **more}
    for block in blocks:
        for name, value in block.items():
            if isinstance(value, str) and name not in {"id", "type"}:
                sent[f"{block['id']}.{name}"] = value
            elif value is True:
                sent[f"{block['id']}.{name}"] = "1"
            elif isinstance(value, list) and all(isinstance(row, dict) for row in value):
                sent |= _rows(f"{block['id']}.{name}", value)
    return sent


def _rows(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    sent: dict[str, Any] = {f"{name}.row": [str(number) for number in range(len(rows))]}
    for number, row in enumerate(rows):
        sent |= {f"{name}.{number}.{field}": value for field, value in row.items() if isinstance(value, str)}
        sent |= {f"{name}.{number}.{field}": "1" for field, value in row.items() if value is True}
    return sent


def save(client: Client, item: Item, sent: dict[str, Any]) -> Any:
    return client.post(f"/modules/{item.pk}/save/", sent)


def test_a_title_starts_a_module(cast: Cast) -> None:
    response = at(cast.newcomer).post("/make/", {"title": "Letters", "for_need_id": "7"})
    item = Item.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/modules/{item.pk}/edit/")
    assert (item.title, module_of(item).for_need_id) == ("Letters", 7)


def test_a_title_that_is_too_long_comes_back(cast: Cast) -> None:
    response = at(cast.newcomer).post("/make/", {"title": "x" * 201, "for_need_id": "nonsense"})
    assert response.status_code == 422
    assert "x" * 201 in read(response)
    assert not Item.objects.exists()


def test_what_the_form_sends_is_what_is_kept(cast: Cast) -> None:
    item = draft(cast.author, title="", blocks=None)
    assert (
        save(at(cast.author), item, form("Letters", page(), summary="Short", skills="writing, letters")).status_code
        == 302
    )
    item.refresh_from_db()
    assert module_of(item).draft == page()
    assert (item.summary, sorted(skill.name for skill in item.skills.all())) == ("Short", ["letters", "writing"])


def test_what_this_version_does_not_know_goes_there_and_back(cast: Cast) -> None:
    later = {"id": "v", "type": "hologram", "recording": 7, "cuts": [[1, 2]]}
    more = {**TEXT, "voice": "calm"}
    item = draft(cast.author, blocks=[more, later])
    shown = read(at(cast.author).get(f"/modules/{item.pk}/edit/?plain=1"))
    assert "&quot;recording&quot;: 7" in shown and "&quot;voice&quot;: &quot;calm&quot;" in shown
    sent = form("T", [TEXT, {"id": "v", "type": "hologram"}])
    sent |= {"v.more": json.dumps({"recording": 7, "cuts": [[1, 2]]}), "ask.more": json.dumps({"voice": "calm"})}
    save(at(cast.author), item, sent)
    kept = module_of(item).draft
    assert kept == [{"voice": "calm", **TEXT}, later]


def test_a_clash_without_script_shows_both_texts_in_one_form(cast: Cast) -> None:
    item = with_author(cast, draft(cast.author))
    save_draft(item, by=cast.helper, title="Kofi's", blocks=[{**TEXT, "text": "Kofi was here."}], stamp=0)
    response = save(at(cast.author), item, form("Amara's", [{**TEXT, "text": "Amara was here."}]))
    shown = read(response)
    assert response.status_code == 422
    for words in ("Kofi was here.", "Amara was here.", "Kofi&#x27;s", "Amara&#x27;s", 'name="stamp" value="1"'):
        assert words in shown


def test_a_fault_keeps_everything_that_was_typed(cast: Cast) -> None:
    item = draft(cast.author)
    long = [{**TEXT, "text": "y" * 20_001}]
    response = save(at(cast.author), item, form("Title", long, summary="Sum", skills="a,b"))
    shown = read(response)
    assert response.status_code == 422
    for words in ("y" * 20_001, "Title", "Sum", "a,b", "Part 1: ‘text’ has 20001 characters"):
        assert words in shown


@pytest.mark.parametrize(
    "sent",
    [
        {"part": ["", " ", "x", "a b c", "ask text", "ask text"]},
        {"part": ["ask text"], "ask.more": "[[[["},
        {"part": ["ask text"], "ask.more": "[" * 100_000},
        {"part": ["ask question"], "ask.row": ["1", "1", "", "x" * 500]},
        {"part": ["ask image"], "ask.picture": "../../etc/passwd"},
        {"stamp": "-1"},
        {"stamp": "9" * 500},
        {"stamp": "²"},
        {"press": ""},
        {"press": "up"},
        {
            "part": ["q question"],
            "q.options.row": ["0", "0", "²", "x" * 500],
            "q.options.0.text": "a",
            "q.kind": "nonsense",
        },
        {"part": ["v video"], "v.file": "../../etc/passwd"},
        {"press": "add nonsense ask"},
        {"title": "\x00\ud7ff" * 10},
    ],
    ids=str,
)
def test_a_form_that_was_tampered_with_breaks_nothing(cast: Cast, sent: dict[str, Any]) -> None:
    item = draft(cast.author)
    response = save(at(cast.author), item, {"title": "T", "stamp": "0", **sent})
    assert response.status_code in {302, 422}


def test_ten_thousand_parts_are_refused_and_the_draft_stays(cast: Cast) -> None:
    item = draft(cast.author)
    many = {"title": "T", "stamp": "0", "part": [f"p{number} text" for number in range(10_000)]}
    assert save(at(cast.author), item, many).status_code in {400, 422}
    assert save(at(cast.author), item, {"title": "T", "ask.text": "y" * 5_500_000}).status_code in {
        400,
        413,
    }
    assert module_of(item).draft == page()


@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("up monday", ["monday", "ask", "guide"]),
        ("up ask", ["ask", "monday", "guide"]),
        ("down ask", ["monday", "ask", "guide"]),
        ("down guide", ["ask", "monday", "guide"]),
        ("remove monday", ["ask", "guide"]),
        ("copy ask", ["ask", "*", "monday", "guide"]),
        ("add link ask", ["ask", "*", "monday", "guide"]),
        ("add text top", ["*", "ask", "monday", "guide"]),
        ("add image", ["ask", "monday", "guide", "*"]),
        ("save", ["ask", "monday", "guide"]),
        ("up nobody", ["ask", "monday", "guide"]),
    ],
)
def test_a_button_does_it_without_script(cast: Cast, button: str, order: list[str]) -> None:
    item = draft(cast.author)
    save(at(cast.author), item, form("T", page(), press=button))
    kept = [block["id"] for block in module_of(item).draft or []]
    assert [name if name in {"ask", "monday", "guide"} else "*" for name in kept] == order


def test_both_texts_are_kept_whatever_two_did() -> None:
    mine = [
        {"id": "a", "text": "mine"},
        {"id": "new", "text": "n"},
        {"id": "b", "text": "same"},
        {"id": "last", "text": "l"},
    ]
    theirs = [{"id": "b", "text": "same"}, {"id": "a", "text": "theirs"}, {"id": "added", "text": "x"}]
    texts = [block["text"] for block in both(mine, theirs)]
    assert sorted(texts) == sorted(["same", "theirs", "mine", "n", "x", "l"])
    assert texts.index("mine") == texts.index("theirs") + 1


def test_a_file_in_the_form_becomes_a_picture(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    drawing = BytesIO()
    Image.new("RGB", (30, 20)).save(drawing, "PNG")
    item = draft(cast.author, blocks=[{"id": "pic", "type": "image", "picture": ""}])
    sent = form("T", module_of(item).draft or [])
    sent["pic.upload"] = SimpleUploadedFile("anything.txt", drawing.getvalue())
    save(at(cast.author), item, sent)
    assert len((module_of(item).draft or [])[0]["picture"]) == 64
    sent["pic.upload"] = SimpleUploadedFile("x.png", b"<svg/>")
    assert "save a drawing (SVG) as PNG" in read(save(at(cast.author), item, sent))


def test_publishing_leads_to_the_page_and_a_fault_back_to_writing(cast: Cast) -> None:
    item = draft(cast.author)
    response = at(cast.author).post(f"/modules/{item.pk}/publish/")
    assert response.headers["Location"] == f"/modules/{item.pk}/"
    empty = draft(cast.author, title="", blocks=None)
    response = at(cast.author).post(f"/modules/{empty.pk}/publish/")
    assert response.status_code == 422
    assert "Give it a title" in read(response)


def test_published_twice_there_is_one_version(cast: Cast) -> None:
    item = draft(cast.author)
    for _time in range(2):
        at(cast.author).post(f"/modules/{item.pk}/publish/", {"note": "x"})
    assert module_of(item).versions.count() == 1


def test_the_publish_button_of_an_answer_leads_to_its_need(cast: Cast) -> None:
    item = draft(cast.author, for_need_id=7)
    shown = read(at(cast.author).get(f"/modules/{item.pk}/edit/"))
    assert f'action="/needs/7/publish/{item.pk}/"' in shown
    assert f'hx-get="/needs/beside/{item.pk}/"' in shown


def test_an_old_version_is_restored_and_a_draft_put_away(cast: Cast) -> None:
    item = published(cast.author)
    client = at(cast.author)
    assert client.post(f"/modules/{item.pk}/restore/1/").headers["Location"].endswith("/edit/")
    assert module_of(item).draft == page()
    assert client.post(f"/modules/{item.pk}/restore/9/").headers["Location"].endswith("/versions/")
    client.post(f"/modules/{item.pk}/discard/")
    assert module_of(item).draft is None
    assert client.post(f"/modules/{draft(cast.author).pk}/discard/").headers["Location"].endswith("/edit/")
