"""Asking, recording, keeping, taking away: whoever records decides, and what was taken away is gone to the last byte."""

from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from tests.browsing import at, read
from tests.cast import Cast
from tests.media.clips import clip
from tests.practice.telling import ASKED, asked, recorded, said_of, uploaded, watched
from upwell.core.jobs import run_waiting
from upwell.discussion.models import Comment, Thread
from upwell.library.actions.publishing import publish_module
from upwell.media.models import Consent, StoredFile, Upload
from upwell.practice.actions.asking import Asked, ask_for_practice, decline_practice, take_back_question
from upwell.practice.actions.recording import (
    keep_in_library,
    record_film,
    record_take,
    take_back_practice,
    take_back_take,
)
from upwell.practice.actions.saying import comment_take
from upwell.practice.models import Practice, Take


def on_disk() -> list[Path]:
    """Every file that is kept for good, and what was made of it."""
    root = Path(configured.FILES)
    return [path for name in ("files", "recordings") for path in (root / name).rglob("*") if path.is_file()]


def test_somebody_asks_once_and_is_told_no_or_nothing(cast: Cast) -> None:
    practice = asked(cast)
    assert asked(cast) == practice
    assert [aspect.words for aspect in practice.aspects.all()] == ["The ask comes first", "It is kind"]
    with pytest.raises(PermissionDenied):
        ask_for_practice(ASKED, by=cast.lead, person=cast.leaver)
    with pytest.raises(ValidationError) as refusal:
        ask_for_practice(Asked("", aspects=["1", "2", "3", "4", "5"]), by=cast.lead, person=cast.asker)
    assert set(refusal.value.message_dict) == {"title", "aspects"}
    for person in (cast.lead, cast.steward):
        with pytest.raises(PermissionDenied):
            decline_practice(practice, by=person)
    for _ in range(2):
        assert decline_practice(practice, by=cast.asker, word="Not this week.").is_declined
    with pytest.raises(PermissionDenied):
        record_film(practice, [b"x"], by=cast.asker, name="late.mp4")
    assert said_of("practice") == ["practice.asked", "practice.declined"]


def test_a_question_is_taken_back_and_what_was_recorded_stays_its_persons_alone(cast: Cast) -> None:
    practice = asked(cast)
    with pytest.raises(PermissionDenied):
        take_back_question(practice, by=cast.asker)
    take = recorded(practice)
    take_back_question(practice, by=cast.lead)
    practice.refresh_from_db()
    assert practice.is_own and practice.takes.get() == take
    assert not Practice.objects.visible_to(cast.lead).exists()
    empty = asked(cast)
    for _ in range(2):
        take_back_question(empty, by=cast.lead)
    assert not Practice.objects.filter(pk=empty.pk).exists()


def test_a_take_is_for_its_person_alone_and_kept_once(cast: Cast) -> None:
    practice = asked(cast)
    upload = uploaded(cast.asker)
    with pytest.raises(PermissionDenied):
        record_take(practice, by=cast.lead, upload=upload)
    take = record_take(practice, by=cast.asker, upload=upload)
    assert not Upload.objects.exists()
    content = clip("tone.wav")
    second = record_film(practice, [content], by=cast.asker, name="tone.wav")
    assert record_film(practice, [content], by=cast.asker, name="again.wav") == second
    assert (take.number, second.number) == (1, 2)
    mine = Consent.objects.get(file=take.file)
    assert (mine.person, mine.state, mine.reach) == (cast.asker, "given", "inside")
    for person in cast.everybody:
        seen = Take.objects.visible_to(person).count()
        assert seen == (2 if person == cast.asker else 0), person
    with pytest.raises(ValidationError):
        record_film(practice, [b"%PDF-1.4 no film"], by=cast.asker, name="slides.pdf")
    other = ask_for_practice(Asked("Another"), by=cast.asker, person=cast.asker)
    with pytest.raises(ValidationError):
        record_film(other, [content], by=cast.asker, name="tone.wav")
    assert said_of("practice") == ["practice.asked", "practice.recorded", "practice.recorded", "practice.asked"]


def test_a_take_that_is_taken_away_goes_with_all_that_was_said_and_made_of_it(cast: Cast) -> None:
    practice = asked(cast)
    take = watched(recorded(practice), cast.lead)
    run_waiting()
    comment_take(take, by=cast.lead, text="Slower here.", second=1.0)
    assert len(on_disk()) > 2  # the film, and what plays
    with pytest.raises(PermissionDenied):
        take_back_take(take, by=cast.lead)
    for _ in range(2):
        take_back_take(take, by=cast.asker)
    run_waiting()
    assert on_disk() == []
    left = [model.objects.exists() for model in (Take, StoredFile, Consent, Comment, Thread)]
    assert left == [False] * 5
    assert said_of("practice")[-1] == "practice.taken_back"
    assert said_of("practice").count("practice.taken_back") == 1
    assert Client().get(practice.get_absolute_url()).status_code == 302
    assert at(cast.lead).get(practice.get_absolute_url()).status_code == 200  # who asked still sees that they asked


def test_everything_is_taken_away_at_once_and_what_one_asked_of_oneself_is_gone(cast: Cast) -> None:
    practice = ask_for_practice(Asked("For myself"), by=cast.asker, person=cast.asker)
    recorded(practice), recorded(practice)
    with pytest.raises(PermissionDenied):
        take_back_practice(practice, by=cast.steward)
    for _ in range(2):
        take_back_practice(practice, by=cast.asker)
    assert not Practice.objects.exists() and not StoredFile.objects.exists()
    assert said_of("practice")[-1] == "practice.taken_back"


def test_the_best_take_goes_into_the_library_and_stays_there(cast: Cast) -> None:
    practice = asked(cast)
    take = watched(recorded(practice), cast.lead)
    with pytest.raises(PermissionDenied):
        keep_in_library(take, by=cast.lead)
    item = keep_in_library(take, by=cast.asker)
    assert keep_in_library(take, by=cast.asker) == item
    assert (item.owner, item.title) == (cast.asker, practice.title)
    assert [block["file"] for block in item.module.draft or []] == [take.file.sha256]
    publish_module(item, by=cast.asker)
    take_back_take(take, by=cast.asker)
    assert StoredFile.objects.filter(pk=take.file_id).exists()
    assert "x-player" in read(at(cast.stranger).get(item.get_absolute_url()))
    assert "practice.kept" in said_of("practice")
