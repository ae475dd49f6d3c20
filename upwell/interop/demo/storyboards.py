"""Films in the demo: one of four scenes that the maker makes once Upwell runs, and one that is still being written."""

from upwell.films.actions.making import ask_for_film
from upwell.films.actions.scenes import add_scene, write_scene
from upwell.films.actions.storyboards import start_storyboard
from upwell.films.models import Storyboard
from upwell.films.saying import BoardSaid, SceneSaid
from upwell.people.models import Person

MAKER = "amara.okafor@st-brigids.example"
HANDOVER = (
    SceneSaid(
        "Handover in four sentences",
        "What we agreed on 3 East",
        "At eight in the evening nobody takes in twenty minutes. These four sentences are what stays.",
    ),
    SceneSaid(
        "One: who is worst",
        "- Name and bed\n- What worries you",
        "Begin with the patient you would look at first. Say the name, the bed, and what worries you.",
    ),
    SceneSaid(
        "Two: what waits",
        "- Results that are still out\n- Calls that were promised",
        "Then what is still open: the blood that was taken at six, the daughter who waits for a call.",
    ),
    SceneSaid(
        "Three and four: if, then; and ask back",
        "- ‘If her pressure falls below 90, call me’\n- ‘Say it back to me’",
        "Say what to do if it gets worse. Then let the other say it back. That takes ten seconds, and it finds the gaps.",
    ),
)
LETTER = (
    SceneSaid("A letter the GP reads to the end", "", "A letter that is read has one ask, and it comes first."),
    SceneSaid("Put the ask first", "- Who\n- What\n- By when"),
    SceneSaid("", "Here: the letter we sent last week, before and after"),
)


def tell_films() -> None:
    """The two storyboards of one person; the first is asked for, and stands ready a minute after the first start."""
    by = Person.objects.filter(email=MAKER).first()
    if by is None:
        return
    _written("A letter the GP reads to the end", "deep", LETTER, by)
    ask_for_film(_written("Handover in four sentences", "paper", HANDOVER, by), by=by)


def _written(title: str, look: str, said: tuple[SceneSaid, ...], by: Person) -> Storyboard:
    board = start_storyboard(by=by, said=BoardSaid(title, look))
    write_scene(board.scenes.get(), by=by, said=said[0])
    for each in said[1:]:
        add_scene(board, by=by, said=each)
    return board
