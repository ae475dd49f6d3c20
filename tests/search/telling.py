"""Short ways to say what the tests of search say often."""

from tests.cast import Cast
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Answer, Need
from upwell.people.models import Person

LETTER = "How do I write a discharge letter that the GP reads?"
LETTER_TOO = "GPs do not read my discharge letters. How should I write them?"
PUMP = "What do I do when the infusion pump alarms at night?"


def asked(title: str, by: Person, why: str = "") -> Need:
    """A need that somebody declared."""
    return declare_need(title, by=by, why=why)


def answered(need: Need, by: Person, text: str = "Put the question first, then the plan, then the rest.") -> Answer:
    """An answer in words."""
    return answer_need(need, by=by, text=text)


def written(title: str, by: Person, text: str) -> Item:
    """A published module of one page of text."""
    item = start_module(by=by, title=title, blocks=[{"type": "text", "text": text}])
    publish_module(item, by=by)
    item.refresh_from_db()
    return item


def letters(cast: Cast) -> tuple[Need, Item]:
    """A need about letters with Kofi's answer, and Amara's module about them."""
    need = asked(LETTER, cast.asker, "They ring me and ask what I meant.")
    answered(need, cast.helper)
    words = "A discharge letter that the GP reads begins with what the GP should do."
    return need, written("Discharge letters that get read", cast.author, words)
