"""What an import did, or would do, in numbers and words: the same for the command and the page."""

from dataclasses import dataclass
from typing import Any

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

    @property
    def as_json(self) -> dict[str, Any]:
        """As a page shows it later."""
        changes = [
            {"label": change.label, "said": [[field, was, to] for field, (was, to) in change.said.items()]}
            for change in self.changes
        ]
        numbers = {"added": self.added, "changed": self.changed, "same": self.same}
        return {"kind": self.kind, "name": self.name, **numbers, "new_ones": self.new_ones, "changes": changes}

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
                "Nothing was imported: %(count)d thing needs mending.",
                "Nothing was imported: %(count)d things need mending.",
                count,
            )
            return said % {"count": count}
        if not self.changes_something:
            return _("Nothing to do: everything is here already.")
        return _("Done.") if self.was_done else _("This was a dry run: nothing was changed.")

    @property
    def button(self) -> str:
        """What the button says that does it: 'Import these 143 people and 12 teams'."""
        added = [_counted(count.kind, count.added) for count in self.counts if count.added]
        changed = sum(count.changed for count in self.counts)
        if not added:
            return ngettext("Make this %(count)d change", "Make these %(count)d changes", changed) % {"count": changed}
        *most, last = added
        what = _(" and ").join([", ".join(most), last]) if most else last
        if not changed:
            is_one = sum(count.added for count in self.counts) == 1
            return (_("Import %(what)s") if is_one else _("Import these %(what)s")) % {"what": what}
        said = ngettext(
            "Import these %(what)s, make %(count)d change", "Import these %(what)s, make %(count)d changes", changed
        )
        return said % {"what": what, "count": changed}

    def as_json(self) -> dict[str, Any]:
        """As it is kept for the page, in the words of whoever did it."""
        return {
            "counts": [count.as_json for count in self.counts],
            "problems": [[str(problem.where), problem.reason] for problem in self.problems.in_order()],
            "problem_count": self.problems.count,
            "not_shown": self.problems.not_shown,
            "notes": [[str(note.where), note.reason] for note in self.problems.notes],
            "was_done": self.was_done,
            "can_be_done": self.can_be_done,
            "verdict": self.verdict,
            "button": self.button if self.can_be_done else "",
        }


def _counted(kind: str, count: int) -> str:
    """'1 person', '143 people'."""
    said = {
        "teams": ngettext("%(count)s team", "%(count)s teams", count),
        "people": ngettext("%(count)s person", "%(count)s people", count),
        "needs": ngettext("%(count)s need", "%(count)s needs", count),
        "answers": ngettext("%(count)s answer", "%(count)s answers", count),
        "modules": ngettext("%(count)s module", "%(count)s modules", count),
    }
    return said[kind] % {"count": f"{count:,}"}


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
