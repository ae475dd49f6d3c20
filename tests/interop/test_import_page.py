"""The import page: admins upload, see what would change, and then import it."""

import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.interop import folders
from upwell.core import jobs
from upwell.core.models import Line
from upwell.interop import unpacking
from upwell.interop.actions import uploading
from upwell.interop.models import Upload
from upwell.people.models import Person

PAGE = "/settings/import/"
# the cast's own teams stay where they are
TEAMS = folders.TEAMS.replace("Outpatients", "Ward 1").replace("Pharmacy", "Ward 2")
PEOPLE = folders.PEOPLE.replace("Outpatients", "Ward 1").replace("outpatients", "ward 1").replace("Pharmacy", "Ward 2")
MANY = 400


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    settings.SEARCH_FOLDER = tmp_path / "search"


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.admin)
    return client


def file(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def zipped(entries: Mapping[str, str | bytes], **options: Any) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", **options) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file("folder.zip", packed.getvalue())


def send(admin: Client, *files: SimpleUploadedFile) -> Any:
    return admin.post(PAGE, {"chosen": list(files)}, follow=True)


def said(response: Any) -> str:
    return str(response.content.decode())


def test_the_page_stands_in_settings_for_admins(admin: Client, cast: Cast) -> None:
    assert reverse("interop:import") == PAGE
    assert PAGE in said(admin.get(reverse("people:settings")))
    assert admin.get(PAGE).status_code == 200
    admin.force_login(cast.steward)
    assert admin.get(PAGE).status_code == 403
    assert send(admin, file("people.csv", PEOPLE)).status_code == 403


def test_files_are_looked_at_first_and_imported_when_one_says_so(admin: Client, cast: Cast) -> None:
    before = Person.objects.count()
    page = send(admin, file("teams.csv", TEAMS), file("people.csv", PEOPLE))

    assert page.status_code == 200
    assert "This was a dry run: nothing was changed." in said(page)
    assert "Import these 3 teams and 3 people" in said(page)
    assert "Greta Nyström &lt;greta@example.com&gt;" in said(page)
    assert Person.objects.count() == before

    upload = Upload.objects.get()
    page = admin.post(f"{PAGE}{upload.pk}/begin/", follow=True)
    assert "Being imported" in said(page) and 'hx-trigger="every 2s"' in said(page)
    jobs.run_waiting()

    page = admin.get(f"{PAGE}{upload.pk}/", headers={"HX-Request": "true"})
    assert "Done." in said(page) and "hx-trigger" not in said(page) and "<html" not in said(page)
    assert Person.objects.count() == before + 3
    assert Line.objects.get(verb="import.done").actor_id == cast.admin.pk
    assert not upload.folder.exists()


def test_a_second_tap_imports_once(admin: Client) -> None:
    send(admin, file("people.csv", "email,name\nanna@example.com,Anna\n"))
    upload = Upload.objects.get()

    for _ in range(2):
        admin.post(f"{PAGE}{upload.pk}/begin/")
    jobs.run_waiting()
    uploading.finish_import(Upload.objects.get(), by=upload.by)

    assert Line.objects.filter(verb="import.done").count() == 1


def test_bad_rows_are_shown_and_cannot_be_imported(admin: Client) -> None:
    page = send(admin, file("people.csv", "email,name\nanna@example.com,<b>Anna</b>\nbert,Bert\n"))

    assert "Nothing was imported: 1 thing needs mending." in said(page)
    assert "people.csv, line 3" in said(page) and "‘bert’ in ‘email’ is not an e-mail address." in said(page)
    assert "begin" not in said(page) and "<b>Anna" not in said(page)
    refused = admin.post(f"{PAGE}{Upload.objects.get().pk}/begin/")
    assert refused.status_code == 422 and "nothing here that can be imported" in said(refused)


def test_a_large_upload_is_read_by_a_job(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"p{each}@example.com,Person {each} {'x' * 80}\n" for each in range(MANY * 12))
    page = send(admin, file("everybody.csv", f"email,name\n{rows}"))

    assert "The files are being read." in said(page)
    jobs.run_waiting()
    page = admin.get(f"{PAGE}{Upload.objects.get().pk}/")
    assert f"Import these {MANY * 12:,} people" in said(page)


def test_files_can_be_put_away(admin: Client) -> None:
    send(admin, file("people.csv", "email,name\nanna@example.com,Anna\n"))
    upload = Upload.objects.get()

    assert "The files are gone." in said(admin.post(f"{PAGE}{upload.pk}/put-away/", follow=True))
    assert not upload.folder.exists()
    assert admin.post(f"{PAGE}{upload.pk}/begin/").status_code == 422


def test_what_changed_meanwhile_is_said(admin: Client, cast: Cast) -> None:
    send(admin, file("people.csv", "email,name,lead_email\nanna@example.com,Anna,piet@example.org\n"))
    upload = Upload.objects.get()
    admin.post(f"{PAGE}{upload.pk}/begin/")
    Person.objects.filter(pk=cast.stranger.pk).update(email="pieter@example.org")
    jobs.run_waiting()

    page = admin.get(f"{PAGE}{upload.pk}/")
    assert "Nothing was imported" in said(page) and "piet@example.org" in said(page)


def test_somebody_who_is_no_admin_any_more_imports_nothing(admin: Client, cast: Cast) -> None:
    send(admin, file("people.csv", "email,name\nanna@example.com,Anna\n"))
    admin.post(f"{PAGE}{Upload.objects.get().pk}/begin/")
    Person.objects.filter(pk=cast.admin.pk).update(role="member")
    jobs.run_waiting()

    assert "may not import any more" in Upload.objects.get().failure
    assert not Person.objects.filter(email="anna@example.com").exists()


def test_a_zip_of_the_folder_is_unpacked_with_its_modules(admin: Client, cast: Cast) -> None:
    module = "# Hand washing\n\n" + "Wash your hands as long as you would sing, and mind the thumbs. " * 3
    entries = {
        "hospital/people.csv": PEOPLE,
        "hospital/teams.csv": TEAMS,
        "hospital/modules/hygiene/hands.md": module,
        "__MACOSX/hospital/._people.csv": "junk",
        "hospital/.DS_Store": "junk",
    }

    page = send(admin, zipped(entries))

    assert "Import these 3 teams, 3 people and 1 module" in said(page)


def test_a_zip_of_nothing_but_pages_becomes_modules(admin: Client) -> None:
    module = "# Hand washing\n\n" + "Wash your hands as long as you would sing, and mind the thumbs. " * 3

    assert "Import 1 module" in said(send(admin, zipped({"handbook/docs/hands.md": module, "handbook/x.txt": ""})))


def test_a_zip_without_anything_to_import_is_refused(admin: Client) -> None:
    page = send(admin, zipped({"photos/beach.jpg": b"x"}))

    assert page.status_code == 422 and "There is nothing to import in ‘folder.zip’." in said(page)


def test_loose_pages_become_modules_of_whoever_uploads_them(admin: Client) -> None:
    page = send(
        admin, file("hands.md", "# Hand washing\n\n" + "Mind the thumbs, and the nails, and the time it takes. " * 5)
    )

    assert "Import 1 module" in said(page)


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ({"../people.csv": "x"}, "would lead outside of it"),
        ({"/etc/people.csv": "x"}, "would lead outside of it"),
        ({"a\\..\\..\\people.csv": "x"}, "would lead outside of it"),
        ({"C:/people.csv": "x"}, "would lead outside of it"),
        ({"modules/big.md": b"\0" * 3_000_000}, "Unpacked, this is more than 2 MB."),
        ({f"modules/{each}.md": "x" for each in range(40)}, "This zip holds more than 30 files."),
    ],
)
def test_a_zip_that_tries_something_is_refused_and_leaves_nothing(
    admin: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, entries: dict[str, str | bytes], reason: str
) -> None:
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 2 * 1024 * 1024)
    monkeypatch.setattr(unpacking, "MOST_FILES", 30)

    page = send(admin, zipped(entries, compression=zipfile.ZIP_DEFLATED))

    assert page.status_code == 422 and reason in said(page)
    assert not Upload.objects.exists() and not list((tmp_path / "imports").glob("*"))


def test_a_link_in_a_zip_is_refused(admin: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("people.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert "would lead outside of it" in said(send(admin, file("folder.zip", packed.getvalue())))


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        (file("folder.zip", b"PK\x03\x04 but not really"), "cannot be unpacked"),
        (file("people.xlsx", b"PK\x03\x04"), "Save spreadsheets as CSV"),
        (file("list.csv", "a,b\n1,2\n"), "names neither the column ‘email’ nor ‘team’"),
        (file("people.csv", ""), "One of the files is empty."),
    ],
)
def test_files_that_nobody_knows_are_refused_in_words(admin: Client, upload: SimpleUploadedFile, reason: str) -> None:
    page = send(admin, upload)

    assert page.status_code == 422 and reason in said(page)
    assert not Upload.objects.exists()


def test_without_files_the_page_says_to_choose_some(admin: Client) -> None:
    page = admin.post(PAGE, {})

    assert page.status_code == 422 and "Choose the files first." in said(page)


def test_two_files_of_one_kind_are_refused(admin: Client) -> None:
    page = send(admin, file("a.csv", PEOPLE), file("b.csv", PEOPLE))

    assert page.status_code == 422 and "Two of the files would be ‘people.csv’" in said(page)


def test_files_nobody_imported_are_let_go_after_a_week(admin: Client) -> None:
    send(admin, file("people.csv", "email,name\nanna@example.com,Anna\n"))
    upload = Upload.objects.get()
    assert uploading.forget_old_uploads() == 0

    Upload.objects.update(at=upload.at - uploading.KEPT_FOR * 2)

    assert uploading.forget_old_uploads() == 1
    assert not upload.folder.exists() and Upload.objects.get().put_away_at


def test_an_upload_that_is_not_there_is_not_found(admin: Client) -> None:
    assert admin.get(f"{PAGE}99/").status_code == 404
