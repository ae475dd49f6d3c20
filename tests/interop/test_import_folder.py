"""`import_folder`: what a folder says is here afterwards, once, and whole or not at all."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.interop.folders import ANSWERS, NEEDS, PEOPLE, TEAMS, bring, counts, hospital, reasons, write
from upwell.core.models import Line
from upwell.needs.models import Answer, Confirmation, Need
from upwell.people.models import Person, Skill, Team

pytestmark = pytest.mark.django_db


def test_a_folder_comes_in_as_it_is_written(tmp_path: Path) -> None:
    outcome = bring(hospital(tmp_path))

    assert counts(outcome) == {"teams": (3, 0, 0), "people": (3, 0, 0), "needs": (2, 0, 0), "answers": (2, 0, 0)}
    outpatients = Team.objects.get(name="Outpatients")
    assert outpatients.line == [Team.objects.get(name="Hospital").pk, outpatients.pk]
    assert outpatients.lead == Person.objects.get(email="greta@example.com")
    sofia = Person.objects.get(email="sofia@example.com")
    assert (sofia.name, sofia.title, sofia.team, sofia.joined) == (
        "Sofia Lindqvist",
        "Nurse",
        outpatients,
        date(2020, 1, 31),
    )
    assert (sofia.lead, sofia.languages) == (outpatients.lead, ["sv"])
    assert not sofia.has_usable_password()
    need = Need.objects.get(imported_id="letters")
    assert (need.asked_by, need.asked_at) == (sofia, datetime(2024, 3, 1, 8, tzinfo=UTC))
    assert {skill.name for skill in need.skills.all()} == {"discharge letters", "gp liaison"}


def test_what_somebody_can_do_would_teach_and_wants_is_one_row_for_each_skill(tmp_path: Path) -> None:
    bring(hospital(tmp_path))

    greta = Person.objects.get(email="greta@example.com")
    said = {row.skill.name: (row.level, row.teaches, row.wants) for row in greta.skills.select_related("skill")}
    assert said == {"leading": (4, True, False), "meetings": (2, False, False)}
    kofi = Person.objects.get(email="kofi@example.com")
    assert [(row.level, row.teaches) for row in kofi.skills.all()] == [(3, True)]
    assert Skill.objects.filter(name__iexact="gp liaison").count() == 1


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    folder = hospital(tmp_path)
    bring(folder)
    before = (
        Line.objects.count(),
        list(Person.objects.order_by("pk").values()),
        list(Need.objects.order_by("pk").values()),
    )

    outcome = bring(folder)

    assert counts(outcome) == {"teams": (0, 0, 3), "people": (0, 0, 3), "needs": (0, 0, 2), "answers": (0, 0, 2)}
    assert not outcome.was_done
    assert before == (
        Line.objects.count(),
        list(Person.objects.order_by("pk").values()),
        list(Need.objects.order_by("pk").values()),
    )


def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    bring(hospital(tmp_path / "first"))
    changed = PEOPLE.replace("Nurse", "Ward sister").replace("House B", "")
    folder = write(tmp_path / "second", people=changed + "mira@example.com,Mira Celik,,,,,,,,,\n")

    outcome = bring(folder, is_dry_run=True)

    people = outcome.counts[0]
    assert (people.added, people.changed, people.same) == (1, 1, 2)
    assert people.new_ones == ["Mira Celik <mira@example.com>"]
    assert people.changes[0].said == {"title": ("Nurse", "Ward sister")}
    assert not Person.objects.filter(email="mira@example.com").exists()
    assert Person.objects.get(email="sofia@example.com").title == "Nurse"


def test_what_changed_is_changed_and_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    bring(hospital(tmp_path / "first"))
    people = (
        "email,name,title,team,lead_email,place,role,skills\n"
        "sofia@example.com,Sofia Lindqvist-Berg,,Pharmacy,kofi@example.com,,steward,discharge letters:3;coffee\n"
    )

    outcome = bring(write(tmp_path / "second", teams="team,parent\nPharmacy,Outpatients\n", people=people))

    assert counts(outcome) == {"teams": (0, 1, 0), "people": (0, 1, 0)}
    sofia = Person.objects.get(email="sofia@example.com")
    assert (sofia.name, sofia.title, sofia.role) == ("Sofia Lindqvist-Berg", "Nurse", "steward")
    assert (sofia.team.name, sofia.lead.email) == ("Pharmacy", "kofi@example.com")
    assert sofia.team_line[-2:] == [Team.objects.get(name="Outpatients").pk, Team.objects.get(name="Pharmacy").pk]
    said = {row.skill.name: (row.level, row.wants) for row in sofia.skills.select_related("skill")}
    assert said == {"discharge letters": (3, True), "coffee": (2, False)}
    verbs = set(Line.objects.values_list("verb", flat=True))
    assert {"team.moved", "person.edited", "person.role_set", "person.skill_set"} <= verbs


def test_what_people_made_of_it_since_stays(tmp_path: Path) -> None:
    folder = hospital(tmp_path)
    bring(folder)
    Need.objects.filter(imported_id="letters").update(title="Said better")
    sofia = Person.objects.get(email="sofia@example.com")
    sofia.skills.update(level=4)

    bring(folder)

    assert Need.objects.get(imported_id="letters").title == "Said better"
    assert sofia.skills.get().level == 4


def test_one_bad_row_and_nothing_is_written(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        teams=TEAMS,
        people=PEOPLE,
        needs=NEEDS,
        answers=[*ANSWERS, {**ANSWERS[0], "by": "nobody@example.com"}],
    )

    outcome = bring(folder)

    assert reasons(outcome) == [
        "answers.jsonl, line 3: Nobody here or in people.csv has the address ‘nobody@example.com’."
    ]
    assert outcome.verdict == "Nothing was imported: 1 thing needs mending."
    assert not Person.objects.exists() and not Team.objects.exists() and not Line.objects.exists()


def test_every_bad_row_is_named(tmp_path: Path) -> None:
    people = "email,name,team,joined,skills\nx,Anna,Nowhere,31/12/2020,sewing:9\n,Bert,,,\n"

    outcome = bring(write(tmp_path, people=people))

    assert reasons(outcome) == [
        "people.csv, line 2: ‘x’ in ‘email’ is not an e-mail address.",
        "people.csv, line 2: ‘31/12/2020’ in ‘joined’ is not a date. Write the year first: 2024-03-31.",
        "people.csv, line 2: ‘sewing:9’ is not a skill with a level from 1 to 4, such as ‘suturing:3’.",
        "people.csv, line 3: ‘email’ is empty.",
    ]


def test_accepted_later_is_a_change_of_the_answer(tmp_path: Path) -> None:
    first = [{**answer, "accepted": False} for answer in ANSWERS]
    bring(write(tmp_path / "first", teams=TEAMS, people=PEOPLE, needs=NEEDS, answers=first))

    outcome = bring(write(tmp_path / "second", answers=ANSWERS))

    assert counts(outcome) == {"answers": (0, 1, 1)}
    assert Answer.objects.get(is_accepted=True).text == "Begin with what changed."
    assert Confirmation.objects.get().by.email == "sofia@example.com"
    assert Need.objects.get(imported_id="letters").solved_at == datetime(2024, 3, 3, 10, tzinfo=UTC)
    assert counts(bring(tmp_path / "second")) == {"answers": (0, 0, 2)}


def test_answers_may_come_without_their_needs_and_the_same_words_twice_are_two(tmp_path: Path) -> None:
    bring(hospital(tmp_path / "first"))
    again = {"need": "gloves", "by": "greta@example.com", "at": "2024-04-01", "text": "Me."}

    outcome = bring(write(tmp_path / "second", answers=[again, again]))

    assert counts(outcome) == {"answers": (2, 0, 0)}
    assert Need.objects.get(imported_id="gloves").answer_count == 2


def test_an_admin_may_and_is_named_in_the_journal(cast: Cast, tmp_path: Path) -> None:
    bring(hospital(tmp_path), by=cast.admin)

    assert set(
        Line.objects.filter(verb="team.added", actor_id=cast.admin.pk).values_list("object_kind", flat=True)
    ) == {"team"}


def test_a_steward_may_not(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(PermissionDenied):
        bring(hospital(tmp_path), by=cast.steward)


def test_teams_of_one_name_are_told_apart_by_their_parent(tmp_path: Path) -> None:
    teams = "team,parent\nHarbour,\nHill,\nReception,Harbour\nReception,Hill\nDesk,Hill / Reception\n"
    people = "email,name,team\nanna@example.com,Anna,Harbour / Reception\n"
    folder = write(tmp_path, teams=teams, people=people)

    assert counts(bring(folder)) == {"teams": (5, 0, 0), "people": (1, 0, 0)}
    assert Person.objects.get().team.parent.name == "Harbour"
    assert Team.objects.get(name="Desk").parent.parent.name == "Hill"  # type: ignore[union-attr]
    assert counts(bring(folder)) == {"teams": (0, 0, 5), "people": (0, 0, 1)}

    people = people.replace("Harbour / Reception", "Reception")
    outcome = bring(write(tmp_path, people=people))
    assert reasons(outcome) == ["people.csv, line 2: There are 2 teams called ‘Reception’. Write ‘Parent / Reception’."]
