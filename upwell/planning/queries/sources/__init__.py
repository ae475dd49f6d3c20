"""Where candidates come from, a file for each: asked for a crowd, it gives (person, candidate) pairs.

Worth is in points, 1 to 150; docs/plan.md lists them.
"""

from collections.abc import Callable, Iterator

from upwell.planning.candidates import Candidate
from upwell.planning.queries.crowd import Crowd
from upwell.planning.queries.sources.asking import asked_to_help, known_to_them
from upwell.planning.queries.sources.begun import begun
from upwell.planning.queries.sources.meeting import people_to_meet
from upwell.planning.queries.sources.recalling import cards_due
from upwell.planning.queries.sources.shelf import latest, wanted
from upwell.planning.queries.sources.steps import due
from upwell.planning.queries.sources.voiced import answered, answered_nearby

Source = Callable[[Crowd], Iterator[tuple[int, Candidate]]]

SOURCES: tuple[Source, ...] = (
    *(due, answered, begun, cards_due, asked_to_help, known_to_them),
    *(wanted, answered_nearby, people_to_meet, latest),
)
