"""Writing a module as somebody does: few steps, every kind of part, together, nothing lost, by keyboard, without script."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as configured
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import SignIn
from tests.cast import Cast
from tests.library.sheets import draft, module_of, page, published, with_author
from upwell.library.actions.writing import save_draft
from upwell.library.blocks.kinds import KINDS, QUESTIONS
from upwell.library.models import Item
from upwell.people.models import Person

pytestmark = pytest.mark.browser

PAGE = ".page-text"
# the smallest files of their kinds
WAVE = b"RIFF\x2c\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x08\x00\x00\x00\x80\x80\x80\x80\x80\x80\x80\x80"
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08mdat"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def drawing() -> bytes:
    """A small picture."""
    drawn = BytesIO()
    Image.new("RGB", (30, 20), (9, 90, 120)).save(drawn, "PNG")
    return drawn.getvalue()


def opened(desk: Page) -> Page:
    """The same page, once one may write on it."""
    expect(desk.locator("upwell-editor[data-open]")).to_be_visible(timeout=20_000)
    return desk


def saved(desk: Page) -> None:
    """Wait until everything typed is with the server."""
    desk.wait_for_timeout(50)  # so that what was typed last has been noticed
    expect(desk.locator("upwell-editor[data-state=saved]")).to_be_visible(timeout=20_000)


def write_on(sign_in: SignIn, person: Person, item: Item) -> Page:
    return opened(sign_in(person, f"/modules/{item.pk}/edit/"))


def kept(item: Item) -> list[dict[str, Any]]:
    return module_of(item).draft or []


def add(desk: Page, name: str) -> None:
    """Add a part at the end through the list of all parts, by typing its name."""
    desk.get_by_role("button", name="All parts").click()
    desk.get_by_role("combobox", name="Add a part").fill(name)
    desk.keyboard.press("Enter")


def test_a_newcomer_publishes_a_text_and_a_question_in_eight_steps(everybody: Cast, sign_in: SignIn) -> None:
    desk = sign_in(everybody.newcomer, "/learn/")
    steps = 0

    def step(do: Callable[[], None]) -> None:
        """A click, a tap, or a field filled in."""
        nonlocal steps
        steps += 1
        do()

    step(lambda: desk.get_by_role("link", name="Make a module").first.click())
    expect(desk.get_by_label("Title")).to_be_focused()
    step(lambda: desk.keyboard.type("Ask first\n"))
    desk.wait_for_url("**/edit/")
    expect(opened(desk).locator(PAGE)).to_be_focused()
    step(lambda: desk.keyboard.type("Put the **ask** first.\n/question\n"))
    step(lambda: desk.keyboard.type("What comes first?\n"))
    step(lambda: desk.keyboard.type("The ask\n"))
    step(lambda: desk.keyboard.type("The history"))
    step(lambda: desk.get_by_role("button", name="Publish").first.click())
    step(lambda: desk.locator("dialog#publish").get_by_role("button", name="Publish").click())
    expect(desk.get_by_role("heading", name="Ask first", level=1)).to_be_visible(timeout=20_000)
    assert steps <= 8
    version = module_of(Item.objects.get(title="Ask first")).version
    assert version is not None
    text, question = version.blocks
    assert text["text"] == "Put the **ask** first."
    assert [(option["text"], option["right"]) for option in question["options"]] == [
        ("The ask", True),
        ("The history", False),
    ]


def test_every_kind_of_part_can_be_added_and_published(
    everybody: Cast, sign_in: SignIn, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES = tmp_path
    item = draft(everybody.author, title="Everything", blocks=None)
    desk = write_on(sign_in, everybody.author, item)
    files = {
        "Picture": ("pump.png", "image/png", drawing()),
        "Video": ("round.mp4", "video/mp4", FILM),
        "Sound": ("talk.wav", "audio/wav", WAVE),
        "File": ("paper.pdf", "application/pdf", PAPER),
    }
    for name, (file, kind, content) in files.items():
        add(desk, name)
        part = desk.get_by_role("group", name=name, exact=True).last
        part.locator("input[type=file]").set_input_files({"name": file, "mimeType": kind, "buffer": content})
        expect(part.locator(".drop.is-small")).to_be_visible()
        part.locator(".slot-text").first.click()
        desk.keyboard.type(f"{name} of the ward")
    for name, address in {"Link": "www.example.org", "Page from elsewhere": "https://youtu.be/abcdefghijk"}.items():
        add(desk, name)
        expect(desk.get_by_role("textbox", name="Address").last).to_be_focused()
        desk.keyboard.type(f"{address}\n{name} worth a look")
    for name in ("Checklist", "Poll", "Question", "Put in order"):
        add(desk, name)
        desk.keyboard.type(f"{name}?\nFirst\nSecond")
    for name in ("Try this at work", "Think about it", "True or false"):
        add(desk, name)
        desk.keyboard.type(f"{name}: do it")
    add(desk, "Short answer")
    desk.keyboard.type("What is it called?\nThe ask")
    add(desk, "Match")
    desk.keyboard.type("What belongs together?\nAsk\nFirst\nHistory\nLast")
    add(desk, "Fill the gaps")
    desk.keyboard.type("A letter needs [[one]] ask.")
    add(desk, "A number")
    desk.keyboard.type("How many seconds has she?")
    desk.get_by_role("textbox", name="The right number").fill("40")
    add(desk, "Tip")
    desk.keyboard.type("Say it aloud.")
    add(desk, "Text")
    desk.keyboard.type("And that is all.")
    saved(desk)
    desk.get_by_role("button", name="Publish").first.click()
    desk.locator("dialog#publish").get_by_role("button", name="Publish").click()
    desk.wait_for_url(lambda address: not address.endswith("/edit/"))
    assert desk.locator(".faults li").all_inner_texts() == [], kept(item)[13]
    version = module_of(item).version
    assert version is not None
    assert {block["type"] for block in version.blocks} == set(KINDS)
    assert {block["kind"] for block in version.blocks if block["type"] == "question"} == set(QUESTIONS)
    assert version.blocks[-1]["text"] == "> [!tip]\n> Say it aloud.\n\nAnd that is all."


def test_two_authors_end_with_the_same_page_though_one_was_offline(
    everybody: Cast, sign_in: SignIn, browser: Browser, live_server: LiveServer
) -> None:
    item = with_author(everybody, draft(everybody.author))
    amara = write_on(sign_in, everybody.author, item)
    apart = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    kofi = apart.new_page()
    cookie = _cookie_of(everybody.helper)
    apart.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": live_server.url}])
    kofi.goto(f"{live_server.url}/modules/{item.pk}/edit/")
    opened(kofi)
    apart.set_offline(True)
    kofi.locator(f"{PAGE} > p").first.click()
    kofi.keyboard.press("End")
    kofi.keyboard.type(" Kofi was in the cellar.")
    kofi.locator("#title").fill("Letters that get read twice")
    expect(kofi.locator("[data-status]")).to_contain_text("Offline")
    amara.locator(f"{PAGE} > p").first.click()
    amara.keyboard.press("Home")
    amara.keyboard.type("Amara was upstairs. ")
    add(amara, "Text")
    amara.keyboard.type("A paragraph of her own.")
    saved(amara)
    apart.set_offline(False)
    for text in ("Amara was upstairs.", "Kofi was in the cellar.", "A paragraph of her own."):
        for desk in (amara, kofi):
            expect(desk.locator(PAGE)).to_contain_text(text, timeout=20_000)
    for desk in (amara, kofi):
        saved(desk)
        expect(desk.locator("#title")).to_have_value("Letters that get read twice")
    assert amara.locator(PAGE).inner_text() == kofi.locator(PAGE).inner_text()
    texts = [block.get("text", "") for block in kept(item)]
    assert texts[0] == "Amara was upstairs. Put the **ask** first. Kofi was in the cellar."
    assert texts[-1] == "A paragraph of her own."
    assert [block["id"] for block in kept(item)][:3] == ["ask", "monday", "guide"]
    apart.close()


def test_after_a_closed_tab_everything_is_there(everybody: Cast, sign_in: SignIn, context: BrowserContext) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    saved(desk)
    context.set_offline(True)
    desk.locator(f"{PAGE} > p").first.click()
    desk.keyboard.press("End")
    desk.keyboard.type(" Before the battery died.")
    expect(desk.locator("[data-status]")).to_contain_text("Offline")
    desk.wait_for_timeout(500)  # the copy in the browser is written a moment after the last key
    desk.close()
    context.set_offline(False)
    again = write_on(sign_in, everybody.author, item)
    expect(again.locator(PAGE)).to_contain_text("Before the battery died.")
    saved(again)
    assert kept(item)[0]["text"] == "Put the **ask** first. Before the battery died."


def test_an_author_who_was_removed_is_told_and_keeps_the_words(everybody: Cast, sign_in: SignIn) -> None:
    item = with_author(everybody, draft(everybody.author))
    desk = write_on(sign_in, everybody.helper, item)
    saved(desk)
    item.authorships.filter(person=everybody.helper).delete()
    desk.locator(f"{PAGE} > p").first.click()
    desk.keyboard.press("End")
    desk.keyboard.type(" My best sentence.")
    expect(desk.locator("[data-notes]")).to_contain_text("You may not write on this module any more", timeout=20_000)
    expect(desk.locator(PAGE)).to_contain_text("My best sentence.")


def test_blocks_are_moved_copied_turned_and_removed_with_the_keyboard(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    desk.locator(f"{PAGE} > p").first.click()
    desk.keyboard.press("Alt+ArrowDown")
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type("A new one.")
    saved(desk)
    assert [block["type"] for block in kept(item)] == ["question", "text", "link"]
    assert kept(item)[1]["text"] == "Put the **ask** first.\n\nA new one."
    desk.keyboard.press("Alt+F10")
    expect(desk.get_by_role("toolbar").get_by_role("button", name="Add a part")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    desk.keyboard.type("poll")
    desk.keyboard.press("Enter")
    saved(desk)
    assert [block["type"] for block in kept(item)] == ["question", "text", "poll", "link"]
    assert kept(item)[2]["text"] == "A new one."
    desk.keyboard.press("Control+z")
    expect(desk.locator(".part.is-poll")).to_have_count(0)
    row = desk.locator(".part.is-question .part-row").nth(1)
    row.locator(".slot-text").first.click()
    desk.keyboard.press("Alt+ArrowUp")
    saved(desk)
    assert [option["right"] for option in kept(item)[0]["options"]] == [True, False]


def test_what_is_pasted_comes_out_clean(everybody: Cast, sign_in: SignIn, settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    item = draft(everybody.author, blocks=None)
    desk = write_on(sign_in, everybody.author, item)
    desk.locator(PAGE).click()
    paste(desk, WORD, "Handover")
    saved(desk)
    assert [block["text"] for block in kept(item)] == [
        "## Handover",
        "### What to say\n\nThe **ask** comes first, see [the guide](https://example.org/guide).\n\n"
        "- Name\n- Ask\n  - In one line\n\n| Who | When |\n| --- | --- |\n| Mira | Monday |",
    ]
    paste(desk, "", "x" * 2_000_000)
    expect(desk.locator("#toasts")).to_contain_text("more than one module can hold")
    assert len(kept(item)) == 2
    desk.locator(f"{PAGE} p").last.click()
    desk.keyboard.press("Control+End")
    picture = {"name": "pump.png", "type": "image/png", "bytes": list(drawing())}
    paste(desk, "", "", picture)
    expect(desk.locator(".part.is-image img")).to_be_visible()
    expect(desk.locator(".part.is-image .drop.is-small")).to_be_visible()
    saved(desk)
    (image,) = (block for block in kept(item) if block["type"] == "image")
    assert len(image["picture"]) == 64


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin:0}</style></head><body>
<h1 style='mso-fareast-font-family:"Times New Roman"'><span lang=EN-GB>Handover<o:p></o:p></span></h1>
<h2><b>What to say</b></h2>
<p class=MsoNormal style='margin-bottom:8pt'>The <span style='font-weight:bold;color:red'>ask</span> comes first, see
<a href="https://example.org/guide"><span style='color:blue'>the guide</span></a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>Name</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Ask</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>In one line</p>
<table class=MsoTableGrid border=1><tr><td width=200><p class=MsoNormal>Who</p></td><td><p>When</p></td></tr>
<tr><td><p class=MsoNormal>Mira</p></td><td><p>Monday</p></td></tr></table></body></html>"""


def paste(desk: Page, html: str, text: str, file: dict[str, Any] | None = None) -> None:
    """Paste as a browser does when somebody presses Ctrl V; the clipboard itself is not open to a test."""
    desk.evaluate(
        """([html, text, file]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            if (text) data.setData("text/plain", text);
            if (file) data.items.add(new File([new Uint8Array(file.bytes)], file.name, {type: file.type}));
            const page = document.querySelector(".page-text");
            const target = page.contains(document.activeElement) ? document.activeElement : page;
            target.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [html, text, file],
    )


def test_it_all_works_without_script(
    everybody: Cast, browser: Browser, live_server: LiveServer, sign_in: SignIn
) -> None:
    item = draft(everybody.author)
    cookies = sign_in(everybody.author, "/learn/").context.cookies()
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies([{"name": c["name"], "value": c["value"], "url": live_server.url} for c in cookies])
    desk = plain.new_page()
    desk.goto(f"{live_server.url}/modules/{item.pk}/edit/")
    desk.wait_for_url("**/edit/?plain=1")
    desk.locator("#part-ask textarea").fill("Rewritten.")
    desk.get_by_role("group", name="Add a part at the end").get_by_role("button", name="Text").click()
    desk.locator(".plain-part textarea").last.fill("And more.")
    desk.locator("#part-ask summary").click()
    desk.locator("#part-ask").get_by_role("button", name="Move down").click()
    desk.get_by_role("button", name="Publish").first.click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("And more.")).to_be_visible()
    version = module_of(item).version
    assert version is not None
    assert [block["id"] for block in version.blocks][:2] == ["monday", "ask"]
    plain.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(everybody: Cast, sign_in: SignIn, scheme: str) -> None:
    item = with_author(everybody, published(everybody.author))
    save_draft(item, by=everybody.author, title="A draft", blocks=page(), stamp=module_of(item).draft_stamp)
    faults = []
    for path in ("make/", *(f"modules/{item.pk}/{part}" for part in ("edit/", "edit/?plain=1", "publish/", "look/"))):
        shown = sign_in(everybody.author, f"/{path}")
        shown.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        shown.reload()
        shown.wait_for_load_state("networkidle")
        if path.endswith("edit/"):
            opened(shown).locator(".part.is-question .slot-text").first.click()
            faults += faults_of(shown, path)
            shown.get_by_role("button", name="All parts").click()
        faults += faults_of(shown, path)
        shown.close()
    assert not faults


def faults_of(shown: Page, path: str) -> list[str]:
    found = Axe().run(shown).response["violations"]
    return [f"{path}: {fault['id']} {fault['nodes'][0]['html'][:160]}" for fault in found]


def _cookie_of(person: Person) -> dict[str, Any]:
    client = Client()
    client.force_login(person)
    name = configured.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}
