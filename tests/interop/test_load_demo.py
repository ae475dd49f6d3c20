"""`load_demo`: a small history of our own, told through the actions; and that the real demo's files can be told."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from tests.interop.folders import PEOPLE, TEAMS, write
from upwell import demo
from upwell.core.models import Line
from upwell.interop.demo.events import read_history
from upwell.interop.demo.loading import load_demo
from upwell.library.models import Item, Version
from upwell.needs.models import Confirmation, Need
from upwell.notifications.models import Notice
from upwell.people.models import Organisation, Person

pytestmark = pytest.mark.django_db

MODULE = """---
title: Letters that get read
by: kofi@example.com
authors: [kofi@example.com, greta@example.com]
skills: [writing]
at: -P39D
checked: -P5D
valid_until: P18D
answers: [letters]
---

Begin with what changed, and with what the reader has to do now, because she has forty seconds for it.

Then say why, in two lines, and leave out the stay: she was not there, and what she needs is next week.

## The four parts

Who, what, until when, and whom to ring.

The table came later, when somebody asked which part is missing most often in our letters.
"""
STORY = [
    {"at": "-P40D", "by": "kofi@example.com", "verb": "offer", "need": "letters", "how": "write", "note": "I will."},
    {"at": "-P39DT1H", "by": "greta@example.com", "verb": "voice", "need": "letters", "urgency": "now"},
    {"at": "-P38D", "by": "sofia@example.com", "verb": "confirm", "need": "letters", "outcome": "solved"},
    {"at": "-P37D", "by": "sofia@example.com", "verb": "react", "item": "letters", "kind": "useful"},
    {"at": "-P36D", "by": "sofia@example.com", "verb": "comment", "item": "letters", "text": "Which part is missing?"},
    {"at": "-P35D", "by": "greta@example.com", "verb": "revise", "item": "letters", "note": "A table."},
    {"at": "-P2D", "by": "sofia@example.com", "verb": "used", "need": "letters", "used": "yes", "note": "On Friday."},
    {"at": "-P1D", "by": "sofia@example.com", "verb": "confirm_skill", "person": "kofi@example.com",
     "skill": "GP liaison", "evidence": "She rang."},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    needs = [
        {"id": "letters", "title": "How do I write a letter?", "asked_by": "sofia@example.com", "asked_at": "-P41D"}
    ]
    answers = [{"need": "letters", "by": "greta@example.com", "at": "-P40DT2H", "text": "Briefly.", "accepted": True}]
    write(tmp_path, teams=TEAMS, people=PEOPLE, needs=needs, answers=answers, story=STORY)
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "letters.md").write_text(MODULE)
    return tmp_path


def test_the_history_is_told_by_the_actions_each_at_its_moment(folder: Path) -> None:
    assert load_demo(folder)

    need, now = Need.objects.get(), timezone.now()
    assert (need.voice_count, need.offer_count, need.answer_count, need.solved_count, need.used_count) == (
        2,
        1,
        2,
        1,
        1,
    )
    assert need.first_help_at and need.solved_at
    assert abs(now - timedelta(days=40, hours=2) - need.first_help_at) < timedelta(minutes=5)
    assert abs(now - timedelta(days=38) - need.solved_at) < timedelta(minutes=5)
    item = Item.objects.get()
    assert (item.title, item.owner.email, item.answer_count, item.solved_count) == (
        *("Letters that get read", "kofi@example.com", 1, 1),
    )
    assert [author.person.email for author in item.authorships.all()] == ["kofi@example.com", "greta@example.com"]
    assert item.checked_on == (now - timedelta(days=5)).date()
    assert item.thread.comment_count == 1 and item.thread.found_useful_count == 1
    assert Confirmation.objects.get().asked_again_at is not None


def test_a_revision_adds_what_the_file_holds_now(folder: Path) -> None:
    load_demo(folder)

    latest, first = Version.objects.order_by("-number")
    assert "The table came later" in str(latest.blocks) and latest.note == "A table."
    assert "The table came later" not in str(first.blocks) and "Whom to ring" in str(first.blocks).replace(
        "whom", "Whom"
    )


def test_inboxes_hold_what_came_back_and_older_notices_are_read(folder: Path) -> None:
    load_demo(folder)

    sofia = Notice.objects.filter(person__email="sofia@example.com")
    assert sofia.filter(kind="answered").exists() and not sofia.unread().filter(kind="answered").exists()
    assert Notice.objects.unread().filter(person__email="kofi@example.com", kind="confirmed_skill").count() == 1
    assert not Notice.objects.filter(mailed_at__isnull=True).exists()


def test_everybody_can_sign_in_and_the_organisation_has_its_name(folder: Path) -> None:
    people = (folder / "people.csv").read_text().replace("wants\n", "wants,role\n", 1)
    people = people.replace("leading,\n", "leading,,admin\n")
    (folder / "people.csv").write_text(people)

    load_demo(folder)

    assert all(person.check_password(demo.PASSWORD) for person in Person.objects.all())
    assert Organisation.objects.get().name == demo.NAME


def test_it_stays_away_where_there_are_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_demo(folder)
    before = Line.objects.count()

    assert not load_demo(folder)
    call_command("load_demo")

    assert Line.objects.count() == before
    assert "so the demo stays away" in capsys.readouterr().out


def test_a_file_that_does_not_fit_leaves_nothing_behind(folder: Path) -> None:
    (folder / "story.jsonl").write_text(json.dumps({**STORY[0], "at": "yesterday"}) + "\n")

    with pytest.raises(ValidationError, match="story.jsonl, line 1"):
        load_demo(folder)

    assert not Person.objects.exists()


def test_the_real_demo_reads_as_one_history() -> None:
    now = timezone.now()

    events = read_history(demo.FOLDER, now)

    assert events == sorted(events, key=lambda event: event.at)
    assert events[-1].at <= now
    assert {"need", "module", "answer_in_words", "voice", "confirm", "ask_used"} <= {event.verb for event in events}
