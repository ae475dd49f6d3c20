"""Files that cannot be taken: a clear word with file, line and reason, and nothing written."""

import os
from pathlib import Path

import pytest

from tests.interop.folders import NEEDS, PEOPLE, TEAMS, bring, counts, reasons, write
from upwell.people.models import Person, Team

pytestmark = pytest.mark.django_db

HEAD = "email,name\n"


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ("", "people.csv: This file is empty."),
        ("mail,called\na@example.com,Anna\n", "people.csv, line 1: The column ‘name’ is missing."),
        ("email,name,name\n", "people.csv, line 1: The column ‘name’ is there twice."),
        (HEAD + "a@example.com,Anna\nA@Example.com,Anna\n", "line 3: ‘a@example.com’ is there already, in line 2."),
        (HEAD + "a@example.com,Anna,Nurse,Ward 4\n", "line 2: This row has 4 cells, the first row has 2."),
        (HEAD + 'a@example.com,"Anna\nb@example.com,Bert\n', "line 2: A quotation mark that opens in this row"),
        (HEAD + 'a@example.com,An"na" B\n"b@example.com"x,Bert\n', "people.csv, line 3: This row is not CSV"),
        (HEAD + f"a@example.com,{'x' * 1_048_576}\n", "line 2: ‘name’ has 1048576 characters; 150 is the most."),
        (
            HEAD.encode() + "a@example.com,Zoë\n".encode("latin-1"),
            "people.csv, line 2: This line is not UTF-8 text (byte 0xeb).",
        ),
        (HEAD.encode() + b"a@example.com,An\0na\n", "people.csv, line 2: This line holds a zero byte"),
        ("email,name\na@example.com,Anna\n".encode("utf-16-le"), "people.csv, line 1: This line holds a zero byte"),
        ("email,name,lead_email\na@example.com,Anna,b@example.com\n", "has the address ‘b@example.com’."),
        ("email,name,role\na@example.com,Anna,boss\n", "‘boss’ in ‘role’ is not one of: member, steward, admin."),
        ("email,name,languages\na@example.com,Anna,Klingonese\n", "‘klingonese’ is not a language"),
        ("email,name,joined\na@example.com,Anna,2021-02-30\n", "‘2021-02-30’ in ‘joined’ is not a date."),
        ("email,name,minutes_for_helping\na@example.com,Anna,-5\n", "is not a number from 0 to 6000."),
    ],
)
def test_people_that_cannot_be_taken(tmp_path: Path, people: str | bytes, reason: str) -> None:
    outcome = bring(write(tmp_path, people=people))

    assert len(reasons(outcome)) == 1
    assert reason.lower() in reasons(outcome)[0].lower()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "people",
    [
        'email;name;skills\nanna@example.com;Anna;"sewing:3;knitting"\n',
        "email\tname\tskills\nanna@example.com\tAnna\tsewing:3;knitting\n",
        "\ufeffE-mail,Name,Skills\r\nanna@example.com,Anna,sewing:3; knitting ;\r\n\r\n",
        "email,name,skills\nanna@example.com,Anna,sewing:3;knitting\n".encode("utf-16"),
        'name,email,skills\n"Anna","anna@example.com","sewing:3;knitting"',
        "email,name,skills,,\nanna@example.com,Anna,sewing:3;knitting,,\n",
    ],
)
def test_people_as_spreadsheets_save_them(tmp_path: Path, people: str | bytes) -> None:
    assert counts(bring(write(tmp_path, people=people))) == {"people": (1, 0, 0)}

    anna = Person.objects.get(email="anna@example.com")
    assert {(row.skill.name, row.level) for row in anna.skills.select_related("skill")} == {
        ("sewing", 3),
        ("knitting", 2),
    }


def test_a_column_that_is_not_known_is_left_out_and_said(tmp_path: Path) -> None:
    outcome = bring(write(tmp_path, people="email,name,skils,cost centre\na@example.com,Anna,sewing,7\n"))

    assert [str(note) for note in outcome.problems.notes] == [
        "people.csv, line 1: The column ‘skils’ is not known and was left out. Did you mean ‘skills’?",
        "people.csv, line 1: The column ‘cost_centre’ is not known and was left out.",
    ]
    assert counts(outcome) == {"people": (1, 0, 0)}


def test_names_are_kept_without_what_a_line_cannot_hold(tmp_path: Path) -> None:
    bring(write(tmp_path, people='email,name\na@example.com,"  Anna\n\x07 Maria  "\n'))

    assert Person.objects.get().name == "Anna Maria"


def test_people_who_would_lead_each_other_in_a_circle(tmp_path: Path) -> None:
    people = "email,name,lead_email\na@example.com,A,b@example.com\nb@example.com,B,c@example.com\nc@example.com,C,a@example.com\n"

    assert reasons(bring(write(tmp_path, people=people))) == [
        "people.csv, line 2: These would lead each other in a circle: "
        "a@example.com → b@example.com → c@example.com → a@example.com."
    ]


def test_somebody_who_would_lead_themselves(tmp_path: Path) -> None:
    people = "email,name,lead_email\na@example.com,A,a@example.com\n"

    assert "a@example.com → a@example.com" in reasons(bring(write(tmp_path, people=people)))[0]


def test_a_circle_that_closes_with_people_who_are_here(tmp_path: Path) -> None:
    bring(write(tmp_path, people="email,name,lead_email\na@example.com,A,b@example.com\nb@example.com,B,\n"))

    outcome = bring(write(tmp_path, people="email,name,lead_email\nb@example.com,B,a@example.com\n"))

    assert "b@example.com → a@example.com → b@example.com" in reasons(outcome)[0]


@pytest.mark.parametrize(
    ("teams", "reason"),
    [
        ("team,parent\nA,B\nB,A\n", "This team would be above itself"),
        ("team,parent\nA,A\n", "This team would be above itself"),
        ("team,parent\nA,Nowhere\n", "There is no team called ‘Nowhere’."),
        ("team,parent\nRadiology,\nX-ray,Radiolgy\n", "Did you mean ‘Radiology’?"),
        ("team,parent\nA,\na,\n", "line 3: ‘a’ is there already, in line 2."),
        ("team,parent\n0,\n" + "".join(f"{each + 1},{each}\n" for each in range(12)), "more than 12 levels deep"),
    ],
)
def test_trees_that_cannot_be(tmp_path: Path, teams: str, reason: str) -> None:
    outcome = bring(write(tmp_path, teams=teams))

    assert any(reason in each for each in reasons(outcome))
    assert not Team.objects.exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "needs.jsonl, line 2: This line is not JSON"),
        ("[" * 100_000, "needs.jsonl, line 2: This line is not JSON"),
        ("[]", "needs.jsonl, line 2: Each line holds one JSON object"),
        ('{"id": {}, "title": "T", "asked_by": "kofi@example.com", "asked_at": "2024-03-02"}', "‘id’ must be text."),
        ('{"id": "n", "title": "T", "asked_by": "kofi@example.com", "asked_at": "yesterday"}', "is not a moment"),
        ('{"id": "n", "title": "T", "asked_by": "kofi@example.com", "asked_at": "2999-01-01"}', "is in the future"),
        ('{"id": "n", "title": "T", "asked_by": "kofi@example.com", "asked_at": "-P3D"}', "is not a moment"),
        ('{"id": "n", "title": " ", "asked_by": "kofi@example.com", "asked_at": "2024-03-02"}', "‘title’ is empty."),
        (
            '{"id": "n", "title": "T", "asked_by": "kofi@example.com", "asked_at": "2024-03-02", "skills": [1]}',
            "a list of texts",
        ),
        (
            '{"id": "letters", "title": "T", "asked_by": "kofi@example.com", "asked_at": "2024-03-02"}',
            "is there already, in line 1.",
        ),
    ],
)
def test_needs_that_cannot_be_taken(tmp_path: Path, line: str, reason: str) -> None:
    folder = write(tmp_path, teams=TEAMS, people=PEOPLE, needs=NEEDS[:1])
    with (folder / "needs.jsonl").open("a") as file:
        file.write(line + "\n")

    assert [reason in each for each in reasons(bring(folder))] == [True]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"need": "leters"}, "There is no need with the id ‘leters’. Did you mean ‘letters’?"),
        ({"at": "2024-02-01"}, "This answer is older than the need it answers."),
        ({"accepted": "maybe"}, "‘maybe’ in ‘accepted’ is neither true nor false."),
        ({"text": ""}, "‘text’ is empty."),
    ],
)
def test_answers_that_cannot_be_taken(tmp_path: Path, answer: dict[str, str], reason: str) -> None:
    sound = {"need": "letters", "by": "kofi@example.com", "at": "2024-03-03", "text": "So."}

    outcome = bring(write(tmp_path, teams=TEAMS, people=PEOPLE, needs=NEEDS, answers=[{**sound, **answer}]))

    assert reasons(outcome) == [f"answers.jsonl, line 1: {reason}"]


def test_a_folder_that_is_not_there_is_a_file_or_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)

    assert "There is no such folder." in reasons(bring(tmp_path / "nowhere"))[0]
    assert "This is a file. Name the folder it lies in." in reasons(bring(tmp_path / "people.csv"))[0]
    (tmp_path / "empty").mkdir()
    assert "There is nothing to import here." in reasons(bring(tmp_path / "empty"))[0]


def test_a_link_out_of_the_folder_and_a_pipe_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("email,name\na@example.com,Anna\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "people.csv").symlink_to(tmp_path / "secret.csv")
    os.mkfifo(tmp_path / "folder" / "teams.csv")

    assert reasons(bring(tmp_path / "folder")) == [
        "people.csv: This is a link to a file outside the folder. Put the file itself here.",
        "teams.csv: This is not a file.",
    ]


def test_hundreds_of_bad_rows_are_counted_and_the_first_are_shown(tmp_path: Path) -> None:
    people = "email,name\n" + "".join(f"x{each},X\n" for each in range(500))

    outcome = bring(write(tmp_path, people=people))

    assert (outcome.problems.count, len(outcome.problems.shown), outcome.problems.not_shown) == (500, 200, 300)
