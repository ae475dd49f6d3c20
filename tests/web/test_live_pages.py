"""Writing together over WebSockets: everybody sees what everybody types, what is acknowledged is stored, and nothing forged stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from pycrdt import Doc, XmlElement, XmlText

from tests.cast import Cast, make_cast
from tests.library.sheets import draft, module_of, with_author
from tests.library.typing import Browser
from tests.web.lines import Line, asked, play
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft
from upwell.library.documents import from_document
from upwell.library.documents.framing import Step, sync_message
from upwell.library.documents.shared import page_of, title_of
from upwell.library.models import Document, Update
from upwell.web.live_house import house


@pytest.fixture
def everybody(transactional_db: None) -> Cast:
    return make_cast()


Typing = Callable[[Doc[Any]], object]


def titled(text: str) -> Typing:
    return lambda doc: title_of(doc).insert(0, text)


def word(text: str, *, node: int = 0) -> Typing:
    def typing(doc: Doc[Any]) -> None:
        words: Any = page_of(doc).children[node]
        words.children[0].insert(0, text)

    return typing


def paragraph(text: str) -> Typing:
    def typing(doc: Doc[Any]) -> None:
        page_of(doc).children.append(XmlElement("paragraph")).children.append(XmlText(text))

    return typing


def test_what_one_types_the_other_sees_and_the_server_keeps(everybody: Cast) -> None:
    item = with_author(everybody, draft(everybody.author))

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        kofi = await (await asked(lambda: Line(everybody.helper, item))).open()
        assert from_document(kofi.doc)[0] == "Letters that get read"
        await amara.type(word("First: "))
        await kofi.type(titled("All about "))
        await kofi.type(paragraph("The end."))
        await amara.until_stored()
        await kofi.until_stored()
        assert await asked(Update.objects.count) >= 2
        await amara.until(lambda: from_document(amara.doc) == from_document(kofi.doc))
        await kofi.until(lambda: from_document(amara.doc) == from_document(kofi.doc))
        await amara.leave()
        await kofi.leave()

    play(story)
    module = module_of(item)
    assert module.draft_title == "All about Letters that get read"
    assert [block.get("text", "") for block in module.draft or []][::2][:1] == ["First: Put the **ask** first."]
    assert (module.draft or [])[-1]["text"] == "The end."


def test_whoever_may_not_write_is_turned_away_with_a_reason(everybody: Cast) -> None:
    item = draft(everybody.author)
    out = with_author(everybody, draft(everybody.author))
    publish_module(out, by=everybody.author)

    async def story() -> None:
        assert (await (await asked(lambda: Line(None, item))).open()).code == 4401
        assert (await (await asked(lambda: Line(everybody.stranger, item))).open()).code == 4404
        assert (await (await asked(lambda: Line(everybody.stranger, out))).open()).code == 4403
        foreign = await asked(lambda: Line(everybody.author, item, origin="http://elsewhere.example"))
        assert (await foreign.open()).code == 4403
        other = await asked(lambda: Line(everybody.author, item, epoch="0" * 32))
        assert (await other.open()).code == 4409

    play(story)
    assert not Update.objects.exists()


def test_whoever_is_removed_is_sent_away(everybody: Cast) -> None:
    item = with_author(everybody, draft(everybody.author))

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        kofi = await (await asked(lambda: Line(everybody.helper, item))).open()
        await asked(lambda: item.authorships.filter(person=everybody.helper).delete())
        await kofi.type(word("Still here? "))
        await kofi.until_closed()
        assert kofi.code == 4403
        await amara.type(word("On we go. "))
        await amara.until_stored()

    play(story)
    assert [row.by for row in Update.objects.all()] == [everybody.author]
    assert "Still here" not in str(module_of(item).draft)


def test_who_may_write_is_asked_again_when_that_changes_and_when_a_session_ends(everybody: Cast) -> None:
    item = with_author(everybody, draft(everybody.author))

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        kofi = await (await asked(lambda: Line(everybody.helper, item))).open()
        await asked(lambda: item.authorships.filter(person=everybody.helper).delete())
        house.hear_of_authors(str(item.pk))
        await kofi.until_closed()
        await asked(Session.objects.all().delete)
        house.hear_of_authors("")
        await amara.until_closed()
        assert (kofi.code, amara.code) == (4403, 4403)

    play(story)


def test_a_forged_change_is_refused_and_everybody_else_writes_on(everybody: Cast) -> None:
    item = with_author(everybody, draft(everybody.author))
    forged: list[Typing] = [
        lambda doc: page_of(doc).children.append(XmlElement("script")),
        lambda doc: title_of(doc).insert(0, "x" * 300),
        paragraph("x" * 30_000),
        lambda doc: page_of(doc).children.append(XmlElement("part", {"kind": "image", "settings": "[]"})),
    ]

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        for typing in forged:
            kofi = await (await asked(lambda: Line(everybody.helper, item))).open()
            await kofi.type(typing)
            await kofi.until_refused()
            await kofi.leave()
        kofi = await (await asked(lambda: Line(everybody.helper, item))).open()
        for broken in (b"\xff" * 30, b"\x01\x01\x01"):
            await kofi.send(sync_message(Step.UPDATE, broken))
        await kofi.until_refused()
        await amara.type(word("All is well. "))
        await amara.until_stored()

    play(story)
    assert [row.by for row in Update.objects.all()] == [everybody.author]
    assert (module_of(item).draft or [])[0]["text"].startswith("All is well.")


def test_what_is_no_message_ends_the_line(everybody: Cast) -> None:
    item = draft(everybody.author)

    async def story() -> None:
        for frame, code in ((b"\x07nonsense", 1003), (b"\x00\x02\x05a", 1003), (bytes(3_000_000), 1009)):
            line = await (await asked(lambda: Line(everybody.author, item))).open()
            await line.send(frame)
            await line.until_closed()
            assert line.code == code

    play(story)


def test_what_is_saved_elsewhere_comes_to_open_pages(everybody: Cast) -> None:
    item = draft(everybody.author)

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        other = await asked(lambda: Browser(everybody.author, item))
        await asked(other.sync)
        other.title("New: ")
        await asked(other.sync)
        await amara.until(lambda: from_document(amara.doc)[0] == "New: Letters that get read")
        stamp = (await asked(lambda: module_of(item))).draft_stamp
        blocks = from_document(amara.doc)[1][:1]
        await asked(lambda: save_draft(item, by=everybody.author, title="Short", blocks=blocks, stamp=stamp))
        await amara.until(lambda: from_document(amara.doc) == ("Short", blocks))

    play(story)


def test_a_server_that_ends_in_the_middle_loses_nothing_it_acknowledged(everybody: Cast) -> None:
    item = draft(everybody.author)

    async def first() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        await amara.type(word("Before. "))
        await amara.until_stored()
        for room in [future.result() for future in house.rooms.values()]:
            room.task.cancel()  # as when the process is killed: nothing is settled
        house.rooms.clear()

    async def second() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        assert from_document(amara.doc)[1][0]["text"].startswith("Before.")
        await amara.type(word("After. "))
        await amara.until_stored()

    play(first)
    assert "Before" not in str(module_of(item).draft)
    play(second)
    assert (module_of(item).draft or [])[0]["text"].startswith("After. Before.")


def test_people_see_each_other_under_their_own_names(everybody: Cast) -> None:
    item = with_author(everybody, draft(everybody.author))

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        kofi = await (await asked(lambda: Line(everybody.helper, item))).open()
        await kofi.point(7, '{"user": {"name": "The director", "hue": 3}, "cursor": 1}')
        await amara.until(lambda: bool(amara.said))
        assert b"Kofi Asante" in amara.said[-1]
        assert b"director" not in amara.said[-1]
        await amara.point(7, '{"user": {"name": "not mine"}}', clock=9)
        await amara.point(8, "no json")
        before = len(amara.said)
        await kofi.leave()
        await amara.until(lambda: len(amara.said) > before)
        assert b"null" in amara.said[-1]

    play(story)


def test_a_thousand_small_changes_are_stored_in_order(everybody: Cast) -> None:
    item = draft(everybody.author)

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        for number in range(300):
            await amara.type(word(str(number % 10)))
        await amara.until_stored()

    play(story)
    assert (module_of(item).draft or [])[0]["text"].startswith("9876543210" * 30)
    assert Document.objects.get().settled == Update.objects.latest("pk").pk
