"""Pages that are closed at once, and a database that is away for a while: what was typed is kept, or known not to be."""

import asyncio

import pytest
from django.db import connection

from tests.cast import Cast, make_cast
from tests.library.sheets import draft, module_of, with_author
from tests.web.lines import Line, asked, play
from tests.web.test_live_pages import paragraph, word
from upwell.library.actions.coediting import merge_update
from upwell.library.documents import from_document
from upwell.web.live_rooms import AGAIN_SECONDS


@pytest.fixture
def everybody(transactional_db: None) -> Cast:
    return make_cast()


def test_what_both_typed_last_is_kept_though_they_close_the_lid_in_that_moment(everybody: Cast) -> None:
    item = with_author(everybody, draft(everybody.author))

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        kofi = await (await asked(lambda: Line(everybody.helper, item))).open()
        await amara.type(word("Amara's last word. "))
        await kofi.type(paragraph("Kofi's last word."))
        await amara.leave()
        await kofi.leave()

    play(story)
    texts = [block.get("text", "") for block in module_of(item).draft or []]
    assert texts[0].startswith("Amara's last word.")
    assert texts[-1] == "Kofi's last word."


def test_nobody_is_told_that_something_is_kept_which_the_database_never_took(everybody: Cast) -> None:
    item = with_author(everybody, draft(everybody.author))

    def rename(before: str, after: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {before} RENAME TO {after}")

    async def story() -> None:
        amara = await (await asked(lambda: Line(everybody.author, item))).open()
        await asked(lambda: rename("library_update", "away"))
        try:
            await amara.type(word("Typed while it was away. "))
            await amara.until_closed()
            assert (amara.code, amara.stored) == (1012, 0)
            kofi = await asked(lambda: Line(everybody.helper, item))
            coming = asyncio.create_task(kofi.open())
            await asyncio.wait([coming], timeout=2 * AGAIN_SECONDS)
            assert not coming.done()
        finally:
            await asked(lambda: rename("away", "library_update"))
        await coming
        assert "Typed while it was away" not in str(from_document(kofi.doc))
        typed = amara.doc.get_update()
        await asked(lambda: merge_update(item, by=everybody.author, update=typed))
        await kofi.until(lambda: from_document(kofi.doc) == from_document(amara.doc))

    play(story)
    assert "Typed while it was away" in str(module_of(item).draft)
