"""Small documents as people have them, made by the libraries that also read them, and a few that mean harm."""

import io
import subprocess
import zipfile
from collections.abc import Mapping

import pypandoc
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

NAMES = {"docx": "Letters.docx", "odt": "Letters.odt", "pptx": "Hands.pptx", "pdf": "Pumps.pdf", "html": "Page.html"}


def picture(colour: str = "teal") -> bytes:
    """A picture of 90 by 60 pixels, different for each colour."""
    made = io.BytesIO()
    Image.linear_gradient("L").resize((90, 60)).convert("RGB").point(lambda value: value).save(made, "PNG")
    drawn = Image.open(io.BytesIO(made.getvalue()))
    drawn.paste(colour, (10, 10, 50, 50))
    again = io.BytesIO()
    drawn.save(again, "PNG")
    return again.getvalue()


def written(markdown: str, kind: str, folder: str) -> bytes:
    """A Word or OpenDocument text of some Markdown; its picture is `pump.png` in the folder."""
    target = f"{folder}/made.{kind}"
    command = [pypandoc.get_pandoc_path(), "--from", "markdown", "--output", target]
    subprocess.run(command, input=markdown.encode(), cwd=folder, check=True)
    with open(target, "rb") as file:
        return file.read()


def slides() -> bytes:
    """Two slides: words, a picture and notes; a table. The third is hidden."""
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Wash your * hands"
    body = first.placeholders[1].text_frame
    body.text = "Before"
    body.add_paragraph().text = "After <patients>"
    first.shapes.add_picture(io.BytesIO(picture()), Inches(1), Inches(4))
    first.notes_slide.notes_text_frame.text = "Say it slowly."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "When"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(2)).table
    for at, words in enumerate(["Moment", "Why", "Before | touch", "Germs"]):
        table.cell(at // 2, at % 2).text = words
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "Secret"
    hidden._element.set("show", "0")
    made = io.BytesIO()
    deck.save(made)
    return made.getvalue()


def pdf(lines: Mapping[str, int]) -> bytes:
    """A page of lines, each in letters of a size."""
    drawn, height = [], 780
    for line, size in lines.items():
        drawn.append(f"BT /F1 {size} Tf 72 {height} Td ({line}) Tj ET")
        height -= 2 * size
    content = "\n".join(drawn)
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    made += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    return f"{made}trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{made.index('xref')}\n%%EOF".encode()


def with_files(archive: bytes, files: Mapping[str, bytes]) -> bytes:
    """An Office document with further files in it, or others in the place of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in files:
                new.writestr(name, old.read(name))
        for name, content in files.items():
            new.writestr(name, content)
    return made.getvalue()


def sent(content: bytes, name: str) -> SimpleUploadedFile:
    """The file as a form brings it."""
    return SimpleUploadedFile(name, content)
