"""Real folders come in cleanly, and a second time change nothing. They lie beside the project, not in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interop.folders import bring, counts, write
from upwell.library.models import Item, Version
from upwell.needs.models import Answer, Confirmation, Need

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"the real material is not in {DATA}"),
]


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[str]:
    bring(write(tmp_path / "owner", people="email,name\nedda@example.org,Edda Handbook\n"))
    yield "edda@example.org"


def test_a_real_forum_comes_in_whole_and_once() -> None:
    folder = DATA / "questions-community"

    outcome = bring(folder)

    assert not outcome.problems.count and not outcome.problems.notes
    assert counts(outcome)["people"] == (2187, 0, 0)
    assert (Need.objects.count(), Answer.objects.count()) == (670, 6700)
    accepted = Answer.objects.filter(is_accepted=True)
    assert Confirmation.objects.count() == accepted.count() > 0
    solved = Need.objects.filter(solved_at__isnull=False)
    assert solved.count() == accepted.values("need").distinct().count()
    assert not Need.objects.filter(answered_at=None).exists()
    again = bring(folder)
    assert not again.changes_something and counts(again)["answers"] == (0, 0, 6700)


def test_a_real_handbook_comes_in_with_its_links(owner: str) -> None:
    folder = DATA / "content-google-eng-practices"

    outcome = bring(None, modules=folder, owner=owner)

    assert counts(outcome) == {"modules": (13, 0, 0)}
    assert not outcome.problems.count
    text = "\n".join(str(blocks) for blocks in Version.objects.values_list("blocks", flat=True))
    assert text.count("](/modules/") > 40 and not re.search(r"\]\((?!https:)[^)]*\.md\)", text)
    assert Item.objects.filter(title="The Standard of Code Review").exists()
    assert counts(bring(None, modules=folder, owner=owner)) == {"modules": (0, 0, 13)}
