"""Bad input: markup, scripts, SVG and frames in any text of any kind of block, through every door, come out as words."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.browsing import at
from tests.cast import Cast
from tests.library.parts import every_kind
from tests.library.sheets import draft
from upwell.library import blocks as parts
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.reading import Spot, comment_on_item, react_to_item
from upwell.library.actions.suggesting import suggest_change
from upwell.library.actions.writing import save_draft
from upwell.library.documents import from_document, to_document
from upwell.library.models import Item, Module

BAD = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<iframe src="https://evil.example" srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="https://evil.example/x.swf"></object><embed src=x>',
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "[read](javascript:alert(1))",
    "[read](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<style>body{display:none}</style>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "{{ request.user.password }}{% load static %}",
    "<form action='https://evil.example'><button>Go</button></form>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
]
NEVER = {"object", "embed", "applet", "style", "math", "frame", "frameset", "marquee", "animate"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "srcdoc", "xlink:href", "poster"}
OURS = re.compile(r"(/|#|\?|https?://(?!evil)|mailto:|data:image/|$)")


class Look(HTMLParser):
    """What a browser would make of a page, as far as it could do harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in NEVER or (tag == "script" and not str(said.get("src", "")).startswith("/static/")):
            self.harm.append(f"<{tag}>")
        if tag == "iframe" and not str(said.get("src", "")).startswith("https://player.vimeo.com/"):
            self.harm.append(f"<iframe {said.get('src')}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.harm.append(f"{tag} {name}")
            if name in ADDRESSES and not OURS.match((value or "").strip().lower()):
                self.harm.append(f"{tag} {name}={value}")


def harm_in(client: Client, path: str) -> list[str]:
    """What of a page could do harm."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    look = Look()
    look.feed(answer.content.decode())
    return look.harm


def spoilt(block: dict[str, Any], bad: str) -> dict[str, Any]:
    """The block with these words in front of each of its texts, and of those of its rows; its ids and choices stay."""
    kind = parts.KINDS[block["type"]]
    found = {**block, **{name: f"{bad} {block.get(name, '')}"[:most] for name, most in kind.texts.items()}}
    for name, rows in kind.rows.items():
        found[name] = [
            {**row, **{text: f"{bad} {row.get(text, '')}"[:most] for text, most in rows.texts.items()}}
            for row in block.get(name, [])
        ]
    return found


def without_files() -> list[dict[str, Any]]:
    """One of each kind that needs nothing kept here."""
    return [block for block in every_kind() if not {"picture", "file"} & set(block)]


def out(item: Item, cast: Cast) -> Item:
    publish_module(item, by=cast.author)
    return Item.objects.select_related("thread").get(pk=item.pk)


@pytest.mark.parametrize("bad", [bad for bad in BAD if re.match("<[a-z]", bad)])
def test_the_look_finds_harm_where_there_is_some(bad: str) -> None:
    look = Look()
    look.feed(f"<p>{bad}</p>")
    assert look.harm


@pytest.mark.parametrize("bad", BAD)
def test_in_every_text_of_every_kind_it_is_words_on_every_page(cast: Cast, bad: str) -> None:
    blocks = [spoilt(block, bad) for block in without_files()]
    item = out(draft(cast.author, title=bad, summary=bad, blocks=blocks), cast)
    reader = at(cast.stranger)
    for part in blocks:
        comment_on_item(item, by=cast.stranger, text=bad, spot=Spot(part["id"]))
        react_to_item(item, by=cast.stranger, kind="unclear", spot=Spot(part["id"]), words=bad, is_named=True)
    first = blocks[0]["text"]
    suggest_change(item, by=cast.stranger, spot=Spot(blocks[0]["id"]), before=first, after=f"{first} {bad}", why=bad)
    save_draft(item, by=cast.author, title=bad, blocks=blocks[::-1], stamp=Module.objects.get(pk=item.pk).draft_stamp)
    publish_module(item, by=cast.author, note=bad[:300])
    respond = f"respond/?block={blocks[0]['id']}"
    for path in ("", "margin/", "versions/", "compare/", "who-wrote/", "suggestions/", respond):
        assert harm_in(reader, f"/modules/{item.pk}/{path}") == [], path
    for path in ("", "margin/", "suggestions/", "edit/", "edit/?plain=1", "look/", "care/", "publish/", "asked/"):
        assert harm_in(at(cast.author), f"/modules/{item.pk}/{path}") == [], path
    for path in ("/learn/", "/learn/attention/", "/learn/look-after/"):
        assert harm_in(at(cast.author), path) == [], path


NASTY = some.lists(
    some.one_of(
        some.sampled_from(BAD),
        some.text(some.sampled_from("<>\"'&/=()[]!:;#{}%` \n\tabjs\u0000\u202e\ud7ff"), max_size=20),
    ),
    min_size=1,
    max_size=4,
).map("".join)
DOORS = ("document", "api")


@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bad=NASTY, kind=some.sampled_from(without_files()))
def test_whatever_comes_through_a_door_is_refused_or_is_words(
    cast: Cast, door: str, bad: str, kind: dict[str, Any]
) -> None:
    """Through the document that browsers write together, and through the API's action: kept whole, shown as words."""
    item = draft(cast.author, title="Letters", blocks=[])
    wanted = [{"id": "first", "type": "text", "text": "Read this."}, spoilt(kind, bad)]
    try:
        kept = parts.validate(wanted)
        if door == "document":
            _title, kept = from_document(to_document("Letters", kept))
        save_draft(item, by=cast.author, title="Letters", blocks=kept, stamp=0)
        publish_module(item, by=cast.author)
    except ValidationError as refusal:
        assert refusal.messages
        return
    assert harm_in(at(cast.stranger), f"/modules/{item.pk}/") == []
