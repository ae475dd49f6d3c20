"""Declaring a need: a sentence is enough; with a team only that team sees it; without a name nobody learns it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.needs.telling import later, lines
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Need, State, Urgency


def test_a_sentence_is_enough(cast: Cast) -> None:
    need = declare_need("  How do I read\n a CTG? ", by=cast.asker)
    assert need.title == "How do I read a CTG?"
    assert (need.state, need.voice_count, need.now_count) == (State.OPEN, 1, 0)
    voice = need.voices.get()
    assert (voice.by, voice.urgency, voice.team) == (cast.asker, Urgency.SOON, cast.outpatients)
    assert need.follows.get().person == cast.asker


def test_everything_else_is_kept(cast: Cast) -> None:
    need = declare_need(
        "How do I read a CTG?",
        by=cast.asker,
        why="I stand there\r\nand nod.",
        for_whom="all of us on nights",
        goal="No avoidable harm",
        urgency=Urgency.NOW,
        skills=["CTG", "ctg", " reading  curves "],
    )
    assert (need.why, need.for_whom, need.goal) == (
        "I stand there\nand nod.",
        "all of us on nights",
        "No avoidable harm",
    )
    assert need.now_count == 1
    assert sorted(skill.name for skill in need.skills.all()) == ["CTG", "reading curves"]


def test_the_journal_says_who_declared_it(cast: Cast) -> None:
    need = declare_need("How do I read a CTG?", by=cast.asker, urgency=Urgency.NOW)
    (line,) = lines("need.declared", need)
    assert (line.actor_id, line.context) == (cast.asker.pk, {"urgency": "now"})


def test_a_form_sent_twice_is_one_need(cast: Cast) -> None:
    first = declare_need("How do I read a CTG?", by=cast.asker)
    assert declare_need("How do I read  a CTG?", by=cast.asker) == first
    assert len(lines("need.declared", first)) == 1
    assert declare_need("How do I read a CTG?", by=cast.stranger) != first


def test_the_same_words_another_day_are_another_need(cast: Cast) -> None:
    first = declare_need("How do I read a CTG?", by=cast.asker)
    with later(days=2):
        assert declare_need("How do I read a CTG?", by=cast.asker) != first


def test_an_imported_need_comes_once(cast: Cast) -> None:
    first = declare_need("How do I read a CTG?", by=cast.asker, imported_id="ctg")
    with later(days=9):
        assert declare_need("Reading CTGs", by=cast.stranger, imported_id="ctg") == first


def test_somebody_who_left_cannot_declare(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        declare_need("How do I read a CTG?", by=cast.leaver)


@pytest.mark.parametrize("title", ["", "   ", "?!", "\x00\x07"])
def test_a_need_must_say_something(cast: Cast, title: str) -> None:
    with pytest.raises(ValidationError) as refused:
        declare_need(title, by=cast.asker)
    assert "Say in a sentence" in refused.value.messages[0]


def test_a_title_of_200_kilobytes_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        declare_need("word " * 40_000, by=cast.asker)
    assert "yours has 199,999" in refused.value.messages[0]
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("why", "x" * 5001),
        ("for_whom", "x" * 201),
        ("goal", "x" * 201),
        ("urgency", "yesterday"),
        ("skills", [str(number) for number in range(11)]),
        ("skills", ["x" * 81]),
    ],
)
def test_what_does_not_fit_is_said_of_its_field(cast: Cast, field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        declare_need("How do I read a CTG?", by=cast.asker, **{field: value})  # type: ignore[arg-type]
    assert field in refused.value.message_dict


def test_a_need_limited_to_a_team_is_seen_by_that_team_alone(cast: Cast) -> None:
    need = declare_need("How do we share the late clinic?", by=cast.asker, team=cast.outpatients)
    seen_by = [person for person in cast.everybody if need in Need.objects.visible_to(person)]
    assert seen_by == [cast.asker, cast.lead]


def test_one_cannot_limit_a_need_to_others_team(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="a team that you are in or lead"):
        declare_need("What is Pharmacy up to?", by=cast.asker, team=cast.pharmacy)


def test_without_a_name_neither_the_voice_nor_the_journal_tells_who(cast: Cast) -> None:
    need = declare_need("How do I tell my lead I am lost?", by=cast.asker, nameless=True)
    assert need.asker is None
    voice = need.voices.get()
    assert (voice.is_nameless, voice.team) == (True, None)
    (line,) = lines("need.declared", need)
    assert line.actor_id is None
    assert str(cast.asker.pk) not in line.context.values()


def test_a_small_team_is_no_place_to_hide(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="easy to guess"):
        declare_need("How do I tell my lead?", by=cast.asker, team=cast.outpatients, nameless=True)
    assert declare_need("How do I tell my lead?", by=cast.asker, team=cast.hospital, nameless=True).pk
