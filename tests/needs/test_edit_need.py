"""Editing a need: only who asked may; nobody who takes part loses sight of it, and a name once seen stays."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.needs.telling import again, lines
from upwell.needs.actions.brokering import merge_need
from upwell.needs.actions.declaring import declare_need, edit_need
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import Need, Urgency


def test_the_asker_changes_the_words(cast: Cast, need: Need) -> None:
    edited = edit_need(need, by=cast.asker, title="Letters GPs read?", why="Calls.", urgency="now", skills=["writing"])
    assert (edited.title, edited.why, edited.now_count) == ("Letters GPs read?", "Calls.", 1)
    assert [skill.name for skill in edited.skills.all()] == ["writing"]
    assert edited.voices.get().urgency == Urgency.NOW
    assert len(lines("need.edited", need)) == 1


def test_nobody_else_may(cast: Cast, need: Need) -> None:
    for person in (cast.helper, cast.lead, cast.steward, cast.admin):
        with pytest.raises(PermissionDenied):
            edit_need(need, by=person, title="Mine now")
    assert again(need).title == need.title


def test_editing_twice_leaves_the_same_words(cast: Cast, need: Need) -> None:
    for _ in range(2):
        edited = edit_need(need, by=cast.asker, title="Letters GPs read?", skills=["writing"])
    assert (edited.title, edited.skills.count(), edited.voice_count) == ("Letters GPs read?", 1, 1)


def test_it_can_be_limited_until_others_take_part(cast: Cast, need: Need) -> None:
    assert edit_need(need, by=cast.asker, title=need.title, team=cast.outpatients).team == cast.outpatients
    edit_need(need, by=cast.asker, title=need.title)
    voice_need(need, by=cast.stranger)
    with pytest.raises(ValidationError, match="keep seeing it"):
        edit_need(need, by=cast.asker, title=need.title, team=cast.outpatients)


def test_a_limited_need_can_be_opened_at_any_time(cast: Cast) -> None:
    need = declare_need("How do we share the late clinic?", by=cast.asker, team=cast.outpatients)
    voice_need(need, by=cast.lead)
    assert edit_need(need, by=cast.asker, title=need.title).team is None


def test_a_name_can_be_added_and_never_taken_away(cast: Cast) -> None:
    need = declare_need("How do I tell my lead?", by=cast.asker, nameless=True)
    named = edit_need(need, by=cast.asker, title=need.title, nameless=False)
    assert named.asker == cast.asker
    assert named.voices.get().team == cast.outpatients
    with pytest.raises(ValidationError, match="seen your name"):
        edit_need(need, by=cast.asker, title=need.title, nameless=True)


def test_editing_without_a_name_stays_without_it(cast: Cast) -> None:
    need = declare_need("How do I tell my lead?", by=cast.asker, nameless=True)
    edit_need(need, by=cast.asker, title="How do I tell her?", urgency="now", nameless=True)
    assert [line.actor_id for line in lines("need.edited", need) + lines("need.voiced", need)] == [None, None]


def test_a_joined_need_is_no_longer_edited(cast: Cast, need: Need) -> None:
    other = declare_need("Discharge letters?", by=cast.stranger)
    merge_need(need, by=cast.steward, into=other)
    with pytest.raises(PermissionDenied):
        edit_need(need, by=cast.asker, title="Changed")
    assert again(other).title == "Discharge letters?"
