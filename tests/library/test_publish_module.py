"""Publishing, its versions, and going back to an old one."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from tests.cast import Cast, make_cast
from tests.library.sheets import LINK, QUESTION, TEXT, draft, module_of, page, published, with_author
from tests.people.lines import last, verbs
from upwell.library.actions.curating import retire_item
from upwell.library.actions.publishing import publish_module, restore_version
from upwell.library.actions.writing import save_draft, start_module
from upwell.library.models import Item, Version
from upwell.people.models import Person


def revise(item: Item, by: Any, text: str, note: str = "") -> Version:
    save_draft(item, by=by, title=item.title, blocks=[{**TEXT, "text": text}], stamp=module_of(item).draft_stamp)
    return publish_module(item, by=by, note=note)


def test_published_it_is_there_for_everybody(cast: Cast) -> None:
    item = draft(cast.author)
    version = publish_module(item, by=cast.author)
    item.refresh_from_db()
    assert (version.number, version.blocks, version.by) == (1, page(), cast.author)
    assert item in Item.objects.visible_to(cast.newcomer).current()
    assert item.summary == "Put the ask first."
    assert item.checked_on is not None
    assert (module_of(item).draft, module_of(item).version) == (None, version)


def test_the_journal_says_published_once_and_then_revised(cast: Cast) -> None:
    item = published(cast.author)
    revise(item, cast.author, "New words.", note="New words")
    assert [verb for verb in verbs(item) if verb.startswith("item.")] == [
        "item.started",
        "item.published",
        "item.revised",
    ]
    assert last("item.revised").context == {"version": 2}


def test_publishing_twice_makes_one_version(cast: Cast) -> None:
    item = draft(cast.author)
    assert publish_module(item, by=cast.author) == publish_module(item, by=cast.author)
    assert module_of(item).versions.count() == 1


def test_of_two_who_publish_at_the_same_instant_the_second_gets_that_version(transactional_db: None) -> None:
    cast = make_cast()
    item = with_author(cast, draft(cast.author))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = publish_module(item, by=cast.author)
            second = pool.submit(apart, item, cast.helper)
            until_somebody_waits()
        assert second.result(60) == first
    assert module_of(item).draft is None
    assert module_of(item).versions.count() == 1


def apart(item: Item, by: Person) -> Version:
    """Publish it over a connection of one's own."""
    try:
        return publish_module(item, by=by)
    finally:
        connection.close()


def until_somebody_waits() -> None:
    """Until another connection waits for a row that this one holds."""
    waits = (
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())"
    )
    with connection.cursor() as cursor:
        for _turn in range(3_000):
            cursor.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.01)")
            cursor.execute(waits)
            if cursor.fetchone() == (True,):
                return
    raise AssertionError("nobody waited")


def test_any_author_may_publish_and_nobody_else(cast: Cast) -> None:
    item = with_author(cast, draft(cast.author))
    for person in (cast.stranger, cast.steward, cast.admin):
        with pytest.raises(PermissionDenied):
            publish_module(item, by=person)
    assert publish_module(item, by=cast.helper).by == cast.helper


def test_an_author_who_was_removed_publishes_no_more(cast: Cast) -> None:
    item = with_author(cast, draft(cast.author))
    item.authorships.filter(person=cast.helper).delete()
    with pytest.raises(PermissionDenied):
        publish_module(item, by=cast.helper)


@pytest.mark.parametrize(
    ("title", "blocks", "said"),
    [
        ("", [TEXT], "Give it a title"),
        ("T", [], "There is nothing to read yet"),
        ("T", [{"type": "text", "text": "  "}], "There is nothing to read yet"),
        ("T", [TEXT, {**QUESTION, "options": []}], "Part 2: give the question at least two options"),
        ("T", [{**LINK, "url": "javascript:alert(1)"}], "Part 1: give the link an address"),
        ("T", [{"type": "image", "picture": "0f" * 32}], "One of the pictures is not here any more"),
    ],
)
def test_what_is_not_ready_is_refused_in_words(cast: Cast, title: str, blocks: list[Any], said: str) -> None:
    item = start_module(by=cast.author, title=title, blocks=blocks)
    with pytest.raises(ValidationError) as refusal:
        publish_module(item, by=cast.author)
    assert refusal.value.messages[0].startswith(said)
    item.refresh_from_db()
    assert not item.is_published


def test_nothing_new_makes_no_version(cast: Cast) -> None:
    item = published(cast.author)
    save_draft(item, by=cast.author, title="Other", blocks=page(), stamp=module_of(item).draft_stamp)
    save_draft(item, by=cast.author, title=item.title, blocks=page(), stamp=module_of(item).draft_stamp)
    assert publish_module(item, by=cast.author).number == 1
    assert (module_of(item).draft, module_of(item).versions.count()) == (None, 1)


def test_a_version_says_what_changed(cast: Cast) -> None:
    item = published(cast.author)
    assert revise(item, cast.author, "New.", note=" A real\nfirst line ").note == "A real first line"
    with pytest.raises(ValidationError):
        revise(item, cast.author, "Newer.", note="x" * 301)


def test_a_version_never_changes(cast: Cast) -> None:
    item = published(cast.author)
    revise(item, cast.author, "New.")
    assert [version.blocks for version in module_of(item).versions.order_by("number")] == [
        page(),
        [{**TEXT, "text": "New."}],
    ]


def test_a_summary_that_was_not_written_follows_the_text(cast: Cast) -> None:
    item = published(cast.author)
    revise(item, cast.author, "Other words.")
    item.refresh_from_db()
    assert item.summary == "Other words."


def test_a_summary_that_was_written_stays(cast: Cast) -> None:
    item = published(cast.author, summary="Ask first.")
    revise(item, cast.author, "Other words.")
    item.refresh_from_db()
    assert item.summary == "Ask first."


def test_published_again_a_retired_module_is_back(cast: Cast) -> None:
    item = published(cast.author)
    retire_item(item, by=cast.author)
    revise(item, cast.author, "New.")
    item.refresh_from_db()
    assert item.retired_at is None


def test_an_old_version_comes_back_as_a_draft(cast: Cast) -> None:
    item = published(cast.author)
    revise(item, cast.author, "Worse.")
    for _time in range(2):
        restore_version(item, by=cast.author, number=1)
    module = module_of(item)
    assert (module.draft, module.draft_title) == (page(), "Letters that get read")
    assert module.version and module.version.number == 2
    assert publish_module(item, by=cast.author).number == 3
    assert verbs(item).count("draft.restored") == 1


def test_a_draft_that_is_open_is_not_overwritten_by_an_old_version(cast: Cast) -> None:
    item = published(cast.author)
    save_draft(item, by=cast.author, title="Open", blocks=[TEXT], stamp=module_of(item).draft_stamp)
    with pytest.raises(ValidationError):
        restore_version(item, by=cast.author, number=1)
    assert module_of(item).draft == [TEXT]


def test_only_an_author_restores_and_only_what_there_was(cast: Cast) -> None:
    item = published(cast.author)
    with pytest.raises(PermissionDenied):
        restore_version(item, by=cast.steward, number=1)
    with pytest.raises(ValidationError):
        restore_version(item, by=cast.author, number=9)
