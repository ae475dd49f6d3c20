"""Does what a plan says. The one place where an import writes: all or nothing, in the caller's transaction."""

from upwell.interop.imports.plan import Plan
from upwell.interop.imports.writing.answers import write_answers
from upwell.interop.imports.writing.needs import write_needs
from upwell.interop.imports.writing.pages import write_pages
from upwell.interop.imports.writing.people import write_people
from upwell.interop.imports.writing.teams import write_teams
from upwell.interop.imports.writing.watching import Progress
from upwell.people.models import Person

__all__ = ["Progress", "write_plan"]


def write_plan(plan: Plan, *, by: Person | None, progress: Progress) -> None:
    """Write everything, each kind after what it refers to; tells `progress` the kind and how many of it are done."""
    write_teams(plan, by=by)
    progress("teams", len(plan.teams.added) + len(plan.teams.changed))
    write_people(plan, by=by, progress=progress)
    write_needs(plan, progress=progress)
    write_answers(plan, progress=progress)
    write_pages(plan, by=by, progress=progress)
