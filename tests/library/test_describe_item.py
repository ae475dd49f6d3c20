"""What stands on a module's card beside its title."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.browsing import at, read
from tests.cast import Cast
from tests.library.sheets import draft
from upwell.core.models import Line
from upwell.library.actions.describing import describe_item


def test_an_author_says_what_it_is_about(cast: Cast) -> None:
    item = draft(cast.author)
    assert describe_item(item, by=cast.author, summary=" Put the ask\nfirst. ", skills=["letters", "", "Writing"])
    item.refresh_from_db()
    assert item.summary == "Put the ask first."
    assert {skill.name.lower() for skill in item.skills.all()} == {"letters", "writing"}
    assert Line.objects.filter(verb="item.described").count() == 1


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    item = draft(cast.author)
    for expected in (True, False):
        assert describe_item(item, by=cast.author, summary="Short", skills=["letters"]) is expected
    assert Line.objects.filter(verb="item.described").count() == 1


def test_only_its_authors_may(cast: Cast) -> None:
    item = draft(cast.author)
    with pytest.raises(PermissionDenied):
        describe_item(item, by=cast.helper, summary="Mine", skills=[])
    item.refresh_from_db()
    assert item.summary == ""


def test_too_much_is_refused_and_nothing_changes(cast: Cast) -> None:
    item = draft(cast.author)
    with pytest.raises(ValidationError):
        describe_item(item, by=cast.author, summary="x" * 301, skills=[])
    with pytest.raises(ValidationError):
        describe_item(item, by=cast.author, summary="Fine", skills=[str(number) for number in range(11)])
    item.refresh_from_db()
    assert item.summary == ""


def test_the_page_is_told_in_a_word(cast: Cast) -> None:
    item = draft(cast.author)
    sent = {"summary": "Short", "skills": "letters, writing"}
    told = at(cast.author).post(f"/modules/{item.pk}/describe/", sent, headers={"HX-Request": "true"})
    assert (told.status_code, read(told)) == (200, "Saved")
    refused = at(cast.author).post(f"/modules/{item.pk}/describe/", {"summary": "x" * 301})
    assert refused.status_code == 422
    assert "Say it shorter" in read(refused)
