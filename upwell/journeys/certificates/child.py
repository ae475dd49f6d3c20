"""The process that draws one certificate: it reads what to write as JSON from its input and gives back a PDF.

Started as `python -P -m upwell.journeys.certificates.child`. It knows nothing of the database.
"""

import json
import sys

from fpdf import FPDF

INK, SOFT, DEEP = (29, 41, 48), (92, 104, 111), (24, 88, 110)
WIDTH, HEIGHT, MARGIN = 297, 210, 26  # millimetres: A4, lying


def draw(said: dict[str, str], fonts: list[str]) -> bytes:
    """One page. `said` has name, title, above, between, below, day and url; `fonts` are files, the first the usual one."""
    paper = FPDF(orientation="landscape", format="A4")
    paper.set_auto_page_break(auto=False)
    paper.set_title(f"{said['name']}: {said['title']}")
    paper.set_lang("en-GB")
    family = _family(paper, fonts)
    paper.add_page()
    _frame(paper)
    paper.set_y(44)
    _line(paper, said["above"], family, 15, SOFT)
    _line(paper, said["name"], family, 38, INK, after=8)
    _line(paper, said["between"], family, 15, SOFT)
    _line(paper, f"‘{said['title']}’" if family != "Times" else said["title"], family, 26, DEEP, after=10)
    _line(paper, said["day"], family, 13, INK)
    paper.set_y(HEIGHT - 42)
    _line(paper, said["below"], family, 10, SOFT)
    _line(paper, said["url"], family, 10, DEEP, link=said["url"])
    return bytes(paper.output())


def _family(paper: FPDF, fonts: list[str]) -> str:
    """Our own letters, the further ones where the first file has none; without any file the reader's Times."""
    for number, file in enumerate(fonts):
        paper.add_font(f"own{number}", fname=file)
    if fonts:
        paper.set_fallback_fonts([f"own{number}" for number in range(1, len(fonts))])
    return "own0" if fonts else "Times"


def _frame(paper: FPDF) -> None:
    paper.set_draw_color(*DEEP)
    paper.set_line_width(0.4)
    paper.rect(12, 12, WIDTH - 24, HEIGHT - 24, round_corners=True, corner_radius=4)
    paper.set_line_width(0.9)
    for wave in range(3):
        paper.line(WIDTH / 2 - 10 + wave * 2, 30 + wave * 2.4, WIDTH / 2 + 10 - wave * 2, 30 + wave * 2.4)


def _line(
    paper: FPDF, text: str, family: str, size: int, colour: tuple[int, int, int], *, after: float = 4, link: str = ""
) -> None:
    words = text if family != "Times" else text.encode("latin-1", "replace").decode("latin-1")
    paper.set_font(family, size=size)
    paper.set_text_color(*colour)
    paper.set_x(MARGIN)
    paper.multi_cell(WIDTH - 2 * MARGIN, size * 0.46, words, align="C", link=link, new_x="LMARGIN", new_y="NEXT")
    paper.ln(after)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(draw(asked["said"], asked["fonts"]))
