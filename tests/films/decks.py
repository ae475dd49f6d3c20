"""Slides for tests: PDFs and presentations as people bring them, and as nobody should."""

from __future__ import annotations

import zipfile
from io import BytesIO

from fpdf import FPDF
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches
from pypdf import PdfReader, PdfWriter


def pdf(*titles: str) -> bytes:
    """A PDF with a page for each title."""
    made = FPDF(orientation="landscape", format=(90, 160))
    made.set_font("Helvetica", size=24)
    for title in titles:
        made.add_page()
        made.cell(text=title)
    return bytes(made.output())


def locked_pdf() -> bytes:
    """One that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Secret"))))
    writer.encrypt("a password")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def presentation() -> bytes:
    """Three slides: words in points with notes, a picture beside a title, and one that is hidden."""
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Ask first"
    first.placeholders[1].text = "Who should do what\nBy <b>when</b>"
    first.notes_slide.notes_text_frame.text = "The ask comes first, in one sentence."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "The form"
    second.shapes.add_picture(BytesIO(picture()), Inches(1), Inches(2))
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "Not for you"
    hidden._element.set("show", "0")
    written = BytesIO()
    deck.save(written)
    return written.getvalue()


def linking(address: str) -> bytes:
    """A presentation that holds no picture, but says where one is to be fetched from."""
    deck = Presentation(BytesIO(presentation()))
    slide = deck.slides[1]
    (blip,) = slide.shapes[1]._element.findall(".//{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
    of = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    del blip.attrib[f"{of}embed"]
    blip.set(f"{of}link", slide.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True))
    written = BytesIO()
    deck.save(written)
    return written.getvalue()


def bomb() -> bytes:
    """A presentation that would unpack to hundreds of megabytes of nothing."""
    written = BytesIO(presentation())
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/image99.png", b"\0" * 60_000_000)
    return written.getvalue()


def picture(size: tuple[int, int] = (320, 180)) -> bytes:
    """A plain picture."""
    written = BytesIO()
    Image.new("L", size, 120).save(written, "PNG")
    return written.getvalue()
