"""What an import did, or would do, in numbers and words: the same for the command and the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from upwell.interop.imports.plan import Change, Plan
from upwell.interop.imports.problems import Problems

KINDS = {
    "teams": gettext_lazy("teams"),
    "people": gettext_lazy("people"),
    "needs": gettext_lazy("needs"),
    "answers": gettext_lazy("answers"),
    "modules": gettext_lazy("modules"),
}
EXAMPLES = 20  # of what is new and of what changes, of each kind


@dataclass(frozen=True)
class Count:
    """Of one kind: how many are new, change, and stay; and some of them by name."""

    kind: str
    added: int
    changed: int
    same: int
    new_ones: list[str]
    changes: list[Change]

    @property
    def name(self) -> str:
        """The kind in the reader's language."""
        return str(KINDS[self.kind])

    @property
    def total(self) -> int:
        """How many there were in the files."""
        return self.added + self.changed + self.same

    def __str__(self) -> str:
        words = {"name": self.name, "added": self.added, "changed": self.changed, "same": self.same}
        return _("%(name)s: %(added)d added, %(changed)d changed, %(same)d as they were") % words


@dataclass(frozen=True)
class Outcome:
    """The counts of each kind that occurs, what is wrong, and whether it was done."""

    counts: list[Count]
    problems: Problems
    was_done: bool

    @property
    def changes_something(self) -> bool:
        """Whether anything is new or changes."""
        return any(count.added or count.changed for count in self.counts)

    @property
    def can_be_done(self) -> bool:
        """Whether nothing stands against it, and there is something to do."""
        return not self.problems.count and self.changes_something

    @property
    def verdict(self) -> str:
        """What became of it, in a sentence."""
        count = self.problems.count
        if count:
            said = ngettext(
                "Nothing was imported: %(count)d row needs mending.",
                "Nothing was imported: %(count)d rows need mending.",
                count,
            )
            return said % {"count": count}
        if not self.changes_something:
            return _("Nothing to do: everything is here already.")
        return _("Done.") if self.was_done else _("This was a dry run: nothing was changed.")


def outcome_of(plan: Plan, problems: Problems, *, was_done: bool) -> Outcome:
    """The outcome of a plan."""
    counts = []
    for kind, part in plan.parts.items():
        if part.added or part.changed or part.same:
            new = [_label(plan, kind, row) for row in part.added[:EXAMPLES]]
            counts.append(Count(kind, len(part.added), len(part.changed), part.same, new, part.changed[:EXAMPLES]))
    return Outcome(counts, problems, was_done)


def _label(plan: Plan, kind: str, row: object) -> str:
    return plan.tree.name_of(row) if kind == "teams" and isinstance(row, int) else str(getattr(row, "label", row))
