"""Cards: made of finished modules, answered once however often an answer is sent, begun anew when they change."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from tests.cast import Cast
from tests.planning.telling import MONDAY, QUESTION, could, module, piece, stack, verbs
from upwell.core import clock, journal
from upwell.core.models import Line
from upwell.journeys.actions.progressing import finish_item
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import save_draft
from upwell.library.blocks import Block
from upwell.library.models import Item, Module
from upwell.people.models import Person
from upwell.planning.actions.making import make_plan
from upwell.planning.actions.prompting import follow_version, make_cards
from upwell.planning.actions.recalling import Given, add_card, answer_card, change_card, end_card
from upwell.planning.faces import face_of
from upwell.planning.memory import Memory, after_answer, chance
from upwell.planning.models import Card, Review
from upwell.planning.queries.cards import cards_to_answer
from upwell.planning.queries.retention import measured, retention_of

pytestmark = pytest.mark.usefixtures("on_monday")
DAY = timedelta(days=1)


def finished(cast: Cast, by: Person) -> Item:
    """A module with a question, finished by somebody; the journal's reader has followed, twice."""
    item = module(cast.author, "Letters that get read", ask=QUESTION)
    finish_item(item, by=by)
    line = Line.objects.get(verb="progress.finished", actor_id=by.pk)
    for _ in range(2):
        make_cards(journal.happening(line))
    return item


def given(rating: int, key: str = "one", days: float = 0) -> Given:
    return Given(rating, key, MONDAY + timedelta(days=days))


def answer(card: Card, rating: int, day: float, key: str = "") -> Card:
    """Answered on a day, by whose it is."""
    with clock.at(MONDAY + timedelta(days=day)):
        return answer_card(card, given(rating, key or f"day {day}", day), by=card.person)


def publish(item: Item, *, ask: Block | None, note: str = "") -> None:
    """A new version, with the question in other words or without it; the journal's reader has followed, twice."""
    held = Module.objects.get(pk=item.pk)
    blocks: list[Block] = [{"type": "text", "id": "one", "text": "Put the ask first."}, *([ask] if ask else [])]
    save_draft(held.item, by=item.owner, title=item.title, blocks=blocks, stamp=held.draft_stamp)
    publish_module(item, by=item.owner, note=note)
    line = Line.objects.filter(verb="item.revised").latest("id")
    for _ in range(2):
        follow_version(journal.happening(line))


def test_a_finished_module_gives_its_questions_as_cards_from_the_next_day_on(cast: Cast) -> None:
    finished(cast, cast.asker)
    card = Card.objects.get()
    assert (card.person, card.due) == (cast.asker, MONDAY + DAY)
    assert verbs("card.") == ["card.made"]
    assert cards_to_answer(cast.asker) == []
    with clock.at(MONDAY + DAY):
        (asked,) = cards_to_answer(cast.asker)
        assert asked.face.asked == "Where does the ask stand?"
        assert (asked.face.lines, asked.face.answer) == (("First", "Last"), ("First",))
        assert cards_to_answer(cast.stranger) == []


def test_what_is_known_well_comes_later_than_what_was_forgotten(cast: Cast) -> None:
    finished(cast, cast.asker)
    card = Card.objects.get()
    start = Memory(None, None, None, card.due)
    days = [(after_answer(start, rating, MONDAY).due - MONDAY).days for rating in (1, 2, 3, 4)]
    assert days == sorted(days)
    assert days[0] >= 1
    held = answer(card, 3, 1)
    assert chance(held.stability, held.answered_at, held.due) == pytest.approx(0.9, abs=0.03)


def test_an_answer_sent_twice_counts_once(cast: Cast) -> None:
    finished(cast, cast.asker)
    card = Card.objects.get()
    first = answer(card, 3, 1, key="a")
    again = answer(card, 1, 2, key="a")
    assert (first.due, first.stability) == (again.due, again.stability)
    assert Review.objects.count() == 1
    assert verbs("card.answered") == ["card.answered"]


def test_an_answer_that_comes_after_a_later_one_is_kept_and_changes_nothing(cast: Cast) -> None:
    finished(cast, cast.asker)
    card = Card.objects.get()
    later = answer(card, 3, 3, key="phone")
    with clock.at(MONDAY + 4 * DAY):
        late = answer_card(card, given(1, "desk", 2), by=cast.asker)
    assert late.due == later.due
    assert list(Review.objects.order_by("pk").values_list("counts", flat=True)) == [True, False]


def test_an_answer_from_tomorrow_is_taken_as_now_and_one_of_long_ago_refused(cast: Cast) -> None:
    finished(cast, cast.asker)
    card = Card.objects.get()
    with clock.at(MONDAY + DAY):
        assert answer_card(card, given(3, "a", 9), by=cast.asker).answered_at == MONDAY + DAY
    with clock.at(MONDAY + 90 * DAY), pytest.raises(ValidationError):
        answer_card(card, given(3, "b", 9), by=cast.asker)
    for wrong in (given(5, "c", 2), given(3, "", 2), given(3, "x" * 41, 2)):
        with pytest.raises(ValidationError):
            answer_card(card, wrong, by=cast.asker)


def test_nobody_answers_changes_or_puts_away_anothers_card(cast: Cast) -> None:
    card = add_card(by=cast.asker, front="Who reads the letter?", back="The GP.")
    with pytest.raises(PermissionDenied):
        answer_card(card, given(3), by=cast.lead)
    with pytest.raises(PermissionDenied):
        change_card(card, by=cast.admin, front="Who?", back="She.")
    with pytest.raises(PermissionDenied):
        end_card(card, by=cast.lead)
    with pytest.raises(PermissionDenied):
        add_card(by=cast.leaver, front="Who?", back="She.")


def test_ones_own_card_begins_anew_when_it_is_put_into_other_words(cast: Cast) -> None:
    card = add_card(by=cast.asker, front="Who reads the letter?", back="The GP.")
    answer(card, 4, 1)
    with clock.at(MONDAY + 2 * DAY):
        for _ in range(2):
            changed = change_card(card, by=cast.asker, front="Who reads the letter?", back="The GP, at seven.")
    assert (changed.stability, changed.due) == (None, MONDAY + 3 * DAY)
    assert verbs("card.") == ["card.added", "card.answered", "card.changed"]
    with pytest.raises(ValidationError):
        change_card(card, by=cast.asker, front="  ", back="The GP.")
    for _ in range(2):
        end_card(card, by=cast.asker)
    assert verbs("card.")[-1] == "card.ended"
    with clock.at(MONDAY + 30 * DAY):
        assert cards_to_answer(cast.asker) == []


def test_a_changed_question_begins_anew_and_says_why(cast: Cast) -> None:
    item = finished(cast, cast.asker)
    answer(Card.objects.get(), 4, 1)
    with clock.at(MONDAY + 2 * DAY):
        publish(item, ask={**QUESTION, "text": "What stands first?"}, note="The template moved.")
    card = Card.objects.get()
    assert (card.stability, card.answered_at, card.due) == (None, None, MONDAY + 3 * DAY)
    assert card.reset_why == "Version 2 asks it differently: The template moved."
    with clock.at(MONDAY + 3 * DAY):
        (asked,) = cards_to_answer(cast.asker)
        assert asked.face.asked == "What stands first?"
    assert answer(card, 3, 4).reset_why == ""


def test_a_version_that_asks_the_same_changes_no_card_and_one_without_the_question_ends_it(cast: Cast) -> None:
    item = finished(cast, cast.asker)
    answer(Card.objects.get(), 4, 1)
    before = Card.objects.get()
    with clock.at(MONDAY + 2 * DAY):
        publish(item, ask={**QUESTION, "hint": "Think of the fax."})
    assert Card.objects.get().stability == before.stability
    with clock.at(MONDAY + 3 * DAY):
        publish(item, ask=None)
    assert Card.objects.get().ended_at == MONDAY + 3 * DAY


def test_every_kind_of_question_has_two_sides() -> None:
    kinds: list[Block] = [
        QUESTION,
        {"type": "question", "id": "a", "kind": "truth", "text": "It stands first.", "is_true": False},
        {"type": "question", "id": "b", "kind": "short", "text": "Who reads it?", "accepted": [{"text": "The GP"}]},
        {"type": "question", "id": "c", "kind": "number", "text": "How long?", "value": "7", "unit": "min"},
        {"type": "question", "id": "d", "kind": "order", "text": "Order", "items": [{"text": "Ask"}, {"text": "Why"}]},
        {"type": "question", "id": "e", "kind": "match", "text": "Who", "pairs": [{"text": "GP", "partner": "letter"}]},
        {"type": "question", "id": "f", "kind": "gaps", "text": "Put the [[ask|question]] first."},
    ]
    answers = [face_of(block).answer for block in kinds]
    assert answers == [
        ("First",),
        ("False",),
        ("The GP",),
        ("7 min",),
        ("1. Ask", "2. Why"),
        ("GP: letter",),
        ("Put the ask first.",),
    ]
    assert face_of(kinds[-1]).asked == "Put the … first."


def test_cards_that_are_due_are_two_minutes_of_the_week_and_done_with_the_last_of_them(cast: Cast) -> None:
    finished(cast, cast.asker)
    found = could(cast.asker)["recall"]
    assert (found.minutes, found.title) == (2, "Recall: a card from ‘Letters that get read’")
    plan = make_plan(cast.asker, by=cast.asker)
    assert "recall" in stack(plan)
    answer(Card.objects.get(), 3, 1)
    assert piece(plan, "recall").is_done


def test_recall_is_measured_against_what_was_expected(cast: Cast) -> None:
    card = add_card(by=cast.asker, front="Who reads the letter?", back="The GP.")
    day = 1.0
    for rating in (3, 3, 1, 3):
        held = answer(card, rating, day)
        day = (held.due - MONDAY) / DAY
    own = retention_of(cast.asker)
    assert own.count == 3  # to the first answer nothing was expected
    assert own.remembered == pytest.approx(2 / 3)
    assert 0.8 < own.expected < 0.95
    assert retention_of(cast.stranger).count == 0
    said = StringIO()
    call_command("recall_retention", stdout=said)
    assert json.loads(said.getvalue())["count"] == 3


def test_the_figures_are_the_fields() -> None:
    exact = measured([(0.9, True)] * 9 + [(0.9, False)])
    assert exact.error == pytest.approx(0)
    assert exact.loss == pytest.approx(0.3251, abs=0.0001)
    off = measured([(0.95, False), (0.55, True)])
    assert off.error == pytest.approx(((0.95**2 + 0.45**2) / 2) ** 0.5)
    assert measured([]).count == 0
