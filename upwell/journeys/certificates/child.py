"""The process that draws one certificate: it reads what to write as JSON from its input and gives back a PDF.

Started as `python -P -m upwell.journeys.certificates.child`. It knows nothing of the database. Names may be long and hold
letters of many alphabets, so lines are broken and set here, each letter from the first file that has it (setting.py).
"""

import json
import sys

from fpdf import FPDF

from upwell.journeys.certificates.setting import Setter

INK, SOFT, DEEP, FOAM = (29, 41, 48), (92, 104, 111), (24, 88, 110), (222, 235, 238)
WIDTH, HEIGHT = 297, 210  # millimetres: A4, lying
TOP, BOTTOM = 44, 156  # between which the words stand
NAME, TITLE = (40, 34, 28, 23), (27, 23, 19, 16)  # points: the first size in which it takes few lines
MARK = (  # our sign, in its own units of 1/32: where it begins, then the curves
    ((3.5, 23.5), ((5.5, 0, 7.5, -3.2, 9.2, -7.4), (1.7, -4.3, 4, -8.1, 8.8, -8.1), (3.2, 0, 5.6, 1.6, 7, 4))),
    ((4.5, 28.5), ((7.2, 0, 11, -3, 13.3, -8), (1.3, -2.9, 3.2, -4.8, 6.2, -4.8))),
)


def draw(said: dict[str, str], fonts: list[str]) -> bytes:
    """One page. `said` has name, title, above, between, day, home, below and url; `fonts` are files, the first the usual
    one. Where none of them has a letter of the name or the title, LookupError says which."""
    paper = FPDF(orientation="landscape", format="A4")
    paper.set_auto_page_break(auto=False)
    paper.set_title(f"{said['name']}: {said['title']}")
    paper.set_lang("en-GB")
    paper.add_page()
    _sea(paper)
    _mark(paper, WIDTH / 2 - 9, 24, 18 / 32)
    write = Setter(paper, fonts, width=WIDTH - 70)
    name = write.fitting(said["name"], NAME, most=2)
    title = write.fitting(f"‘{said['title']}’", TITLE, most=3)
    blocks = [
        (write.fitting(said["above"], (14,), most=1), SOFT, 6.0),
        (name, INK, 8.0),
        (write.fitting(said["between"], (14,), most=1), SOFT, 6.0),
        (title, DEEP, 9.0),
        (write.fitting(said["day"], (13,), most=1), INK, 1.5),
        (write.fitting(said["home"], (13,), most=2), INK, 0.0),
    ]
    tall = sum(block.height + after for block, _colour, after in blocks)
    y = TOP + max(0.0, (BOTTOM - TOP - tall) / 2)
    for block, colour, after in blocks:
        y = block.put(y, colour) + after
    y = write.fitting(said["below"], (10,), most=1).put(HEIGHT - 50, SOFT) + 1
    write.fitting(said["url"], (10,), most=2).put(y, DEEP, link=said["url"])
    return bytes(paper.output())


def _sea(paper: FPDF) -> None:
    """A frame, and a swell along its lower edge."""
    paper.set_draw_color(*FOAM)
    paper.set_line_width(0.7)
    for wave in range(3):
        y = HEIGHT - 29 + wave * 5
        for start in range(12, WIDTH - 12, 39):
            end = start + 39
            paper.bezier([(start, y), (start + 13, y - 4 - wave), (end - 13, y + 4 + wave), (end, y)])
    paper.set_draw_color(*DEEP)
    paper.set_line_width(0.4)
    paper.rect(12, 12, WIDTH - 24, HEIGHT - 24, round_corners=True, corner_radius=4)


def _mark(paper: FPDF, left: float, top: float, scale: float) -> None:
    paper.set_line_width(3 * scale)
    paper.set_draw_color(*DEEP)
    for (x, y), curves in MARK:
        for ax, ay, bx, by, cx, cy in curves:
            points = [(x, y), (x + ax, y + ay), (x + bx, y + by), (x + cx, y + cy)]
            paper.bezier([(left + px * scale, top + (py - 8) * scale) for px, py in points])
            x, y = x + cx, y + cy


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(draw(asked["said"], asked["fonts"]))
    except LookupError:
        sys.exit(3)  # as asking.py knows
