"""A colleague says, with what they saw, that somebody can do something."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.people.lines import last, verbs
from upwell.people.actions import confirm_skill, deactivate_person, set_skill, withdraw_confirmation
from upwell.people.models import PersonSkill


@pytest.fixture
def triage(cast: Cast) -> PersonSkill:
    return set_skill(cast.helper, by=cast.helper, name="triage", level=3)


def count(skill: PersonSkill) -> int:
    return PersonSkill.objects.get(pk=skill.pk).confirmation_count


def test_colleagues_confirm_with_what_they_saw(cast: Cast, triage: PersonSkill) -> None:
    confirm_skill(triage, by=cast.asker, evidence=" Sorted a full waiting room\nin ten minutes. ")
    confirm_skill(triage, by=cast.lead, evidence="Taught our nights.")
    assert count(triage) == 2
    assert triage.confirmations.get(by=cast.asker).evidence == "Sorted a full waiting room in ten minutes."


def test_nobody_confirms_themselves(cast: Cast, triage: PersonSkill) -> None:
    with pytest.raises(PermissionDenied):
        confirm_skill(triage, by=cast.helper, evidence="I am good at it.")


def test_nobody_confirms_what_is_only_wanted_or_a_leavers(cast: Cast, triage: PersonSkill) -> None:
    wanted = set_skill(cast.helper, by=cast.helper, name="statistics", wants=True)
    with pytest.raises(PermissionDenied):
        confirm_skill(wanted, by=cast.asker, evidence="Not yet.")
    deactivate_person(cast.helper, by=cast.admin)
    with pytest.raises(PermissionDenied):
        confirm_skill(triage, by=cast.asker, evidence="Was good at it.")


@pytest.mark.parametrize("evidence", ["", " \t", "x" * 301])
def test_it_needs_words_of_bounded_length(cast: Cast, triage: PersonSkill, evidence: str) -> None:
    with pytest.raises(ValidationError):
        confirm_skill(triage, by=cast.asker, evidence=evidence)
    assert count(triage) == 0


def test_again_changes_the_words_and_counts_once(cast: Cast, triage: PersonSkill) -> None:
    for evidence in ("First words.", "Better words.", "Better words."):
        confirm_skill(triage, by=cast.asker, evidence=evidence)
    assert count(triage) == 1
    assert triage.confirmations.get().evidence == "Better words."
    assert verbs(triage) == ["skill.confirmed"]


def test_the_journal_says_whose_skill_it_is(cast: Cast, triage: PersonSkill) -> None:
    confirm_skill(triage, by=cast.asker, evidence="Seen it.")
    line = last("skill.confirmed")
    assert (line.actor_id, line.context) == (
        cast.asker.pk,
        {"person": cast.helper.pk, "skill": triage.skill_id, "evidence": "Seen it."},
    )


def test_one_takes_it_back(cast: Cast, triage: PersonSkill) -> None:
    confirm_skill(triage, by=cast.asker, evidence="Seen it.")
    for _time in range(2):
        withdraw_confirmation(triage, by=cast.asker)
    assert count(triage) == 0
    assert verbs(triage) == ["skill.confirmed", "skill.unconfirmed"]
