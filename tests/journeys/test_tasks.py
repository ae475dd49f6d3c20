"""Tasks: made, tried, shown, looked at, sent back or accepted with a word, and what came of it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.journeys.reading import verbs
from tests.journeys.tasking import LINES, a_task, again, details, shown_by
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.looking import SomethingElseShown, free_attempts_of, look_at_attempt
from upwell.journeys.actions.tasking import change_task, make_task
from upwell.journeys.actions.trying import Shown, show_evidence, stop_trying, tell_what_came, try_task
from upwell.journeys.models import Attempt, AttemptState, Looker, Progress, Task
from upwell.library.models import Item, ItemKind
from upwell.needs.actions.declaring import declare_need
from upwell.people.models import Person


def test_a_task_is_an_item_with_a_card(cast: Cast) -> None:
    task = a_task(cast.author, skills=["handover"])
    card = Item.objects.visible_to(cast.stranger).current().get(pk=task.pk)
    assert (card.kind, card.get_absolute_url(), card.minutes) == (ItemKind.TASK, f"/tasks/{task.pk}/", 15)
    assert [skill.name for skill in card.skills.all()] == ["handover"]
    assert verbs(card, "task.") == ["task.made"]
    with pytest.raises(PermissionDenied):
        a_task(cast.leaver)


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("title", {"title": " "}),
        ("what", {"what": ""}),
        ("show", {"show": "x" * 501}),
        ("evidence", {"evidence": ["smoke"]}),
        ("lookers", {"lookers": []}),
        ("checklist", {"checklist": [f"line {number}" for number in range(13)]}),
        ("minutes", {"minutes": 0}),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(cast: Cast, field: str, fault: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        a_task(cast.author, **fault)
    assert field in refused.value.message_dict
    assert not Task.objects.exists()


def test_a_task_answers_a_need_and_those_who_need_it_see_it(cast: Cast) -> None:
    need = declare_need("How do I hear more at handover?", by=cast.asker, team=cast.outpatients)
    task = make_task(details(), by=cast.lead, need=need)
    assert need.answers.get().item_id == task.pk
    assert task.item.team == cast.outpatients
    assert not Item.objects.visible_to(cast.stranger).filter(pk=task.pk).exists()


def test_only_its_maker_and_a_steward_change_it_and_the_same_changes_nothing(cast: Cast) -> None:
    task = a_task(cast.author)
    for wrong in (cast.stranger, cast.leaver):
        with pytest.raises(PermissionDenied):
            change_task(task, by=wrong, details=details(title="Another"))
    change_task(task, by=cast.author, details=details())
    assert verbs(task.item, "task.") == ["task.made"]
    change_task(task, by=cast.steward, details=details(title="Ask one question", minutes=5))
    changed = Task.objects.get(pk=task.pk).item
    assert (changed.title, changed.seconds) == ("Ask one question", 300)
    assert verbs(task.item, "task.") == ["task.made", "task.changed"]


def test_trying_begins_it_once_and_only_for_those_who_see_it(cast: Cast) -> None:
    task = a_task(cast.author, team=cast.pharmacy)
    with pytest.raises(PermissionDenied):
        try_task(task, by=cast.asker)
    first = try_task(task, by=cast.stranger)
    assert try_task(task, by=cast.stranger).pk == first.pk
    assert verbs(task.item, "task.b") == ["task.begun"]
    assert Progress.objects.get(person=cast.stranger, item=task.item).finished_at is None


def test_an_experiment_asks_for_a_guess_before_and_the_result_after(cast: Cast) -> None:
    task = a_task(cast.author, is_experiment=True)
    with pytest.raises(ValidationError):
        try_task(task, by=cast.asker, guess=" ")
    attempt = try_task(task, by=cast.asker, guess="Nobody will answer.")
    assert try_task(task, by=cast.asker, guess="Everybody will.").guess == "Nobody will answer."
    with pytest.raises(ValidationError) as refused:
        show_evidence(attempt, by=cast.asker, shown=Shown("I asked."), observer=cast.helper, as_what="coach")
    assert "result" in refused.value.message_dict
    shown = Shown("I asked.", result="Three answered.")
    show_evidence(attempt, by=cast.asker, shown=shown, observer=cast.helper, as_what="coach")
    assert again(attempt).result == "Three answered."


def test_whoever_looks_is_one_of_those_the_task_names(cast: Cast) -> None:
    task = a_task(cast.author, lookers=[Looker.LEAD, Looker.PEER])
    attempt = try_task(task, by=cast.asker)

    def ask(observer: Person, as_what: str) -> Attempt:
        return show_evidence(attempt, by=cast.asker, shown=Shown("Done."), observer=observer, as_what=as_what)

    for observer, as_what in [
        (cast.asker, "peer"),
        (cast.helper, "peer"),
        (cast.helper, "lead"),
        (cast.helper, "buddy"),
        (cast.leaver, "peer"),
        (cast.helper, ""),
    ]:
        with pytest.raises(ValidationError):
            ask(observer, as_what)
    assert ask(cast.lead, "lead").observer == cast.lead
    try_task(task, by=cast.helper)
    assert ask(cast.helper, "peer").observer == cast.helper


def test_evidence_is_of_the_kinds_asked_for_and_nobodys_else_to_give(cast: Cast) -> None:
    attempt = try_task(a_task(cast.author), by=cast.asker)
    with pytest.raises(ValidationError):
        show_evidence(attempt, by=cast.asker, shown=Shown(" "), observer=cast.helper, as_what="buddy")
    with pytest.raises(ValidationError):
        show_evidence(attempt, by=cast.asker, shown=Shown("x" * 10_001), observer=cast.helper, as_what="buddy")
    with pytest.raises(PermissionDenied):
        show_evidence(attempt, by=cast.helper, shown=Shown("Mine."), observer=cast.author, as_what="buddy")
    assert again(attempt).state == AttemptState.TRYING


def test_shown_twice_asks_once_and_something_else_asks_anew(cast: Cast) -> None:
    task = a_task(cast.author)
    for _ in range(2):
        attempt = shown_by(task, cast.asker, cast.helper)
    assert verbs(task.item, "task.t") == ["task.tried"]
    shown_by(task, cast.asker, cast.helper, text="They talked for long.")
    assert (again(attempt).stamp, verbs(task.item, "task.t")) == (2, ["task.tried", "task.tried"])
    assert Task.objects.get(pk=task.pk).tried_count == 1


def test_sent_back_shown_anew_and_accepted(cast: Cast) -> None:
    task = a_task(cast.author)
    attempt = shown_by(task, cast.asker, cast.helper)
    look_at_attempt(attempt, by=cast.helper, accept=False, word="What did they say?", ticked=[LINES[0]], stamp=1)
    assert again(attempt).state == AttemptState.SENT_BACK
    shown_by(task, cast.asker, cast.helper, text="They said that the bed was too high.")
    for _ in range(2):
        look = look_at_attempt(again(attempt), by=cast.helper, accept=True, word="Good.", ticked=[*LINES, "x"], stamp=2)
    assert look.ticked == list(LINES)
    assert again(attempt).is_accepted
    kept = Progress.objects.get(person=cast.asker, item=task.item)
    assert (kept.is_finished, kept.result) == (True, 1.0)
    assert verbs(task.item, "task.") == [
        "task.made",
        "task.begun",
        "task.tried",
        "task.sent_back",
        "task.tried",
        "task.accepted",
    ]
    assert Task.objects.get(pk=task.pk).accepted_count == 1


def test_only_who_was_asked_looks_says_a_word_and_accepts_what_they_saw(cast: Cast) -> None:
    attempt = shown_by(a_task(cast.author), cast.asker, cast.helper)
    for wrong in (cast.asker, cast.author, cast.lead, cast.steward, cast.stranger):
        with pytest.raises(PermissionDenied):
            look_at_attempt(attempt, by=wrong, accept=True, word="Good.", stamp=1)
    with pytest.raises(ValidationError):
        look_at_attempt(attempt, by=cast.helper, accept=True, word=" ", stamp=1)
    shown_by(attempt.task, cast.asker, cast.helper, text="Something else.")
    with pytest.raises(SomethingElseShown):
        look_at_attempt(attempt, by=cast.helper, accept=True, word="Good.", stamp=1)
    assert not again(attempt).is_accepted


def test_nobody_else_sees_what_is_shown(cast: Cast) -> None:
    attempt = shown_by(a_task(cast.author), cast.asker, cast.helper)
    seen_by = {person for person in cast.everybody if Attempt.objects.visible_to(person).exists()}
    assert seen_by == {cast.asker, cast.helper}
    assert not attempt.is_accepted


def test_what_came_of_it_is_told_only_if_one_wants(cast: Cast) -> None:
    attempt = shown_by(a_task(cast.author), cast.asker, cast.helper)
    with pytest.raises(PermissionDenied):
        tell_what_came(attempt, by=cast.asker, text="Early.", tell=True)
    look_at_attempt(attempt, by=cast.helper, accept=True, word="Good.", stamp=1)
    with pytest.raises(PermissionDenied):
        tell_what_came(attempt, by=cast.helper, text="Not mine.", tell=True)
    tell_what_came(attempt, by=cast.asker, text="Handover is shorter.", tell=False)
    assert not Attempt.objects.told().exists()
    for _ in range(2):
        tell_what_came(attempt, by=cast.asker, text="Handover is shorter.", tell=True)
    assert Attempt.objects.told().get() == attempt
    assert verbs(attempt.task.item, "task.told") == ["task.told", "task.told"]
    tell_what_came(attempt, by=cast.asker, text="", tell=True)
    assert not Attempt.objects.told().exists()


def test_one_stops_until_it_is_accepted(cast: Cast) -> None:
    attempt = shown_by(a_task(cast.author), cast.asker, cast.helper)
    with pytest.raises(PermissionDenied):
        stop_trying(attempt, by=cast.helper)
    stop_trying(attempt, by=cast.asker)
    assert not Attempt.objects.exists()
    assert Task.objects.get().tried_count == 0
    done = shown_by(attempt.task, cast.asker, cast.helper)
    look_at_attempt(done, by=cast.helper, accept=True, word="Good.", stamp=1)
    with pytest.raises(PermissionDenied):
        stop_trying(done, by=cast.asker)


def test_when_whoever_looks_leaves_one_chooses_somebody_else(cast: Cast) -> None:
    attempt = shown_by(a_task(cast.author), cast.asker, cast.helper)
    assert free_attempts_of(cast.helper) == 1
    assert free_attempts_of(cast.helper) == 0
    assert (again(attempt).observer, again(attempt).state) == (None, AttemptState.TRYING)
    shown_by(attempt.task, cast.asker, cast.author)
    assert again(attempt).observer == cast.author
    run_waiting()
