"""What somebody can do, would teach and wants to learn."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.people.lines import last, verbs
from upwell.people.actions import find_or_add_skill, remove_skill, set_skill
from upwell.people.actions.skills import MOST_SKILLS
from upwell.people.models import Level, PersonSkill, Skill


def test_one_says_it_of_oneself(cast: Cast) -> None:
    skill = set_skill(cast.author, by=cast.author, name=" Clear\nletters ", level=Level.ASKED, teaches=True)
    assert (skill.skill.name, skill.level, skill.teaches, skill.wants) == ("Clear letters", 4, True, False)


def test_a_colleague_may_not_and_an_admin_may(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        set_skill(cast.author, by=cast.steward, name="letters", level=1)
    assert set_skill(cast.author, by=cast.admin, name="letters", level=1).pk


def test_a_skill_is_one_however_it_is_written(cast: Cast) -> None:
    first = set_skill(cast.author, by=cast.author, name="Triage", level=2)
    again = set_skill(cast.author, by=cast.author, name="TRIAGE", level=3)
    assert (again.pk, again.level, Skill.objects.count()) == (first.pk, 3, 1)
    assert find_or_add_skill("triage").name == "Triage"


@pytest.mark.parametrize("name", ["", " \n", "x" * 81])
def test_a_skill_has_a_name_of_bounded_length(cast: Cast, name: str) -> None:
    with pytest.raises(ValidationError):
        set_skill(cast.author, by=cast.author, name=name, level=1)


@pytest.mark.parametrize("level", [0, 5, None])
def test_it_must_say_something_that_can_be(cast: Cast, level: int | None) -> None:
    with pytest.raises(ValidationError):
        set_skill(cast.author, by=cast.author, name="triage", level=level)


def test_there_is_an_end_to_the_list(cast: Cast) -> None:
    skills = Skill.objects.bulk_create(Skill(name=f"skill {number}") for number in range(MOST_SKILLS))
    PersonSkill.objects.bulk_create(PersonSkill(person=cast.author, skill=skill, wants=True) for skill in skills)
    with pytest.raises(ValidationError):
        set_skill(cast.author, by=cast.author, name="one more", wants=True)
    assert set_skill(cast.author, by=cast.author, name="skill 7", level=1).level == 1


def test_the_journal_says_it_once(cast: Cast) -> None:
    for _time in range(2):
        skill = set_skill(cast.author, by=cast.author, name="triage", level=2)
    assert verbs(cast.author) == ["person.added", "person.skill_set"]
    assert last("person.skill_set").context == {"skill": skill.skill_id, "level": 2, "teaches": False, "wants": False}


def test_one_takes_it_off_again(cast: Cast) -> None:
    skill = set_skill(cast.author, by=cast.author, name="triage", level=2)
    with pytest.raises(PermissionDenied):
        remove_skill(skill, by=cast.helper)
    for _time in range(2):
        remove_skill(skill, by=cast.author)
    assert not cast.author.skills.exists()
    assert verbs(cast.author) == ["person.added", "person.skill_set", "person.skill_removed"]
