"""Whatever comes over the lines to a shared page, it ends in a refusal or a clean page: nothing that runs, nothing unread."""

import random
from html.parser import HTMLParser
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pycrdt import Doc, XmlElement, XmlText

from tests.browsing import at
from tests.cast import Cast, make_cast
from tests.library.sheets import draft, module_of
from tests.library.typing import Browser
from tests.web.lines import Line, asked, play
from upwell.library.blocks import validate
from upwell.library.documents import from_document
from upwell.library.documents.framing import Step, sync_message
from upwell.library.documents.merging import NOTHING
from upwell.library.documents.shared import TOP, page_of, title_of
from upwell.library.models import Document
from upwell.library.queries.documents import load

EVIL = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[a](javascript:alert(1))",
    "![a](data:text/html;base64,PHNjcmlwdD4=)",
    "<svg onload=alert(1)>",
    "```question\n<iframe src=//x>\n```",
    "a\x00b\u202e\ud7ff",
    "| <b> | \n|---|\n| </td><script> |",
    "javascript:alert(1)",
    '"><x onclick=1>',
]
NAMES = [*sorted(TOP), "field", "row", "listItem", "tableRow", "tableCell", "hardBreak", "script", "iframe", "svg"]
KEYS = [
    "block",
    "kind",
    "settings",
    "name",
    "list",
    "flags",
    "level",
    "href",
    "callout",
    "language",
    "onclick",
    "style",
]

words = some.sampled_from(EVIL) | some.text(max_size=12)
settled = some.sampled_from(["image", "link", "embed", "video", "question", "poll", "text", "script"])
links = words.map(lambda url: f'{{"url": "{url}", "picture": "{url}", "file": "{url}", "kind": "{url}"}}')
values = words | settled | links | some.integers(-1, 9) | some.none() | some.lists(words, max_size=2)
marks = some.dictionaries(
    some.sampled_from(["bold", "link", "code", "script"]), some.fixed_dictionaries({"href": words}), max_size=2
)
trees = some.recursive(
    some.tuples(words, marks),
    lambda inner: some.tuples(
        some.sampled_from(NAMES),
        some.dictionaries(some.sampled_from(KEYS), values, max_size=4),
        some.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
FUZZED = settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck], derandomize=True)


class Running(HTMLParser):
    """Whatever in a page could run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "object", "embed", "base", "meta", "style"}:
            self.found.append(tag)
        for name, value in attrs:
            is_address = name in {"href", "src", "action", "formaction", "srcdoc"}
            if (
                name.startswith("on")
                or name == "style"
                or (is_address and str(value).strip().lower().startswith(("javascript", "data:")))
            ):
                self.found.append(f"{tag} {name}={value}")


def plant(parent: Any, tree: Any) -> None:
    """Put a tree into the page as an editor that lies would write it."""
    name, attributes, *rest = tree
    if not rest:
        text = parent.children.append(XmlText(""))
        text.insert(0, name, attributes)
        return
    element = parent.children.append(XmlElement(name))
    for key, value in attributes.items():
        element.attributes[key] = value
    for inner in rest[0]:
        plant(element, inner)


def is_clean(cast: Cast, item: Any) -> None:
    """What is stored reads as a page, and nothing in it runs where it is shown."""
    module = module_of(item)
    blocks = module.draft or []
    assert validate(blocks) == blocks
    doc, _last = load(Document.objects.get(pk=item.pk))
    assert from_document(doc)[1] == blocks
    page = at(cast.author).get(f"/modules/{item.pk}/look/").content.decode()
    parts = page[page.index('class="module-parts"') : page.index("</article>")]
    assert Running(parts).found == []


@FUZZED
@given(planted=some.lists(trees, min_size=1, max_size=3), title=words)
def test_pages_that_no_editor_of_ours_writes_are_refused_or_clean(cast: Cast, planted: list[Any], title: str) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    for tree in planted:
        plant(page_of(browser.doc), tree)
    title_of(browser.doc).insert(0, title)
    assert browser.sync() in {200, 422}
    is_clean(cast, item)


@FUZZED
@given(seed=some.integers(0, 2**32), cuts=some.integers(0, 4), noise=some.binary(max_size=60))
def test_changes_with_bytes_turned_cut_and_put_in_are_refused_or_clean(
    cast: Cast, seed: int, cuts: int, noise: bytes
) -> None:
    item = draft(cast.author)
    browser = Browser(cast.author, item)
    browser.sync()
    forged = mangled(browser.doc, random.Random(seed), cuts, noise)  # noqa: S311  # nobody gains by guessing
    assert browser.sync(forged) in {200, 422}
    is_clean(cast, item)
    again = Browser(cast.author, item)
    assert again.sync() == 200
    again.type("Still here. ")
    assert again.sync() == 200


def mangled(doc: Doc[Any], chance: random.Random, cuts: int, noise: bytes) -> bytes:
    """A real change in which some bytes are others, are missing, or are too many."""
    page_of(doc).children.append(XmlElement("paragraph")).children.append(XmlText("Typed."))
    update = bytearray(doc.get_update())
    for _turn in range(cuts):
        place = chance.randrange(len(update))
        kind = chance.choice(["turn", "cut", "repeat"])
        if kind == "turn":
            update[place] = chance.randrange(256)
        else:
            update[place : place + 3] = update[place : place + 3] * 2 if kind == "repeat" else b""
    place = chance.randrange(len(update) + 1)
    return bytes(update[:place]) + noise + bytes(update[place:])


def test_the_open_line_takes_nothing_forged_and_serves_on(transactional_db: None) -> None:
    everybody = make_cast()
    item = draft(everybody.author)
    chance = random.Random(3)  # noqa: S311  # nobody gains by guessing

    async def story() -> None:
        for turn in range(24):
            line = await (await asked(lambda: Line(everybody.author, item))).open()
            forged = mangled(line.doc, chance, chance.randrange(1, 5), chance.randbytes(turn % 7))
            line.sent += 1
            await line.send(sync_message(Step.UPDATE, forged if turn else NOTHING))
            await line.until(lambda line=line: bool(line.refused) or line.code is not None or line.stored >= line.sent)
            await line.leave()
        line = await (await asked(lambda: Line(everybody.author, item))).open()
        await line.type(lambda doc: title_of(doc).insert(0, "All is well. "))
        await line.until_stored()
        await line.leave()

    play(story)
    assert module_of(item).draft_title.startswith("All is well.")
    is_clean(everybody, item)
