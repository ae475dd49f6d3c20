"""What the tests of planning say in a word."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from upwell.core import clock
from upwell.core.models import Line
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.blocks import Block
from upwell.library.models import Item
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Need
from upwell.people.models import Person
from upwell.planning.candidates import Candidate
from upwell.planning.models import Piece, Plan
from upwell.planning.queries.candidates import candidates_of

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
QUESTION: Block = {
    "type": "question",
    "id": "ask",
    "kind": "choice",
    "text": "Where does the ask stand?",
    "options": [{"text": "First", "right": True, "feedback": "They stop early."}, {"text": "Last", "right": False}],
}


@contextmanager
def monday_morning() -> Iterator[None]:
    """Everything inside happens at eight on a Monday in March, in UTC."""
    with clock.at(MONDAY):
        yield


def module(by: Person, title: str, *, skills: Iterable[str] = (), words: int = 400, ask: Block | None = None) -> Item:
    """A module that is out, two minutes or so long."""
    blocks: list[Block] = [{"type": "text", "id": "one", "text": "word " * words}, *([ask] if ask else [])]
    item = start_module(by=by, title=title, blocks=blocks, skills=list(skills))
    publish_module(item, by=by)
    item.refresh_from_db()
    return item


def asked(by: Person, title: str = "How do I write a letter that gets read?", **more: object) -> Need:
    """A need that waits."""
    return declare_need(title, by=by, **more)  # type: ignore[arg-type]


def could(person: Person) -> dict[str, Candidate]:
    """What somebody could do this week, by key."""
    return {one.key: one for one in candidates_of(Person.objects.with_team().get(pk=person.pk), now=clock.now())}


def stack(plan: Plan) -> list[str]:
    """The keys of a plan's pieces, in order."""
    return list(plan.pieces.order_by("place").values_list("key", flat=True))


def piece(plan: Plan, key: str) -> Piece:
    """One piece of a plan."""
    return plan.pieces.get(key=key)


def verbs(beginning: str) -> list[str]:
    """What the journal says, in order, of verbs that begin so."""
    return list(Line.objects.filter(verb__startswith=beginning).order_by("id").values_list("verb", flat=True))
