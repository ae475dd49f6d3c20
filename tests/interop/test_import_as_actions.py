"""An import writes many rows at once; what stands there afterwards is what the actions would have made one by one."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.interop.folders import PEOPLE, TEAMS, bring, write
from upwell.core import clock, journal
from upwell.core.models import Line
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.declaring import declare_need
from upwell.needs.models import Answer, Confirmation, Follow, Need, Voice
from upwell.people.actions import add_person, add_team, set_skill, set_team_lead
from upwell.people.models import Person, PersonSkill, Team

pytestmark = pytest.mark.django_db
PEOPLE_HERE = ["greta@example.com", "sofia@example.com", "kofi@example.com"]
COUNTS = [
    *["title", "why", "asked_by__email", "asked_at", "is_nameless", "team__name", "voice_count", "now_count", "heat"],
    *["offer_count", "answer_count", "solved_count", "partly_count", "not_solved_count", "used_count"],
    *["first_help_at", "answered_at", "solved_at", "parked_at"],
]


class RolledBack(Exception):
    """Ends a transaction whose work is to be undone."""


def history(seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A made-up history of needs and answers, in order of time."""
    chance = random.Random(seed)  # noqa: S311
    start = datetime(2023, 5, 1, 9, tzinfo=UTC)
    needs = [
        {
            "id": f"n{place}",
            "title": f"How does thing {place} work?",
            "why": "It matters." * (place % 2),
            "asked_by": chance.choice(PEOPLE_HERE),
            "asked_at": (start + timedelta(days=place)).isoformat(),
            "skills": chance.sample(["Sewing", "sewing ", "Leading", "X-ray"], k=chance.randint(0, 3)),
            "urgency": chance.choice(["now", "soon", "someday"]),
            "nameless": chance.random() < 0.3,
        }
        for place in range(12)
    ]
    answers = [
        {
            "need": chance.choice(needs)["id"],
            "by": chance.choice(PEOPLE_HERE),
            "at": (start + timedelta(days=20, hours=hour)).isoformat(),
            "text": f"Like this, {hour}.",
            "accepted": chance.random() < 0.4,
        }
        for hour in range(20)
    ]
    return needs, answers


def tell(needs: list[dict[str, Any]], answers: list[dict[str, Any]]) -> None:
    """The same through the actions, each at its own time."""
    people = {person.email: person for person in Person.objects.select_related("team")}
    told = {}
    for row in needs:
        with clock.at(datetime.fromisoformat(row["asked_at"])):
            told[row["id"]] = declare_need(
                row["title"],
                by=people[row["asked_by"]],
                why=row["why"],
                urgency=row["urgency"],
                skills=row["skills"],
                nameless=row["nameless"],
                imported_id=row["id"],
            )
    for place, row in enumerate(answers):
        with clock.at(datetime.fromisoformat(row["at"])):
            answer_need(
                told[row["need"]],
                by=people[row["by"]],
                text=row["text"],
                accepted=row["accepted"],
                imported_id=str(place),
            )


def what_stands() -> dict[str, list[Any]]:
    """Everything about needs in the database but ids."""
    return {
        "needs": sorted(Need.objects.values_list("imported_id", *COUNTS)),
        "skills": sorted(Need.objects.values_list("imported_id", "skills__name"), key=str),
        "voices": sorted(
            Voice.objects.values_list("need__imported_id", "by__email", "urgency", "why", "at", "is_nameless")
        ),
        "seats": sorted(Voice.objects.values_list("need__imported_id", "team__name"), key=str),
        "follows": sorted(Follow.objects.values_list("need__imported_id", "person__email", "is_muted")),
        "answers": sorted(
            Answer.objects.values_list("need__imported_id", "by__email", "text", "at", "is_accepted", "is_nameless")
        ),
        "confirmations": sorted(
            Confirmation.objects.values_list("answer__text", "by__email", "outcome", "at", "asked_again_at", "used")
        ),
        "lines": sorted(
            (line.at, line.verb, line.actor_id, line.object_kind, sorted(line.context), line.context.get("outcome"))
            for line in Line.objects.filter(verb__startswith="need.")
        ),
    }


@pytest.mark.parametrize("seed", range(4))
def test_imported_needs_and_answers_are_as_if_told_by_the_actions(tmp_path: Path, seed: int) -> None:
    needs, answers = history(seed)
    bring(write(tmp_path / "people", teams=TEAMS, people=PEOPLE))
    folder = write(tmp_path / "needs", needs=needs, answers=answers)
    try:
        with transaction.atomic():
            bring(folder)
            imported = what_stands()
            raise RolledBack
    except RolledBack:
        assert not Need.objects.exists()
    with journal.quietly():
        tell(needs, answers)

    told = what_stands()
    for kind, rows in told.items():
        assert imported[kind] == rows, kind


def test_an_import_in_two_parts_is_as_one(tmp_path: Path) -> None:
    needs, answers = history(7)
    bring(write(tmp_path / "people", teams=TEAMS, people=PEOPLE))
    try:
        with transaction.atomic():
            bring(write(tmp_path / "whole", needs=needs, answers=answers))
            whole = what_stands()
            raise RolledBack
    except RolledBack:
        pass

    bring(write(tmp_path / "first", needs=needs, answers=answers[:11]))
    bring(write(tmp_path / "second", needs=needs, answers=answers[11:]))

    assert what_stands() == whole


def test_imported_people_are_as_if_added_by_the_actions(tmp_path: Path) -> None:
    def people_here() -> dict[str, list[Any]]:
        fields = [field.attname for field in Person._meta.concrete_fields]
        dropped = {"id", "password", "team_id", "lead_id", "created_at"}
        return {
            "people": sorted(
                Person.objects.values_list(*[f for f in fields if f not in dropped], "team__name", "lead__email"),
                key=str,
            ),
            "teams": sorted(Team.objects.values_list("name", "parent__name", "lead__email"), key=str),
            "paths": sorted(team.path.count(".") for team in Team.objects.all()),
            "skills": sorted(
                PersonSkill.objects.values_list("person__email", "skill__name", "level", "teaches", "wants"), key=str
            ),
            "lines": sorted(Line.objects.exclude(verb="team.led").values_list("verb", "object_kind")),
        }

    try:
        with transaction.atomic():
            bring(write(tmp_path, teams=TEAMS, people=PEOPLE))
            imported = people_here()
            raise RolledBack
    except RolledBack:
        pass
    with journal.quietly():
        hospital = add_team("Hospital", by=None)
        outpatients = add_team("Outpatients", by=None, parent=hospital)
        pharmacy = add_team("Pharmacy", by=None, parent=hospital)
        greta = add_person(
            "greta@example.com", by=None, name="Greta Nyström", title="Head", team=outpatients, place="House B",
            joined="2012-02-13", languages=["en", "sv"],
        )  # fmt: skip
        sofia = add_person(
            "sofia@example.com", by=None, name="Sofia Lindqvist", title="Nurse", team=outpatients, lead=greta,
            joined="2020-01-31", languages=["sv"],
        )  # fmt: skip
        kofi = add_person(
            "kofi@example.com",
            by=None,
            name="Kofi Asante",
            title="GP liaison",
            team=pharmacy,
            lead=greta,
            languages=["en"],
        )
        set_team_lead(outpatients, by=None, lead=greta)
        set_skill(greta, by=greta, name="leading", level=4, teaches=True)
        set_skill(greta, by=greta, name="meetings", level=2)
        set_skill(sofia, by=sofia, name="discharge letters", wants=True)
        set_skill(kofi, by=kofi, name="gp liaison", level=3, teaches=True)

    assert imported == people_here()
