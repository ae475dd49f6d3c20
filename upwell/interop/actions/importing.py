"""Bringing an organisation in from a folder of files: the one door to it, for the command and for the page."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from upwell.core import jobs, journal
from upwell.interop.imports.checking import check_rows
from upwell.interop.imports.outcome import Outcome, outcome_of
from upwell.interop.imports.pages import read_pages
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.planning import plan_records
from upwell.interop.imports.problems import Problems, Where
from upwell.interop.imports.reading import Folder, read_folder
from upwell.interop.imports.shelving import plan_pages
from upwell.interop.imports.writing import Progress, write_plan
from upwell.interop.permissions import can_import
from upwell.people.models import Person

REBUILD = "upwell.search.tasks.rebuild"
PATHS = "upwell.journeys.tasks.follow_rules"
MANY = 1000  # rows, from which on PostgreSQL should learn anew how its tables are filled


def say_nothing(kind: str, count: int) -> None:
    """Progress that nobody watches."""


@transaction.atomic
def import_folder(
    folder: Path | None,
    *,
    by: Person | None,
    modules: Path | None = None,
    owner: str = "",
    is_dry_run: bool = False,
    anchor: datetime | None = None,
    only: Collection[str] = (),
    begin: Callable[[Plan], Progress] = lambda plan: say_nothing,
) -> Outcome:
    """Bring in what a folder holds, and a plain folder of Markdown as `modules` of the person with the address `owner`.

    All or nothing: one bad row, and nothing is written. What is here already and says the same stays, so that a second
    run changes nothing. A dry run says what would happen. Admins may, and the installation itself (`by=None`).
    `only` names the files to read, where not all of them are wanted; `anchor` allows times relative to it.
    """
    if not can_import(by):
        raise PermissionDenied
    problems = Problems()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('upwell import'))")  # two at once would add twice
    plan = _plan(folder, modules, owner.strip().lower(), anchor, only, problems)
    is_done = not problems.count and not is_dry_run and plan.changes_something
    if is_done:
        with journal.quietly():
            write_plan(plan, by=by, progress=begin(plan))
        _bring_search_up_to_date(plan)
        jobs.enqueue(PATHS, once=PATHS)  # nor did whoever lets people onto paths
    return outcome_of(plan, problems, was_done=is_done)


def _plan(
    folder: Path | None,
    modules: Path | None,
    owner: str,
    anchor: datetime | None,
    only: Collection[str],
    problems: Problems,
) -> Plan:
    contents = read_folder(folder, problems, only) if folder else Folder(Path())
    records = check_rows(contents, problems, anchor=anchor)
    shelves = [(contents.modules, "modules")] if contents.modules else []
    if modules and _is_folder(modules, problems):
        shelves.append((modules, modules.resolve().name))
    pages = [(path, list(read_pages(path, name, problems, owner=owner, anchor=anchor))) for path, name in shelves]
    if modules and not problems.count and not any(each for _path, each in pages):
        problems.add(Where(str(modules)), _("There are no Markdown pages in this folder that one could learn from."))
    plan = plan_records(records, [page for _path, each in pages for page in each], problems)
    coming = {record.email for record in records.people}
    for path, each in pages:
        plan_pages(plan, path, each, coming, problems)
    return plan


def _is_folder(path: Path, problems: Problems) -> bool:
    if path.is_dir():
        return True
    reason = _("This is a file. Name the folder it lies in.") if path.exists() else _("There is no such folder.")
    problems.add(Where(str(path)), reason)
    return False


def _bring_search_up_to_date(plan: Plan) -> None:
    """No reader saw the lines, so search is built anew once; and statistics, since an empty table's were of no use."""
    jobs.enqueue(REBUILD, once=REBUILD)
    if sum(len(part.added) for part in plan.parts.values()) >= MANY:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
