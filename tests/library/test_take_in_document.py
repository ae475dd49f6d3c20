"""A document from outside becomes blocks with its pictures; whatever it hides or lacks, there are words and no crash."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_

from tests.browsing import at
from tests.cast import Cast
from tests.library.papers import NAMES, pdf, picture, sent, slides, with_files, written
from upwell.core.models import Line
from upwell.library.actions.taking_in import start_from_document, take_in_document
from upwell.library.blocks import validate
from upwell.library.intake.reading import Document, read_document
from upwell.library.models import Item
from upwell.media.models import Picture

LETTER = """% Letters that get read

Open with the **ask**.[^1]

## Put the ask first

- one
- two [there](https://example.org) and [here](file:///etc/passwd)

![A pump](pump.png "The one on ward 3")

+-----+-------+
| a   | - x   |
|     | - y   |
+-----+-------+

Less \\<than\\> that.

[^1]: She has forty seconds.
"""
PAGE = {"Three alarms": 24, "The person first, the words second.": 11, "Then the button, which comes last.": 11}


@pytest.fixture
def letter(tmp_path: Path) -> bytes:
    (tmp_path / "pump.png").write_bytes(picture())
    return written(LETTER, "docx", str(tmp_path))


def taken(content: bytes, name: str, cast: Cast) -> Document:
    return take_in_document(sent(content, name), by=cast.newcomer)


def words(document: Document) -> str:
    return "\n".join(str(block.get("text")) for block in document.blocks)


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        read_document(sent(content, name), add_picture=lambda _content: "0" * 64)
    return " ".join(refused.value.messages)


def test_a_word_document_becomes_blocks_with_its_pictures(cast: Cast, letter: bytes) -> None:
    document = taken(letter, "any name.docx", cast)
    assert document.title == "Letters that get read"
    assert [block["type"] for block in document.blocks] == ["text", "text", "image", "text"]
    assert document.blocks == validate(document.blocks)
    said = words(document)
    assert "**ask**" in said and "## Put the ask first" in said and "She has forty seconds." in said
    assert "[there](https://example.org)" in said and "passwd" not in said and "x · y" in said and "&lt;than" in said
    image = document.blocks[2]
    assert (image["alt"], image["caption"]) == ("A pump", "The one on ward 3")
    assert Picture.objects.filter(sha256=image["picture"], by=cast.newcomer).exists()


def test_what_became_the_title_is_told_apart_from_a_name(cast: Cast, letter: bytes) -> None:
    assert taken(letter, "any name.docx", cast).heading == "Letters that get read"
    assert taken(slides(), "Hands.pptx", cast).heading == "Wash your * hands"
    assert taken(b"# Hand over\n\nSay who you are.", "notes.md", cast).heading == "Hand over"
    assert taken(b"Say who you are.", "notes.md", cast).heading == ""
    page = taken(b"<title>Ward 3</title><h1>Hand over</h1><p>Say who you are.", "page.html", cast)
    assert (page.title, page.heading, words(page)) == ("Ward 3", "", "## Hand over\n\nSay who you are.")


def test_an_opendocument_text_is_read_as_well(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "pump.png").write_bytes(picture())
    document = taken(written(LETTER, "odt", str(tmp_path)), "letters.odt", cast)
    assert "## Put the ask first" in words(document)
    assert Picture.objects.count() == 1


def test_slides_bring_words_pictures_tables_and_what_was_to_be_said(cast: Cast) -> None:
    document = taken(slides(), "Hands.pptx", cast)
    assert document.title == "Wash your * hands"
    said = words(document)
    assert "- Before" in said and "After &lt;patients" in said and "> Say it slowly." in said
    assert "| Before \\| touch | Germs |" in said
    assert "Secret" not in said and document.left_out == ["1 hidden slide"]
    assert Picture.objects.count() == 1


def test_a_pdf_brings_its_words_and_its_larger_lines_are_headings(cast: Cast) -> None:
    document = taken(pdf(PAGE), "Pumps.pdf", cast)
    assert document.title == "Pumps"
    assert words(document).startswith("## Three alarms\n\nThe person first, the words second.")


def test_a_web_page_brings_words_and_fetches_nothing(cast: Cast) -> None:
    page = (
        '<meta charset="iso-8859-1"><title>Caf\xe9</title><h2>Hello</h2><script>steal()</script>'
        '<p onclick="x()">Tea &amp; cake</p><img src="https://example.org/spy.png" alt="A spy"><img src="file:///etc/passwd">'
        '<iframe src="https://example.org"></iframe>'
    )
    document = taken(page.encode("latin-1"), "page.htm", cast)
    said = words(document)
    assert document.title == "Café"
    assert "Tea & cake" in said and "steal" not in said and "[A spy](https://example.org/spy.png)" in said
    assert len(document.left_out) == 4 and not Picture.objects.exists()


def test_markdown_comes_in_any_encoding_and_names_the_pictures_it_lacks(cast: Cast) -> None:
    text = "# Grüße\n\nHallo.\n\n![Pumpe](bild.png)"
    for encoding in ("utf-8", "utf-16", "cp1252"):
        document = taken(text.encode(encoding), "gruesse.md", cast)
        assert (document.title, document.left_out) == ("Grüße", ["1 picture that is not in the file"])


def test_a_picture_that_cannot_be_shown_is_said_and_the_words_stay(cast: Cast, letter: bytes) -> None:
    broken = with_files(letter, dict.fromkeys(media_of(letter), b"no picture"))
    document = taken(broken, "letters.docx", cast)
    assert "1 picture in a form that cannot be shown" in document.left_out
    assert "*A pump*" in words(document)


def media_of(letter: bytes) -> list[str]:
    return [name for name in zipfile.ZipFile(io.BytesIO(letter)).namelist() if "/media/" in name]


def test_comments_and_charts_are_named(cast: Cast, letter: bytes) -> None:
    more = {"word/comments.xml": b'<x><w:comment w:id="1"/></x>', "word/charts/chart1.xml": b"<x/>"}
    assert taken(with_files(letter, more), "l.docx", cast).left_out[:2] == [
        "1 chart (add it as a picture)",
        "1 comment",
    ]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.docx", "nothing to read"),
        (b"not a zip", "letters.docx", "damaged"),
        (b"PK\x03\x04 and then nothing", "letters.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old.doc", "old Office file"),
        (b"%PDF-1.7 and then nothing", "a.pdf", "damaged"),
        (pdf({}), "a.pdf", "pages are pictures"),
        (b"MZ\x90\x00 program", "a.exe", "cannot be read"),
        (b"GIF89a", "a.gif", "cannot be read"),
        (b"x" * (51 * 1024 * 1024), "a.docx", "at most 50 MB"),
        (b"word " * 500_000, "a.md", "more than 2 MB"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, name: str, said: str) -> None:
    assert said in refusal(content, name)


def test_what_would_unpack_to_far_more_is_never_opened(letter: bytes) -> None:
    assert "unpack to far more" in refusal(with_files(letter, {"word/big.xml": b"0" * 60_000_000}), "letters.docx")


def test_macros_are_refused(letter: bytes) -> None:
    assert "macros" in refusal(with_files(letter, {"word/vbaProject.bin": b"x"}), "letters.docm")


def test_entities_neither_grow_nor_read_files(letter: bytes) -> None:
    start = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    grows = start + "".join(f'<!ENTITY a{n} "{"&a;" if n == 0 else f"&a{n - 1};" * 10}">' for n in range(9)) + "]>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for head, name in ((grows, "a8"), (start[:-24] + ' <!ENTITY b SYSTEM "file:///etc/passwd">]>', "b")):
        body = f"<w:document {space}><w:body><w:p><w:r><w:t>&{name};</w:t></w:r></w:p></w:body></w:document>"
        evil = with_files(letter, {"word/document.xml": (head + body).encode()})
        try:
            document = read_document(sent(evil, "l.docx"), add_picture=lambda _content: "0" * 64)
        except ValidationError:
            continue
        assert "root:" not in words(document) and len(words(document)) < 10_000


@pytest.mark.parametrize("kind", ["docx", "pptx", "pdf", "html"])
def test_a_damaged_file_is_read_or_refused_and_nothing_else(kind: str, letter: bytes) -> None:
    whole = {"docx": letter, "pptx": slides(), "pdf": pdf(PAGE), "html": b"<h1>Hello</h1><table><tr><td>x" * 50}[kind]

    @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(any_.integers(0, len(whole) - 1), any_.binary(min_size=1, max_size=40), any_.booleans())
    def holds(place: int, damage: bytes, is_cut: bool) -> None:
        hurt = whole[:place] + damage + (b"" if is_cut else whole[place + len(damage) :])
        try:
            document = read_document(sent(hurt, NAMES[kind]), add_picture=lambda _content: "0" * 64)
        except ValidationError as refused:
            assert all(refused.messages)
        else:
            assert document.blocks == validate(document.blocks)

    holds()


def test_a_document_starts_a_module_of_ones_own(cast: Cast, letter: bytes) -> None:
    item, _document = start_from_document(sent(letter, "l.docx"), by=cast.newcomer, for_need_id=7)
    assert (item.title, item.owner, item.module.for_need_id) == ("Letters that get read", cast.newcomer, 7)
    assert Line.objects.filter(verb="item.started", actor_id=cast.newcomer.pk).count() == 1
    again, _document = start_from_document(sent(letter, "l.docx"), by=cast.newcomer, title="Mine")
    assert (again.title, Item.objects.count(), Picture.objects.count()) == ("Mine", 2, 1)


def test_somebody_who_has_left_brings_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        take_in_document(sent(b"# Hello", "a.md"), by=cast.leaver)


def test_the_page_one_writes_on_gets_the_blocks_and_nothing_is_written(cast: Cast, letter: bytes) -> None:
    answer = at(cast.newcomer).post("/modules/intake/", {"file": sent(letter, "l.docx")})
    told = json.loads(answer.content)
    assert (answer.status_code, told["title"], told["left_out"]) == (
        200,
        "Letters that get read",
        ["1 link to another file (its words are kept)"],
    )
    assert [block["type"] for block in told["blocks"]] == ["text", "text", "image", "text"]
    assert not Item.objects.exists()
    for files in ({}, {"file": sent(b"x", "a.exe")}):
        refused = at(cast.newcomer).post("/modules/intake/", files)
        assert (refused.status_code, len(json.loads(refused.content)["faults"])) == (422, 1)
