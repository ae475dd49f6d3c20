"""Rules: who gets a path by itself, who leaves it as their data changes, and what asks before it happens."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tests.journeys.paths import again, module, path_of, reading, verbs
from upwell.core.jobs import run_waiting
from upwell.journeys.actions.entering import assign_path, leave_path
from upwell.journeys.actions.following_rules import follow_rules
from upwell.journeys.actions.progressing import finish_item
from upwell.journeys.actions.ruling import MeansEverybody, add_rule, put_rule_live, remove_rule
from upwell.journeys.models import Enrolment, Path, Rule
from upwell.journeys.queries.meaning import meant_by, previewed
from upwell.people.actions import edit_profile, set_skill
from upwell.people.models import Person, Skill


def on(path: Path) -> set[str]:
    """Who is on a path, by first name."""
    return {walk.person.first_name for walk in path.enrolments.standing().select_related("person")}


def live(path: Path, by: Person, **said: Any) -> Rule:
    """A rule that holds, and everybody whom it means on the path."""
    rule = put_rule_live(add_rule(path, by=by, **said), by=by, although_everybody=True)
    run_waiting()
    return rule


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (lambda cast: {"team": cast.outpatients}, {"Greta", "Sofia"}),
        (lambda cast: {"team": cast.hospital, "title": "nurse"}, {"Sofia"}),
        (lambda cast: {"title": "Nurse"}, {"Sofia", "Mira"}),
        (lambda cast: {"place": "harbour"}, {"Mira"}),
        (lambda cast: {"title": "Nurse", "joined_after": date(2026, 1, 1)}, {"Mira"}),
        (lambda cast: {"team": cast.outpatients, "skill": Skill.objects.get()}, {"Greta"}),
        (lambda cast: {"joined_after": date(2030, 1, 1)}, set()),
    ],
)
def test_whoever_fits_everything_a_rule_says_is_meant(
    cast: Cast, said: Callable[[Cast], dict[str, Any]], meant: set[str]
) -> None:
    edit_profile(cast.asker, by=cast.admin, title="Nurse", joined=date(2020, 1, 1))
    edit_profile(cast.newcomer, by=cast.admin, title="nurse", place="Harbour", joined=date(2026, 3, 1))
    set_skill(cast.asker, by=cast.asker, name="triage", level=2)
    path = path_of(cast.steward)
    rule = add_rule(path, by=cast.steward, **said(cast))
    assert {person.first_name for person in meant_by(rule)} == meant
    count, new, page = previewed(rule)
    assert (count, new, len(page.rows)) == (len(meant), len(meant), len(meant))
    live(path, cast.steward, **said(cast))
    assert on(path) == meant


def test_a_rule_that_is_only_thought_of_gives_nobody_anything(cast: Cast) -> None:
    path = path_of(cast.steward)
    add_rule(path, by=cast.steward, team=cast.outpatients)
    follow_rules()
    assert on(path) == set()


def test_a_rule_that_means_everybody_asks_first(cast: Cast) -> None:
    path = path_of(cast.steward)
    rule = add_rule(path, by=cast.steward, team=cast.hospital)
    everybody = add_rule(path, by=cast.steward)
    assert add_rule(path, by=cast.steward) == everybody
    with pytest.raises(MeansEverybody):
        put_rule_live(everybody, by=cast.steward)
    put_rule_live(everybody, by=cast.steward, although_everybody=True)
    put_rule_live(everybody, by=cast.steward)
    run_waiting()
    assert path.enrolments.count() == Person.objects.active().count()
    assert verbs(path).count("path.rule_live") == 1
    assert rule.live_at is None


def test_a_steward_rules_for_everybody_a_lead_for_their_team_and_others_not(cast: Cast) -> None:
    path = path_of(cast.lead)
    add_rule(path, by=cast.lead, team=cast.outpatients)
    with pytest.raises(PermissionDenied):
        add_rule(path, by=cast.lead, team=cast.pharmacy)
    with pytest.raises(PermissionDenied):
        add_rule(path, by=cast.lead, title="Nurse")
    with pytest.raises(PermissionDenied):
        add_rule(path_of(cast.stranger), by=cast.stranger, team=cast.pharmacy)


def test_a_path_that_is_not_out_or_counts_from_a_last_day_takes_no_rule(cast: Cast) -> None:
    draft = add_rule(path_of(cast.steward, is_out=False), by=cast.steward, team=cast.outpatients)
    with pytest.raises(ValidationError, match="Publish"):
        put_rule_live(draft, by=cast.steward)
    with pytest.raises(ValidationError, match="leaves"):
        add_rule(path_of(cast.steward, anchor="leaves"), by=cast.steward, team=cast.outpatients)


def test_people_enter_and_leave_as_their_data_changes(cast: Cast) -> None:
    path = path_of(cast.steward, anchor="joined")
    live(path, cast.steward, team=cast.pharmacy)
    edit_profile(cast.newcomer, by=cast.admin, team=cast.pharmacy, joined=date(2026, 3, 2))
    run_waiting()
    assert on(path) == {"Piet", "Mira"}
    assert path.enrolments.get(person=cast.newcomer).day == date(2026, 3, 2)
    edit_profile(cast.newcomer, by=cast.admin, team=cast.outpatients)
    run_waiting()
    assert on(path) == {"Piet"}
    edit_profile(cast.newcomer, by=cast.admin, team=cast.pharmacy)
    run_waiting()
    assert on(path) == {"Piet", "Mira"}
    said = verbs(path)
    assert (said.count("path.entered"), said.count("path.left")) == (3, 1)
    assert (follow_rules().entered, follow_rules().left) == (0, 0)
    assert verbs(path) == said


def test_whom_somebody_took_off_no_rule_brings_back(cast: Cast) -> None:
    path = path_of(cast.steward)
    live(path, cast.steward, team=cast.outpatients)
    walk = path.enrolments.get(person=cast.asker)
    with pytest.raises(PermissionDenied):
        leave_path(walk, by=cast.asker)
    leave_path(walk, by=cast.lead)
    follow_rules()
    assert again(walk).left_at is not None


def test_what_was_finished_before_counts_and_who_finished_stays(cast: Cast) -> None:
    item = module(cast.author)
    finish_item(item, by=cast.asker)
    path = path_of(cast.steward, reading(item))
    rule = live(path, cast.steward, team=cast.outpatients)
    assert path.enrolments.get(person=cast.asker).finished_at is not None
    remove_rule(rule, by=cast.steward)
    remove_rule(rule, by=cast.steward)
    run_waiting()
    assert on(path) == {"Sofia"}


def test_what_a_colleague_gave_stays_when_the_rule_goes(cast: Cast) -> None:
    path = path_of(cast.steward)
    assign_path(path, by=cast.lead, person=cast.asker)
    rule = live(path, cast.steward, team=cast.outpatients)
    remove_rule(rule, by=cast.steward)
    run_waiting()
    assert on(path) == {"Sofia"}
    assert Enrolment.objects.get(person=cast.asker).how == "assigned"
