"""Folders of Markdown become modules: with their pictures, links and questions, and without what is about the files."""

import io
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image

from tests.interop.folders import bring, counts, hospital, reasons
from upwell.library.actions.writing import save_draft
from upwell.library.models import Item, Module, Version
from upwell.media.models import Picture
from upwell.needs.models import Need

pytestmark = pytest.mark.django_db
OWNER = "kofi@example.com"
LONG = "One begins with what changed, then says what the reader has to do now, and until when, and whom to ring. " * 2


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """A plain folder of Markdown, as organisations have them, and the people who own it."""
    bring(hospital(tmp_path / "hospital"))
    folder = tmp_path / "handbook"
    pages = {
        "README.md": f"# About this repository\n\n{LONG}",
        "CONTRIBUTING.md": LONG,
        "docs/LICENSE.md": LONG,
        ".github/pull_request_template.md": LONG,
        "docs/index.md": f"---\ntitle: Where to begin\n---\n{LONG}\nFirst [the letter](letters/good.md#first), then "
        f"[rounds](/rounds/) and [the form](../forms/form.pdf), or [the web](https://www.example.org/).",
        "docs/letters/good.md": f"# Good letters\n\n{LONG}\n\n![A letter](pictures/letter.png)\n\nBack to [the start](../index.md).",
        "docs/rounds.md": f'{LONG}\n\n!!! tip "Mind"\n    See {{% page "/letters/good" %}}.\n\n![Nowhere](gone.png)\n\n```\n[x](rounds.md)\n```\n',
        "docs/stub.md": "# Soon\n\nTo be written.",
    }
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "docs/letters/pictures").mkdir()
    drawing = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawing, "PNG")
    (folder / "docs/letters/pictures/letter.png").write_bytes(drawing.getvalue())
    return folder


def blocks_of(title: str) -> str:
    return str(Version.objects.order_by("-number").filter(title=title)[0].blocks)


def test_a_handbook_becomes_modules_without_what_is_about_the_files(handbook: Path) -> None:
    outcome = bring(None, modules=handbook, owner=OWNER.upper())

    assert counts(outcome) == {"modules": (3, 0, 0)}
    assert set(Item.objects.values_list("title", "imported_id")) == {
        ("Where to begin", "handbook/docs/index.md"),
        ("Good letters", "handbook/docs/letters/good.md"),
        ("Rounds", "handbook/docs/rounds.md"),
    }
    assert all(item.is_published and item.owner.email == OWNER for item in Item.objects.all())
    assert [str(note) for note in outcome.problems.notes] == [
        "handbook/docs/stub.md: Left out: there is too little on this page to learn from.",
        "handbook/docs/rounds.md: A picture is not there, its words stay: gone.png",
    ]


def test_links_between_pages_lead_to_the_modules(handbook: Path) -> None:
    bring(None, modules=handbook, owner=OWNER)

    def address(title: str) -> str:
        return reverse("library:module", args=[Item.objects.get(title=title).pk])

    begin = blocks_of("Where to begin")
    assert f"[the letter]({address('Good letters')})" in begin and f"[rounds]({address('Rounds')})" in begin
    assert "the form" in begin and "form.pdf" not in begin and "[the web](https://www.example.org/)" in begin
    assert f"[the start]({address('Where to begin')})" in blocks_of("Good letters")
    assert "[x](rounds.md)" in blocks_of("Rounds") and "!!!" not in blocks_of("Rounds")


def test_a_picture_beside_a_page_is_kept_and_one_that_is_not_there_leaves_its_words(handbook: Path) -> None:
    bring(None, modules=handbook, owner=OWNER)

    assert f"'picture': '{Picture.objects.get().sha256}'" in blocks_of("Good letters")
    assert "Nowhere" in blocks_of("Rounds") and "gone.png" not in blocks_of("Rounds")


def test_a_second_run_changes_nothing_and_a_changed_page_is_a_new_version(handbook: Path) -> None:
    bring(None, modules=handbook, owner=OWNER)
    assert counts(bring(None, modules=handbook, owner=OWNER)) == {"modules": (0, 0, 3)}

    (handbook / "docs/rounds.md").write_text(f"{LONG}\n\nAnd wash your hands.")
    assert counts(bring(None, modules=handbook, owner=OWNER)) == {"modules": (0, 1, 2)}

    assert Version.objects.filter(title="Rounds").count() == 2 and Version.objects.count() == 4
    assert "wash your hands" in blocks_of("Rounds")


def test_what_was_improved_here_since_is_not_taken_back(handbook: Path) -> None:
    bring(None, modules=handbook, owner=OWNER)
    item = Item.objects.select_related("owner", "module__version").get(title="Rounds")
    blocks = [{"type": "text", "text": "Much better."}]
    save_draft(item, by=item.owner, title="Rounds", blocks=blocks, stamp=item.module.draft_stamp)

    (handbook / "docs/rounds.md").write_text(f"{LONG}\n\nAnd wash your hands.")
    outcome = bring(None, modules=handbook, owner=OWNER)

    assert counts(outcome) == {"modules": (0, 0, 3)}
    assert any("somebody is writing on this module" in str(note) for note in outcome.problems.notes)
    assert "Much better." in str(Module.objects.get(item=item).draft)


def test_a_dry_run_of_pages_keeps_no_picture(handbook: Path) -> None:
    outcome = bring(None, modules=handbook, owner=OWNER, is_dry_run=True)

    assert counts(outcome) == {"modules": (3, 0, 0)}
    assert not Item.objects.exists() and not Picture.objects.exists()


def test_the_front_matter_says_whose_it_is_and_which_needs_it_answers(tmp_path: Path) -> None:
    folder = hospital(tmp_path)
    (folder / "modules").mkdir()
    (folder / "modules" / "letters.md").write_text(
        f"---\ntitle: Letters\nowner: {OWNER}\nauthors: [{OWNER}, greta@example.com]\nskills: Writing; letters\n"
        f"at: 2024-04-01T08:00:00Z\nchecked: 2024-05-01\nvalid_until: 2030-01-01\nanswers: [letters]\n---\n{LONG}\n"
        "```question\nWhat comes first?\n[x] What changed\n[ ] The stay\n```\n"
    )

    assert counts(bring(folder))["modules"] == (1, 0, 0)

    item = Item.objects.get(imported_id="modules/letters.md")
    assert item.published_at and item.published_at.isoformat() == "2024-04-01T08:00:00+00:00"
    assert (str(item.checked_on), str(item.valid_until), item.answer_count) == ("2024-05-01", "2030-01-01", 1)
    assert [author.person.email for author in item.authorships.all()] == [OWNER, "greta@example.com"]
    assert {skill.name for skill in item.skills.all()} == {"Writing", "letters"}
    assert Need.objects.get(imported_id="letters").answers.filter(item=item).exists()
    assert "'type': 'question'" in blocks_of("Letters")
    assert not bring(folder).changes_something


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (LONG, "letters.md: Nobody owns this page. Put ‘owner: e-mail address’"),
        (f"---\nowner: nobody@example.com\n---\n{LONG}", "letters.md: Nobody here or in people.csv has the address"),
        (
            f"---\nowner: {OWNER}\nanswers: [nothing]\n---\n{LONG}",
            "letters.md: There is no need with the id ‘nothing’.",
        ),
        (f"---\nowner: {OWNER}\nat: some day\n---\n{LONG}", "letters.md: ‘some day’ in ‘at’ is not a moment."),
        (f"---\ntitle: [\n---\n{LONG}", "letters.md, line 3: what stands between the two lines of --- cannot be read"),
        (f"---\nowner: {OWNER}\n---\n{LONG}\n\n```question\nWhat?\n[ ] A\n```\n", "letters.md, line 6: "),
        (LONG.encode() + b"\xff", "letters.md, line 1: This line is not UTF-8 text"),
    ],
)
def test_pages_that_cannot_be_taken(tmp_path: Path, page: str | bytes, reason: str) -> None:
    folder = hospital(tmp_path)
    (folder / "modules").mkdir()
    (folder / "modules" / "letters.md").write_bytes(page if isinstance(page, bytes) else page.encode())

    assert [each.startswith(f"modules/{reason}") for each in reasons(bring(folder))] == [True]
    assert not Item.objects.exists() and not Need.objects.exists()


def test_a_picture_outside_the_folder_is_not_taken(handbook: Path) -> None:
    secret = handbook.parent / "secret.png"
    (handbook / "docs/letters/pictures/letter.png").replace(secret)
    (handbook / "docs/letters/good.md").write_text(f"# Good letters\n\n{LONG}\n\n![A letter](../../../secret.png)")

    outcome = bring(None, modules=handbook, owner=OWNER)

    assert not Picture.objects.exists()
    assert any("outside the folder" in str(note) for note in outcome.problems.notes)


def test_a_folder_of_modules_that_is_not_there(tmp_path: Path) -> None:
    assert "There is no such folder." in reasons(bring(None, modules=tmp_path / "nowhere", owner=OWNER))[0]
