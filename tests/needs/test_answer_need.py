"""Answers: an item, a person or words; once each; seen by everybody who sees the need."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.needs.telling import again, drafted, later, lines, published
from upwell.library.models import Item
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.brokering import park_need
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Need, State


def test_an_item_answers(cast: Cast, need: Need, item: Item) -> None:
    with later(days=2):
        answer = answer_need(need, by=cast.author, item=item, text="Page two.")
    need = again(need)
    assert (need.state, need.answer_count, need.answered_at) == (State.ANSWERED, 1, answer.at)
    assert need.first_help_at == answer.at
    assert Item.objects.get(pk=item.pk).answer_count == 1
    (line,) = lines("need.answered", need)
    assert (line.actor_id, line.context["answer"]) == (cast.author.pk, answer.pk)


def test_a_person_or_words_answer(cast: Cast, need: Need) -> None:
    answer_need(need, by=cast.helper, person=cast.author)
    answer_need(need, by=cast.helper, text="Put the question first.")
    assert again(need).answer_count == 2


def test_the_same_answer_twice_is_one(cast: Cast, need: Need, item: Item) -> None:
    for _ in range(2):
        answer_need(need, by=cast.helper, item=item)
        answer_need(need, by=cast.helper, person=cast.author)
        answer_need(need, by=cast.helper, text="Put the question first.")
    answer_need(need, by=cast.stranger, item=item)
    assert (again(need).answer_count, len(lines("need.answered", need))) == (3, 3)
    assert Item.objects.get(pk=item.pk).answer_count == 1


def test_an_imported_answer_comes_once(cast: Cast, need: Need) -> None:
    first = answer_need(need, by=cast.helper, text="Put the question first.", imported_id="a1")
    assert answer_need(need, by=cast.helper, text="Question first.", imported_id="a1") == first


def test_an_accepted_answer_is_solved_for_whoever_asked(cast: Cast, need: Need) -> None:
    answer = answer_need(need, by=cast.helper, text="Put the question first.", accepted=True)
    assert answer.is_accepted
    assert (again(need).state, again(need).solved_count) == (State.SOLVED, 1)
    assert answer.confirmations.get().asked_again_at is not None


def test_an_empty_answer_is_said(cast: Cast, need: Need) -> None:
    with pytest.raises(ValidationError, match="write the answer"):
        answer_need(need, by=cast.helper, text="  ")


def test_one_thing_at_a_time(cast: Cast, need: Need, item: Item) -> None:
    with pytest.raises(ValidationError):
        answer_need(need, by=cast.helper, item=item, person=cast.author)


def test_what_others_cannot_see_does_not_answer_them(cast: Cast, need: Need) -> None:
    own = published("Only for Geriatrics", cast.author, team=cast.author.team)
    with pytest.raises(ValidationError, match="Not everybody"):
        answer_need(need, by=cast.author, item=own)
    with pytest.raises(PermissionDenied):
        answer_need(need, by=cast.helper, item=own)
    with pytest.raises(ValidationError, match="Publish it first"):
        answer_need(need, by=cast.author, item=drafted("Half a page", cast.author))


def test_a_limited_item_answers_a_need_of_the_same_people(cast: Cast) -> None:
    need = declare_need("How do we share the late clinic?", by=cast.asker, team=cast.outpatients)
    for team in (cast.outpatients, cast.hospital):
        answer_need(need, by=cast.lead, item=published(f"Clinics of {team}", cast.lead, team=team))
    assert again(need).answer_count == 2


def test_somebody_who_left_is_no_answer(cast: Cast, need: Need) -> None:
    with pytest.raises(ValidationError, match="has left"):
        answer_need(need, by=cast.helper, person=cast.leaver)
    with pytest.raises(ValidationError, match="is asking"):
        answer_need(need, by=cast.helper, person=cast.asker)


def test_a_stranger_to_a_limited_need_cannot_answer(cast: Cast) -> None:
    need = declare_need("How do we share the late clinic?", by=cast.asker, team=cast.outpatients)
    with pytest.raises(PermissionDenied):
        answer_need(need, by=cast.stranger, text="Take turns.")


def test_what_the_asker_finds_alone_is_no_colleagues_help(cast: Cast, need: Need) -> None:
    answer_need(need, by=cast.asker, text="Found it: the question goes first.")
    assert again(need).answered_at is not None
    assert again(need).first_help_at is None


def test_without_a_name_the_clocks_do_not_tell_who_answered(cast: Cast) -> None:
    need = declare_need("How do I tell my lead?", by=cast.asker, nameless=True)
    answer_need(need, by=cast.asker, text="Over a walk.")
    assert again(need).first_help_at == again(need).answered_at


def test_an_answer_ends_a_parking(cast: Cast, need: Need) -> None:
    park_need(need, by=cast.steward, reason="The new letter template comes in May.")
    answer_need(need, by=cast.helper, text="It came early.")
    assert again(need).state == State.ANSWERED
    assert not need.parkings.filter(ended_at__isnull=True).exists()
