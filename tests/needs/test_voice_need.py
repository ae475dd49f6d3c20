"""Me too: each counts once, however often and however many at the same instant."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.at_once import at_once
from tests.cast import Cast, make_cast
from tests.needs.telling import again, later, lines
from upwell.core import clock
from upwell.needs.actions.brokering import merge_need
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.voicing import follow_need, unfollow_need, voice_need, withdraw_voice
from upwell.needs.models import Need, Urgency, Voice


def test_a_colleague_says_me_too(cast: Cast, need: Need) -> None:
    voice = voice_need(need, by=cast.stranger, urgency=Urgency.NOW, why="Two complaints this month.")
    assert (voice.team, voice.why) == (cast.pharmacy, "Two complaints this month.")
    assert (again(need).voice_count, again(need).now_count) == (2, 1)
    assert need.follows.filter(person=cast.stranger, is_muted=False).exists()
    (line,) = lines("need.voiced", need)
    assert (line.actor_id, line.context) == (cast.stranger.pk, {"urgency": "now"})


def test_saying_it_again_changes_how_soon_and_why(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger, urgency=Urgency.NOW, why="First.")
    voice_need(need, by=cast.stranger, urgency=Urgency.SOMEDAY)
    voice = need.voices.get(by=cast.stranger)
    assert (voice.urgency, voice.why) == (Urgency.SOMEDAY, "First.")
    assert (again(need).voice_count, again(need).now_count) == (2, 0)


def test_a_double_tap_is_one_line(cast: Cast, need: Need) -> None:
    for _ in range(2):
        voice_need(need, by=cast.stranger)
    assert again(need).voice_count == 2
    assert len(lines("need.voiced", need)) == 1


def test_a_stranger_to_a_limited_need_is_refused(cast: Cast) -> None:
    need = declare_need("How do we share the late clinic?", by=cast.asker, team=cast.outpatients)
    with pytest.raises(PermissionDenied):
        voice_need(need, by=cast.stranger)
    with pytest.raises(PermissionDenied):
        voice_need(need, by=cast.leaver)
    assert again(need).voice_count == 1


def test_an_unknown_urgency_is_said(cast: Cast, need: Need) -> None:
    with pytest.raises(ValidationError) as refused:
        voice_need(need, by=cast.stranger, urgency="yesterday")
    assert "urgency" in refused.value.message_dict


def test_a_stale_form_speaks_for_the_need_that_stands(cast: Cast, need: Need) -> None:
    other = declare_need("Discharge letters?", by=cast.helper)
    merge_need(need, by=cast.steward, into=other)
    assert voice_need(need, by=cast.stranger).need == other
    assert again(other).voice_count == 3


def test_a_voice_is_taken_back(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.stranger, urgency=Urgency.NOW)
    for _ in range(2):
        withdraw_voice(need, by=cast.stranger)
    assert (again(need).voice_count, again(need).now_count) == (1, 0)
    assert len(lines("need.unvoiced", need)) == 1


def test_who_asked_keeps_their_voice(cast: Cast, need: Need) -> None:
    with pytest.raises(ValidationError):
        withdraw_voice(need, by=cast.asker)
    assert again(need).voice_count == 1


def test_heat_halves_in_a_week_and_comes_back_when_a_voice_goes(cast: Cast) -> None:
    with clock.at(datetime(2020, 1, 1, tzinfo=UTC)):
        need = declare_need("One voice when the clock began", by=cast.asker)
    assert need.heat == 0  # log2(1)
    with clock.at(datetime(2020, 1, 8, tzinfo=UTC)):
        voice_need(need, by=cast.stranger)
    assert again(need).heat == pytest.approx(1.584962500721156)  # log2(1 + 2)
    withdraw_voice(need, by=cast.stranger)
    assert again(need).heat == 0


def test_two_lately_are_warmer_than_two_long_ago(cast: Cast, need: Need) -> None:
    voice_need(need, by=cast.helper)
    with later(days=30):
        young = declare_need("A newer one", by=cast.asker)
        voice_need(young, by=cast.helper)
    assert again(young).heat > again(need).heat


def test_following_and_muting(cast: Cast, need: Need) -> None:
    for _ in range(2):
        follow_need(need, by=cast.stranger)
    assert len(lines("need.followed", need)) == 1
    for _ in range(2):
        unfollow_need(need, by=cast.stranger)
    assert len(lines("need.unfollowed", need)) == 1
    voice_need(need, by=cast.stranger)
    assert need.follows.get(person=cast.stranger).is_muted
    with pytest.raises(PermissionDenied):
        follow_need(need, by=cast.leaver)


def test_muting_before_ever_following_is_kept(cast: Cast, need: Need) -> None:
    unfollow_need(need, by=cast.stranger)
    voice_need(need, by=cast.stranger)
    assert need.follows.get(person=cast.stranger).is_muted


@pytest.mark.django_db(transaction=True)
def test_all_at_the_same_instant_are_all_counted() -> None:
    cast = make_cast()
    need = declare_need("Who else?", by=cast.asker)
    voices = [cast.helper, cast.author, cast.lead, cast.steward, cast.stranger, cast.stranger]
    at_once(voices, lambda person: voice_need(need, by=person, urgency=Urgency.NOW))
    assert Voice.objects.filter(need=need).count() == 6
    assert (again(need).voice_count, again(need).now_count) == (6, 5)
    assert len(lines("need.voiced", need)) == 5
