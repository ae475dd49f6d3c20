"""`upwell import FOLDER`: brings in teams, people, needs, answers and modules from files."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from upwell.interop.actions.importing import import_folder
from upwell.interop.imports.outcome import Count, Outcome
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.writing import Progress


class Command(BaseCommand):
    """Reads the files, says what is new, and does it all or nothing."""

    help = "Bring in teams, people, needs, answers and modules from a folder of files (docs/import.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to read."""
        parser.add_argument("folder", nargs="?", type=Path, help="holds teams.csv, people.csv, needs.jsonl, ...")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--modules", type=Path, metavar="DIR", help="a plain folder of Markdown, as modules")
        parser.add_argument("--owner", default="", metavar="EMAIL", help="whose modules they become")

    def handle(self, *args: Any, **options: Any) -> None:
        """One call, and its outcome in words."""
        if not options["folder"] and not options["modules"]:
            raise CommandError("Name a folder to import, or --modules DIR --owner EMAIL.")
        outcome = import_folder(
            options["folder"],
            by=None,
            modules=options["modules"],
            owner=options["owner"],
            is_dry_run=options["dry_run"],
            begin=progress_bar,
        )
        self.report(outcome, with_names=options["dry_run"])

    def report(self, outcome: Outcome, *, with_names: bool) -> None:
        """The counts on standard output; what is wrong on standard error, a line each."""
        for note in outcome.problems.notes:
            self.stderr.write(f"Note: {note}")
        for problem in outcome.problems.in_order():
            self.stderr.write(str(problem))
        if outcome.problems.not_shown:
            self.stderr.write(f"... and {outcome.problems.not_shown} more.")
        if outcome.problems.count:
            raise CommandError(outcome.verdict)
        for count in outcome.counts:
            self.stdout.write(str(count))
            if with_names:
                self._name(count)
        self.stdout.write(outcome.verdict)

    def _name(self, count: Count) -> None:
        for name in count.new_ones:
            self.stdout.write(f"  + {name}")
        for change in count.changes:
            said = "; ".join(f"{field}: ‘{was}’ → ‘{to}’" for field, (was, to) in change.said.items())
            self.stdout.write(f"  ~ {change.label}: {said}")
        more = count.added + count.changed - len(count.new_ones) - len(count.changes)
        if more:
            self.stdout.write(f"  ... and {more} more")


def progress_bar(plan: Plan) -> Progress:
    """A bar over everything to write, on a terminal only."""
    bar = tqdm(total=plan.size, unit="", desc="Importing", disable=None if sys.stderr.isatty() else True, leave=False)

    def progress(kind: str, count: int) -> None:
        bar.set_postfix_str(kind)
        bar.update(count)
        if bar.n >= plan.size:
            bar.close()

    return progress
