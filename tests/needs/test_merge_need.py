"""Joining needs that ask the same: everything survives, each is counted once, and no name comes to light."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.needs.telling import again, later, lines
from upwell.discussion.actions import add_comment
from upwell.discussion.models import Thread
from upwell.library.models import Item
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.brokering import merge_need
from upwell.needs.actions.confirming import confirm_answer
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.voicing import unfollow_need, voice_need
from upwell.needs.models import Confirmation, How, Need, Outcome, State, Urgency


@pytest.fixture
def other(cast: Cast) -> Need:
    """Piet asks much the same a day later."""
    with later(days=1):
        return declare_need("Discharge letters?", by=cast.stranger, urgency=Urgency.NOW, skills=["writing"])


def test_voices_move_and_somebody_on_both_is_one(cast: Cast, need: Need, other: Need) -> None:
    voice_need(need, by=cast.lead, urgency=Urgency.NOW, why="Complaints.")
    voice_need(other, by=cast.lead, urgency=Urgency.SOMEDAY, why="Curious.")
    voice_need(need, by=cast.newcomer)
    assert merge_need(need, by=cast.steward, into=other) == other
    other = again(other)
    assert {voice.by for voice in other.voices.all()} == {cast.asker, cast.stranger, cast.lead, cast.newcomer}
    kept = other.voices.get(by=cast.lead)
    assert (kept.urgency, kept.why) == (Urgency.NOW, "Curious.\n\nComplaints.")
    assert (other.voice_count, other.now_count) == (4, 2)


def test_the_old_one_leads_on(cast: Cast, need: Need, other: Need) -> None:
    merge_need(need, by=cast.steward, into=other)
    assert again(need).state == State.MERGED
    assert again(need).merged_into == other
    (line,) = lines("need.merged", need)
    assert (line.actor_id, line.context) == (cast.steward.pk, {"into": other.pk})


def test_joining_twice_is_joining_once(cast: Cast, need: Need, other: Need) -> None:
    for _ in range(2):
        merge_need(need, by=cast.steward, into=other)
    assert again(other).voice_count == 2
    assert len(lines("need.merged", need)) == 1


def test_members_cannot(cast: Cast, need: Need, other: Need) -> None:
    for person in (cast.asker, cast.stranger, cast.lead):
        with pytest.raises(PermissionDenied):
            merge_need(need, by=person, into=other)
    assert again(need).merged_into is None


def test_a_chain_of_joins_leads_straight_to_the_one_that_stands(cast: Cast, need: Need, other: Need) -> None:
    third = declare_need("Letters", by=cast.helper)
    merge_need(need, by=cast.steward, into=other)
    merge_need(other, by=cast.steward, into=third)
    assert again(need).merged_into == third
    assert again(third).voice_count == 3
    assert merge_need(declare_need("Letters, again", by=cast.lead), by=cast.steward, into=need) == third


def test_what_cannot_be_joined_is_said(cast: Cast, need: Need, other: Need) -> None:
    limited = declare_need("Just us", by=cast.asker, team=cast.hospital)
    with pytest.raises(ValidationError, match="same one"):
        merge_need(need, by=cast.steward, into=need)
    with pytest.raises(ValidationError, match="same people"):
        merge_need(limited, by=cast.steward, into=other)
    merge_need(need, by=cast.steward, into=other)
    with pytest.raises(ValidationError, match="already"):
        merge_need(need, by=cast.steward, into=declare_need("A third", by=cast.asker))


def test_offers_move_and_the_same_offer_is_one(cast: Cast, need: Need, other: Need) -> None:
    first = offer_help(need, by=cast.helper, how=How.WRITE, note="Friday.")
    with later(hours=1):
        offer_help(other, by=cast.helper, how=How.WRITE, note="Monday.")
    offer_help(need, by=cast.author, how=How.TALK)
    merge_need(need, by=cast.steward, into=other)
    other = again(other)
    assert (other.offer_count, other.first_help_at) == (2, first.at)
    assert other.offers.get(by=cast.helper).note == "Monday.\n\nFriday."


def test_answers_and_confirmations_move(cast: Cast, need: Need, other: Need, item: Item) -> None:
    confirm_answer(answer_need(need, by=cast.helper, item=item), by=cast.asker, outcome=Outcome.SOLVED)
    with later(days=2):
        confirm_answer(answer_need(other, by=cast.author, item=item), by=cast.stranger, outcome=Outcome.SOLVED)
    words = answer_need(need, by=cast.helper, text="The question first.")
    merge_need(need, by=cast.steward, into=other)
    other = again(other)
    assert (other.answer_count, other.solved_count, other.state) == (2, 2, State.SOLVED)
    assert {answer.item for answer in other.answers.all()} == {item, None}
    assert words in other.answers.all()
    item.refresh_from_db()
    assert (item.answer_count, item.solved_count) == (1, 2)


def test_what_one_person_said_of_the_same_answer_on_both_is_the_later(
    cast: Cast, need: Need, other: Need, item: Item
) -> None:
    voice_need(other, by=cast.asker)
    confirm_answer(answer_need(other, by=cast.helper, item=item), by=cast.asker, outcome=Outcome.SOLVED)
    with later(days=1):
        confirm_answer(answer_need(need, by=cast.helper, item=item), by=cast.asker, outcome=Outcome.SOLVED)
    merge_need(need, by=cast.steward, into=other)
    assert Confirmation.objects.get().answer.need == other
    item.refresh_from_db()
    assert (item.answer_count, item.solved_count) == (1, 1)


def test_comments_skills_and_follows_move(cast: Cast, need: Need, other: Need) -> None:
    add_comment(need.thread, by=cast.helper, text="Which GPs?", about=need)
    unfollow_need(need, by=cast.author)
    merge_need(other, by=cast.steward, into=need)
    merge_need(need, by=cast.steward, into=declare_need("All about letters", by=cast.lead))
    standing = again(need).merged_into
    assert standing is not None
    assert standing.thread.comments.get().text == "Which GPs?"
    assert Thread.objects.get(pk=standing.thread_id).comment_count == 1
    assert Thread.objects.get(pk=need.thread_id).comment_count == 0
    assert [skill.name for skill in standing.skills.all()] == ["writing"]
    assert standing.follows.get(person=cast.author).is_muted
    assert standing.follows.filter(person__in=[cast.asker, cast.stranger, cast.lead]).count() == 3


def test_the_clock_runs_from_the_first_who_asked(cast: Cast, need: Need, other: Need) -> None:
    merge_need(need, by=cast.steward, into=other)
    assert again(other).asked_at == need.asked_at


def test_a_nameless_voice_moves_without_its_name(cast: Cast, other: Need) -> None:
    nameless = declare_need("How do I write at all?", by=cast.asker, nameless=True)
    merge_need(nameless, by=cast.steward, into=other)
    voice = other.voices.get(by=cast.asker)
    assert (voice.is_nameless, voice.team) == (True, None)
    voice_need(nameless, by=cast.asker, urgency=Urgency.NOW)
    assert [line.actor_id for line in lines("need.voiced", other)] == [None]


@pytest.mark.parametrize("into_nameless", [True, False])
def test_a_named_voice_stays_as_it_was_beside_a_nameless_one(cast: Cast, need: Need, into_nameless: bool) -> None:
    nameless = declare_need("How do I write at all?", by=cast.stranger, urgency=Urgency.NOW, nameless=True)
    voice_need(nameless, by=cast.stranger, urgency=Urgency.NOW, why="I am ashamed.")
    voice_need(need, by=cast.stranger, urgency=Urgency.SOON, why="Same here.")
    one, into = (need, nameless) if into_nameless else (nameless, need)
    merge_need(one, by=cast.steward, into=into)
    voice = into.voices.get(by=cast.stranger)
    assert (voice.is_nameless, voice.urgency, voice.why) == (False, Urgency.SOON, "Same here.")
    assert again(into).voice_count == 2
