"""Writes modules through the library's own actions, each by its owner, so that they are as if made here."""

from contextlib import nullcontext
from datetime import UTC, datetime, time

from django.utils import timezone

from upwell.core import clock
from upwell.interop.imports.pages import PagePlan
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.shelving import blocks_of
from upwell.interop.imports.writing.watching import Progress
from upwell.library.actions.curating import add_author, check_item, set_valid_until
from upwell.library.actions.reviewing import publish_or_ask
from upwell.library.actions.writing import save_draft, start_module
from upwell.library.models import Module
from upwell.media.actions import add_file, add_picture, pieces_of
from upwell.media.models import Picture, StoredFile
from upwell.needs.actions.answering import answer_need
from upwell.needs.models import Need
from upwell.people.models import Person


def write_pages(plan: Plan, *, by: Person | None, progress: Progress) -> None:
    """Start every new module, so that all have addresses; then write each with its links, and publish it."""
    pages = [*plan.modules.added, *plan.changed_pages]
    _add_pictures(pages, by)
    _add_files(pages, by)
    for page in plan.modules.added:
        with clock.at(page.published_at) if page.published_at else nullcontext():
            item = start_module(
                by=_person(plan, page.owner),
                title=page.title,
                summary=page.summary,
                skills=page.skills,
                language=page.language,
                imported_id=page.imported_id,
            )
        page.item_id = item.pk
        page.shelf.item_ids[page.path.as_posix()] = item.pk
    for page in pages:
        with clock.at(page.published_at) if page.published_at else nullcontext():
            _publish(plan, page)
        progress("modules", 1)


def _publish(plan: Plan, page: PagePlan) -> None:
    module = Module.objects.select_related("item__owner").get(item__imported_id=page.imported_id)
    item, stamp = module.item, module.draft_stamp
    blocks = blocks_of(page)
    save_draft(item, by=item.owner, title=page.title, blocks=blocks, stamp=stamp, skills=page.skills or None)
    for email in page.authors:
        add_author(item, by=item.owner, person=_person(plan, email))
    publish_or_ask(item, by=item.owner)
    if page.checked_on and page.checked_on > timezone.localdate(clock.now()):
        with clock.at(datetime.combine(page.checked_on, time(12), UTC)):
            check_item(item, by=item.owner)
    if page.valid_until:
        set_valid_until(item, by=item.owner, until=page.valid_until)
    item.refresh_from_db()
    if not item.is_published:  # its topic is regulated here; it answers nothing until it is approved
        return
    for need in Need.objects.filter(pk__in=[plan.need_ids[each] for each in page.answers]):
        answer_need(need, by=item.owner, item=item)


def _add_pictures(pages: list[PagePlan], by: Person | None) -> None:
    files = {sha256: file for page in pages for sha256, file in page.picture_files.items()}
    here = set(Picture.objects.filter(sha256__in=files).values_list("sha256", flat=True))
    for sha256, file in files.items():
        if sha256 not in here:
            add_picture(file.read_bytes(), by=by)


def _add_files(pages: list[PagePlan], by: Person | None) -> None:
    files = {sha256: file for page in pages for sha256, file in page.stored_files.items()}
    here = set(StoredFile.objects.filter(sha256__in=files).values_list("sha256", flat=True))
    for sha256, file in files.items():
        if sha256 not in here:
            add_file(pieces_of(file), name=file.name, by=by)


def _person(plan: Plan, email: str) -> Person:
    person: Person = Person.objects.get(pk=plan.person_ids[email])
    return person
