"""Compares the pages of a folder with the modules here: new, changed, or as they were; finds their owners."""

from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from upwell.interop.imports.enclosed import find_files, find_pictures
from upwell.interop.imports.links import Shelf, leading_here
from upwell.interop.imports.pages import PagePlan
from upwell.interop.imports.plan import Change, Plan
from upwell.interop.imports.problems import Problems
from upwell.library.blocks import Block, filled, finish, validate
from upwell.library.markdown import place_pictures
from upwell.library.models import Item, Module, Version


def plan_pages(plan: Plan, folder: Path, pages: Iterable[PagePlan], coming: set[str], problems: Problems) -> None:
    """Put into `plan` what becomes of `pages`. A module that somebody is writing on here stays as it is, with a note.

    A page that says what the module said before in any of its versions brings nothing new: it may have been
    improved here since.
    """
    pages = list(pages)
    shelf = Shelf(page.path for page in pages)
    _refuse_unknown(plan, pages, coming, problems)
    here = dict(
        Item.objects.filter(imported_id__in=[page.imported_id for page in pages]).values_list("imported_id", "pk")
    )
    shelf.item_ids = {page.path.as_posix(): here[page.imported_id] for page in pages if page.imported_id in here}
    written_on = set(Module.objects.filter(item__in=here.values(), draft__isnull=False).values_list("pk", flat=True))
    for page in pages:
        page.shelf = shelf
        find_pictures(page, folder, problems)
        find_files(page, folder, problems)
        page.item_id = here.get(page.imported_id)
        if not _is_sound(page, problems):
            continue
        if page.item_id is None:
            plan.modules.added.append(page)
        elif page.item_id in written_on:
            problems.note(
                page.where, _("Left as it is: somebody is writing on this module, and has not published it yet.")
            )
            plan.modules.same += 1
        elif _says_something_new(page):
            plan.changed_pages.append(page)
            plan.modules.changed.append(Change(page.label, {"text": ("", _("a new version"))}))
        else:
            plan.modules.same += 1


def blocks_of(page: PagePlan) -> list[Block]:
    """The blocks of the module to be: pictures by their SHA-256, links to the modules whose ids are known."""
    placed = place_pictures(page.blocks, page.pictures.get, page.files.get)
    bare = [{name: value for name, value in block.items() if name != "id"} for block in placed]
    return validate(leading_here(bare, lambda target: _address(target, page)))


def _address(target: str, page: PagePlan) -> str | None:
    found = page.shelf.find(target, page.path)
    if found is None:
        return None
    # a page that is not here yet gets its address once it is
    return reverse("library:module", args=[page.shelf.item_ids.get(found, 0)])


def _refuse_unknown(plan: Plan, pages: list[PagePlan], coming: set[str], problems: Problems) -> None:
    for page in pages:
        for email in dict.fromkeys([page.owner, *page.authors]):
            if email not in coming and email not in plan.person_ids:
                reason = _("Nobody here or in people.csv has the address ‘%(email)s’.")
                problems.add(page.where, reason % {"email": email[:80]})
        for need in page.answers:
            if need not in plan.need_ids and need not in plan.coming_needs:
                problems.add(page.where, _("There is no need with the id ‘%(id)s’.") % {"id": need[:80]})


def _is_sound(page: PagePlan, problems: Problems) -> bool:
    try:
        finish(blocks_of(page))
    except ValidationError as refusal:
        problems.add(page.where, " ".join(refusal.messages))
        return False
    return True


def _says_something_new(page: PagePlan) -> bool:
    content = (page.title, finish(blocks_of(page)))
    versions = Version.objects.filter(module=page.item_id).values_list("title", "blocks")
    return content not in [(title, [filled(block) for block in blocks]) for title, blocks in versions]
