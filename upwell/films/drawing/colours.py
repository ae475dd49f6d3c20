"""The looks: a few calm colours each, those of the tokens (frontend/styles/tokens.css) in the way a picture holds them."""

from dataclasses import dataclass

from upwell.films.models import Look


@dataclass(frozen=True)
class Colours:
    """What lies behind, what one reads, what stands beside it, the mark beside a heading, and what lies below a picture."""

    ground: str
    ink: str
    soft: str
    mark: str
    mat: str


# contrast of ink and soft on their ground: at least 7 to 1, so that a projector in a bright room still shows them
LOOKS = {
    Look.PAPER: Colours("#fbfaf5", "#11242d", "#475861", "#005971", "#f4f3ec"),
    Look.DEEP: Colours("#022e3a", "#eae8df", "#b9c6ca", "#72c6d7", "#0d3d4a"),
    Look.KELP: Colours("#f6e8c8", "#11242d", "#3d4a3f", "#0e6746", "#efdcb2"),
}
