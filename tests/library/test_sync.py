"""Writing together over HTTP: what is sent is kept, what cannot be kept changes nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pycrdt import XmlElement

from tests.at_once import at_once
from tests.cast import Cast, make_cast
from tests.library.sheets import draft, module_of, page, published, with_author
from tests.library.typing import EDITS, Browser, edit
from tests.people.lines import verbs
from upwell.library.actions.coediting import compact_document, merge_update
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import discard_draft, save_draft
from upwell.library.documents import from_document
from upwell.library.documents.shared import page_of
from upwell.library.models import Document, Update


def test_opening_shows_what_is_written_and_changes_nothing(cast: Cast) -> None:
    item = published(cast.author)
    browser = Browser(cast.author, item)
    assert browser.sync() == 200
    assert from_document(browser.doc) == ("Letters that get read", page())
    assert module_of(item).draft is None
    assert verbs(item) == ["item.started", "item.published"]


def test_what_two_people_type_comes_together_and_is_the_draft(cast: Cast) -> None:
    item = with_author(cast, draft(cast.author))
    amara, kofi = Browser(cast.author, item), Browser(cast.helper, item)
    assert (amara.sync(), kofi.sync()) == (200, 200)
    amara.type("First of all: ")
    kofi.title("All about ")
    kofi.add("And a word more.", at=1)
    assert (amara.sync(), kofi.sync(), amara.sync()) == (200, 200, 200)
    assert from_document(amara.doc) == from_document(kofi.doc)
    module = module_of(item)
    assert (module.draft_title, module.draft) == from_document(amara.doc)
    assert module.draft_title == "All about Letters that get read"
    assert module.draft and module.draft[0]["text"] == "First of all: Put the **ask** first.\n\nAnd a word more."
    assert [block["id"] for block in module.draft] == ["ask", "monday", "guide"]
    assert [row.by for row in Update.objects.all()] == [cast.author, cast.helper]


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    browser.type("A word. ")
    assert (browser.sync(), browser.sync()) == (200, 200)
    assert Update.objects.count() == 1
    assert module_of(item).draft_stamp == 1


def test_a_new_block_is_given_an_id_that_everybody_gets(cast: Cast) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    browser.add("What comes next", at=1, name="heading", level=2)
    browser.sync()
    blocks = from_document(browser.doc)[1]
    assert module_of(item).draft == blocks
    browser.type("Or: ", node=1)
    browser.sync()
    assert [block["id"] for block in module_of(item).draft or []] == [block["id"] for block in blocks]


def test_the_journal_says_once_that_a_draft_was_opened(cast: Cast) -> None:
    item = published(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    for word in ("one ", "two ", "three "):
        browser.type(word)
        browser.sync()
    assert verbs(item) == ["item.started", "item.published", "draft.opened"]


def test_only_authors_write(cast: Cast) -> None:
    item = published(cast.author)
    assert Browser(cast.stranger, item).sync() == 403
    assert Browser(cast.stranger, draft(cast.author)).sync() == 404
    assert not Document.objects.exists()


def test_somebody_who_was_removed_writes_no_more(cast: Cast) -> None:
    item = with_author(cast, published(cast.author))
    kofi = Browser(cast.helper, item)
    kofi.sync()
    item.authorships.filter(person=cast.helper).delete()
    kofi.type("Still here? ")
    assert kofi.sync() == 403
    assert module_of(item).draft is None


def test_what_is_no_update_is_refused_and_the_document_stays_whole(cast: Cast) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    before = from_document(browser.doc)
    for forged in (b"\xff" * 40, b"\x01\x01", b"nonsense", bytes(3_000_000)):
        assert browser.sync(forged) == 422
        assert browser.said.json()["faults"]
    assert browser.sync() == 200
    assert from_document(browser.doc) == before
    assert not Update.objects.exists()


def test_what_the_page_cannot_hold_is_refused_and_the_document_stays_whole(cast: Cast) -> None:
    item = draft(cast.author)
    good, bad = Browser(cast.author, item), Browser(cast.author, item)
    good.sync(), bad.sync()
    page_of(bad.doc).children.append(XmlElement("script"))
    assert bad.sync() == 422
    huge = Browser(cast.author, item)
    huge.sync()
    huge.add("x" * 30_000)
    assert huge.sync() == 422
    long = Browser(cast.author, item)
    long.sync()
    long.title("x" * 300)
    assert long.sync() == 422
    good.type("All is well. ")
    assert good.sync() == 200
    assert (module_of(item).draft or [])[0]["text"].startswith("All is well.")


def test_a_change_that_builds_on_what_never_came_is_refused(cast: Cast) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    browser.type("one ")
    before = browser.doc.get_state()
    browser.type("two ")
    assert browser.sync(browser.doc.get_update(before)) == 422
    assert browser.sync() == 200


def test_a_copy_from_another_history_is_told_to_begin_anew(cast: Cast) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    epoch = Document.objects.get().epoch
    browser.address += "?epoch=" + "0" * 32
    assert browser.sync() == 409
    assert browser.said.json() == {"epoch": epoch}


def test_a_body_of_no_messages_is_refused(cast: Cast) -> None:
    browser = Browser(cast.author, draft(cast.author))
    for body in (b"\x00", b"\x00\x07\x01x", b"\x63", b"\x00\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"):
        answer = browser.client.post(browser.address, body, content_type="application/octet-stream")
        assert answer.status_code == 422


def test_an_empty_page_can_be_opened_and_written_on(cast: Cast) -> None:
    item = draft(cast.author, title="", blocks=[])
    browser = Browser(cast.author, item)
    browser.sync()
    assert from_document(browser.doc) == ("", [])
    browser.title("Hello")
    browser.add("A first word.")
    browser.sync()
    assert module_of(item).draft_title == "Hello"


STEPS = some.tuples(some.integers(0, 1), some.sampled_from(EDITS), some.integers(0, 9))


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck], derandomize=True)
@given(together=some.lists(STEPS, max_size=10), apart=some.lists(STEPS, max_size=15), lost=some.integers(0, 1))
def test_two_who_type_at_random_and_are_apart_for_a_while_end_with_the_same_page(
    cast: Cast, together: list[tuple[int, str, int]], apart: list[tuple[int, str, int]], lost: int
) -> None:
    item = with_author(cast, draft(cast.author))
    browsers = Browser(cast.author, item), Browser(cast.helper, item)
    for steps, offline in ((together, None), (apart, lost), (together, None)):
        for who, kind, number in steps:
            if not browsers[who].sees_a_page:
                browsers[who].sync()
            edit(browsers[who].doc, kind, number)
            if who != offline:
                assert browsers[who].sync() == 200
        for browser in (*browsers, *browsers):
            assert browser.sync() == 200
        one, other = (from_document(browser.doc) for browser in browsers)
        module = module_of(item)
        assert one == other == (module.draft_title, module.draft)


def test_two_changes_at_the_same_instant_are_both_kept(transactional_db: None) -> None:
    everybody = make_cast()
    item = with_author(everybody, draft(everybody.author))
    browsers = [Browser(everybody.author, item), Browser(everybody.helper, item)]
    for number, browser in enumerate(browsers):
        browser.sync()
        browser.type(f"word{number} ")
    changes = [(browser.person, browser.doc.get_update()) for browser in browsers]
    at_once(changes, lambda change: merge_update(item, by=change[0], update=change[1]))
    text = (module_of(item).draft or [])[0]["text"]
    assert "word0" in text and "word1" in text


def test_a_program_that_saves_meanwhile_takes_nothing_from_those_who_type(cast: Cast) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    module = module_of(item)
    blocks = [*(module.draft or []), {"id": "more", "type": "text", "text": "From a program."}]
    save_draft(item, by=cast.author, title="Letters", blocks=blocks, stamp=module.draft_stamp)
    browser.type("Typed. ")
    browser.title("My ")
    browser.sync()
    module = module_of(item)
    assert module.draft_title == "My Letters"
    assert [block["id"] for block in module.draft or []] == ["ask", "monday", "guide", "more"]
    assert (module.draft or [])[0]["text"] == "Typed. Put the **ask** first."


def test_publishing_takes_what_the_page_says_and_writing_goes_on(cast: Cast) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    browser.type("Now: ")
    browser.sync()
    version = publish_module(item, by=cast.author)
    assert version.blocks[0]["text"] == "Now: Put the **ask** first."
    assert (browser.sync(), module_of(item).draft) == (200, None)
    browser.type("And ")
    browser.sync()
    assert (module_of(item).draft or [])[0]["text"].startswith("And Now:")


def test_a_draft_that_is_put_away_leaves_the_open_page_with_what_readers_see(cast: Cast) -> None:
    item = published(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    browser.type("Never mind. ")
    browser.sync()
    discard_draft(item, by=cast.author)
    browser.sync()
    assert from_document(browser.doc) == ("Letters that get read", page())
    assert module_of(item).draft is None


def test_putting_the_updates_together_changes_nothing_for_whoever_writes(cast: Cast) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    for word in ("one ", "two ", "three "):
        browser.type(word)
        browser.sync()
    before = from_document(browser.doc)
    compact_document(Document.objects.get())
    compact_document(Document.objects.get())
    assert Update.objects.count() == 0
    browser.type("four ")
    browser.sync()
    assert from_document(browser.doc)[1][0]["text"] == "four " + before[1][0]["text"]
    assert module_of(item).draft == from_document(browser.doc)[1]
