"""What comes from a shared document, a spreadsheet or a file that is dropped on the page, in the form in which they give it."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.browser.writing import PAGE, expect_kept, paste, texts, write_on
from tests.cast import Cast
from tests.library.sheets import draft

pytestmark = pytest.mark.browser

# a shared document: everything in a bold that is not bold, fonts on every word, lists within lists beside their items
SHARED = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1c2d3e4f-7fff-aaaa-bbbb-ccccdddd0001">
<h1 dir="ltr" style="line-height:1.38;margin-top:20pt;margin-bottom:6pt;"><span style="font-size:20pt;font-family:Arial,sans-serif;
color:#000000;background-color:transparent;font-weight:400;font-style:normal;white-space:pre-wrap;">Handover</span></h1>
<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;white-space:pre-wrap;">The </span><span
style="font-size:11pt;font-weight:700;white-space:pre-wrap;">ask</span><span style="font-weight:400;white-space:pre-wrap;"> comes first, see </span><a
href="https://www.google.com/url?q=https://example.org/guide&amp;sa=D" style="text-decoration:none;"><span
style="color:#1155cc;text-decoration:underline;">the guide</span></a><span style="font-weight:400;">.</span></p>
<ul style="margin-top:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr"
role="presentation"><span style="font-weight:400;">Name</span></p></li><ul style="margin-top:0;"><li dir="ltr"
style="list-style-type:circle;" aria-level="2"><p dir="ltr" role="presentation"><span>In one line</span></p></li></ul></ul><br />
<div dir="ltr" style="margin-left:0pt;" align="left"><table style="border:none;border-collapse:collapse;"><colgroup><col width="312" />
<col width="312" /></colgroup><tbody><tr style="height:0pt"><td style="border:solid #000000 1pt;"><p dir="ltr"><span
style="font-weight:700;">Who</span></p></td><td><p dir="ltr"><span>When</span></p></td></tr><tr style="height:0pt"><td><p
dir="ltr"><span>Mira</span></p></td><td><p dir="ltr"><span>Monday</span></p></td></tr></tbody></table></div></b>"""

SHEET = """<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}br
{mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" cellpadding="0" dir="ltr"
border="1" style="table-layout:fixed;font-size:10pt;font-family:Arial;width:0px;" data-sheets-root="1"><colgroup><col width="100"/>
<col width="100"/></colgroup><tbody><tr style="height:21px;"><td style="overflow:hidden;font-weight:bold;">Ward</td><td
style="font-weight:bold;">Letters</td></tr><tr style="height:21px;"><td>East | 2</td><td style="text-align:right;">31</td></tr>
<tr style="height:21px;"><td></td><td></td></tr></tbody></table>"""

# cells of a desktop spreadsheet come with a picture of themselves, which is not what is meant
CELLS = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=Generator content="Microsoft Excel 15"><style>
<!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {font-weight:700;}--></style></head><body link="#0563C1"><table border=0
cellpadding=0 cellspacing=0 width=128 style='border-collapse:collapse;width:96pt'><!--StartFragment--><col width=64 span=2
style='width:48pt'><tr height=20 style='height:15.0pt'><td height=20 class=xl65 width=64>Ward</td><td width=64>Letters</td></tr>
<tr height=20><td height=20>East</td><td align=right>31</td></tr><!--EndFragment--></table></body></html>"""


def test_a_stretch_of_a_shared_document_comes_out_clean(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author, blocks=None)
    desk = write_on(sign_in, everybody.author, item)
    breaches = breaches_on(desk)
    desk.locator(PAGE).click()
    paste(desk, SHARED, "Handover")
    expected = (
        "## Handover\n\nThe **ask** comes first, see [the guide](https://example.org/guide).\n\n"
        "- Name\n  - In one line\n\n| **Who** | When |\n| --- | --- |\n| Mira | Monday |"
    )
    expect_kept(desk, item, texts, [expected])
    assert breaches == []


def test_cells_of_spreadsheets_become_tables(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author, blocks=None)
    desk = write_on(sign_in, everybody.author, item)
    breaches = breaches_on(desk)
    desk.locator(PAGE).click()
    paste(desk, SHEET, "Ward\tLetters\nEast | 2\t31")
    expect_kept(desk, item, texts, ["| Ward | Letters |\n| --- | --- |\n| East \\| 2 | 31 |"])
    desk.keyboard.press("Control+End")
    desk.keyboard.press("Control+Enter")
    paste(desk, CELLS, "Ward\tLetters\nEast\t31", {"name": "image.png", "type": "image/png", "bytes": [1, 2, 3]})
    both = "| Ward | Letters |\n| --- | --- |\n| East \\| 2 | 31 |\n\n| Ward | Letters |\n| --- | --- |\n| East | 31 |"
    expect_kept(desk, item, texts, [both])
    assert breaches == []


def breaches_on(desk: Page) -> list[str]:
    """What the browser notes against the rules of the page: styles that came along are read, never applied."""
    found: list[str] = []
    desk.on("console", lambda said: found.append(said.text) if "Content Security Policy" in said.text else None)
    return found


def test_a_file_of_markdown_that_is_dropped_becomes_blocks_at_the_end(everybody: Cast, sign_in: SignIn) -> None:
    item = draft(everybody.author)
    desk = write_on(sign_in, everybody.author, item)
    drop(desk, "notes.md", "text/markdown", "## From a file\n\nWith **words** in it.\n")
    expect_kept(desk, item, lambda blocks: texts(blocks)[-1], "## From a file\n\nWith **words** in it.")


def drop(desk: Page, name: str, kind: str, content: str) -> None:
    """Let go of a file above the first paragraph."""
    desk.locator(f"{PAGE} > p").first.evaluate(
        """(paragraph, [name, type, content]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([content], name, { type }));
            const { left, top } = paragraph.getBoundingClientRect();
            const where = { dataTransfer, clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true };
            paragraph.dispatchEvent(new DragEvent("drop", where));
        }""",
        [name, kind, content],
    )
