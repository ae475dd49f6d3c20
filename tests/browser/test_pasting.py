"""What is pasted comes out clean: words with their headings, lists, tables and links; pictures; never too much."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.browser.conftest import SignIn
from tests.browser.writing import PAGE, drawing, expect_kept, kept, paste, texts, write_on
from tests.cast import Cast
from tests.library.sheets import draft

pytestmark = pytest.mark.browser

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


def test_words_from_a_text_program_come_out_clean(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author, blocks=None)
    desk = write_on(sign_in, everybody.author, item)
    desk.locator(PAGE).click()
    paste(desk, WORD, "Handover")
    expected = [
        "## Handover",
        "### What to say\n\nThe **ask** comes first, see [the guide](https://example.org/guide).\n\n"
        "- Name\n- Ask\n  - In one line\n\n| Who | When |\n| --- | --- |\n| Mira | Monday |",
    ]
    expect_kept(desk, item, texts, expected)


def test_more_than_a_page_can_hold_is_refused_in_words(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    desk.locator(f"{PAGE} > p").first.click()
    paste(desk, "", "x" * 2_000_000)
    expect(desk.locator("#toasts")).to_contain_text("more than one module can hold")
    assert desk.locator(f"{PAGE} > p").first.inner_text() == "Put the ask first."


def test_a_picture_is_pasted(everybody: Cast, sign_in: SignIn, settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    desk.locator(f"{PAGE} > p").first.click()
    paste(desk, "", "", {"name": "pump.png", "type": "image/png", "bytes": list(drawing())})
    expect(desk.locator(".part.is-image img")).to_be_visible()
    expect_kept(desk, item, lambda blocks: [len(block.get("picture", "")) for block in blocks], [0, 64, 0, 0])
    assert kept(item)[1]["type"] == "image"
