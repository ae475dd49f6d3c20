"""What all readers see alike is drawn once for a version; what is a reader's own is theirs, and each form has their token."""

import re

from django.test import Client

from tests.browsing import at
from tests.cast import Cast
from tests.library.sheets import QUESTION, TEXT, module_of, page, published
from upwell.library.actions.answering import answer_part
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft

LIST = {
    "id": "round",
    "type": "checklist",
    "text": "Before the round",
    "items": [{"text": "Read"}, {"text": "Say hello"}],
}
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def parts_of(browser: Client, address: str) -> str:
    """The parts as they stand in the page."""
    text = browser.get(address).content.decode()
    return text[text.index('class="module-parts"') : text.index("</article>")]


def test_a_part_drawn_for_one_reader_serves_the_next_with_a_token_of_their_own(cast: Cast) -> None:
    item = published(cast.author)
    address = f"/modules/{item.pk}/"
    first, second = (at(reader, enforce_csrf_checks=True) for reader in (cast.asker, cast.stranger))
    seen = [parts_of(browser, address) for browser in (first, second, second)]
    assert len({TOKENS.sub("", text) for text in seen}) == 1
    assert "Put the <strong>ask</strong> first." in seen[0]
    for browser, text in ((first, seen[0]), (second, seen[2])):
        (token,) = set(TOKENS.findall(text))
        sent = {"block": "monday", "answer": "1", "version": "1", "csrfmiddlewaretoken": token}
        assert browser.post(f"{address}check-question/", sent).status_code == 200
    assert "verdict" not in parts_of(second, address)


def test_what_one_reader_left_is_drawn_for_them_alone_and_mixed_rows_for_each(cast: Cast) -> None:
    mixed = {**QUESTION, "shuffled": True, "options": [{"text": f"Way {n}", "right": not n} for n in range(9)]}
    item = published(cast.author, blocks=[dict(LIST), mixed])
    address = f"/modules/{item.pk}/"
    ours, theirs = at(cast.asker), at(cast.stranger)
    before = parts_of(theirs, address)
    answer_part(item, by=cast.asker, block="round", lines=(0,))
    assert "1 of 2 ticked" in parts_of(ours, address)
    assert TOKENS.sub("", parts_of(theirs, address)) == TOKENS.sub("", before)
    ways = [re.findall(r"Way \d", parts_of(browser, address)) for browser in (ours, theirs)]
    assert ways[0] != ways[1] and sorted(ways[0]) == sorted(ways[1])


def test_a_new_version_and_a_draft_are_drawn_anew(cast: Cast) -> None:
    item = published(cast.author)
    address = f"/modules/{item.pk}/"
    assert "Check</button>" in parts_of(at(cast.asker), address)
    changed = [{**TEXT, "text": "Ask first."}, *page()[1:]]
    save_draft(item, by=cast.author, title="Letters", blocks=changed, stamp=module_of(item).draft_stamp)
    assert "Ask first." in parts_of(at(cast.author), f"{address}look/")
    assert "Ask first." not in parts_of(at(cast.asker), address)
    publish_module(item, by=cast.author)
    assert "Ask first." in parts_of(at(cast.asker), address)
    assert "Put the <strong>ask</strong> first." in parts_of(at(cast.asker), f"{address}versions/1/")
