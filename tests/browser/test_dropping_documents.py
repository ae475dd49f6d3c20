"""Documents that are let go over the page become blocks at its end; one that would unpack to far more is refused in words."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.browser.conftest import SignIn
from tests.browser.writing import PAGE, kept, texts, until, write_on
from tests.cast import Cast
from tests.library.papers import pdf, picture, slides, with_files, written
from tests.library.sheets import draft
from upwell.library.models import Item

pytestmark = pytest.mark.browser

DROP = """(page, [name, content]) => {
    const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name));
    const { left, top } = page.getBoundingClientRect();
    page.dispatchEvent(new DragEvent("drop", { dataTransfer, clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true }));
}"""


def drop(desk: Page, name: str, content: bytes) -> None:
    """Let go of a file above the page."""
    desk.locator(f"{PAGE} > p").first.evaluate(DROP, [name, base64.b64encode(content).decode()])


def expect_words(desk: Page, item: Item, *wanted: str) -> None:
    until(desk, lambda: all(any(words in text for text in texts(kept(item))) for words in wanted))
    said = texts(kept(item))
    assert all(any(words in text for text in said) for words in wanted), said


def test_documents_become_blocks_and_harmful_ones_a_sentence(
    everybody: Cast, sign_in: SignIn, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES = tmp_path
    (tmp_path / "pump.png").write_bytes(picture())
    letter = written("## Put the ask first\n\nOpen with the **ask**.\n\n![A pump](pump.png)\n", "docx", str(tmp_path))
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)

    drop(desk, "Letters.docx", letter)
    expect_words(desk, item, "Open with the **ask**.")
    drop(desk, "Hands.pptx", slides())
    expect_words(desk, item, "After &lt;patients", "Say it slowly.")
    drop(desk, "Pumps.pdf", pdf({"Three alarms": 24, "The person first, the words second.": 11}))
    expect_words(desk, item, "Three alarms")
    drop(desk, "Page.html", b"<h1>Handover</h1><p onclick=x()>Say <b>who</b> you are.<script>alert(1)</script></p>")
    expect_words(desk, item, "Say **who** you are.")
    assert [block["type"] for block in kept(item)].count("image") == 2
    assert "alert(1)" not in str(kept(item))

    before = kept(item)
    said = desk.locator("#toasts")
    drop(desk, "bomb.docx", with_files(letter, {"word/big.xml": b"0" * 60_000_000}))
    expect(said).to_contain_text(re.compile(r"bomb\.docx: .*unpack to far more"))
    assert kept(item) == before
