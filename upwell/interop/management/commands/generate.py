"""`upwell generate`: makes an organisation of any size, to measure Upwell by."""

import sys
import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from upwell import demo
from upwell.core.models import Line
from upwell.interop.generator.making import make_organisation
from upwell.interop.generator.shape import UNTIL, Shape
from upwell.library.models import Item
from upwell.needs.models import Need
from upwell.people.models import Person, Team
from upwell.search.models import Document


class Command(BaseCommand):
    """The same seed gives the same organisation."""

    help = "Make an organisation of any size in an empty installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How large, and which of all possible ones."""
        parser.add_argument("--people", type=int, default=1000, help="how many people; needs are half, modules as many")
        parser.add_argument("--seed", type=int, default=1, help="another seed, another organisation")
        parser.add_argument("--until", default=UNTIL.date().isoformat(), help="the day its two years end (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, with a bar on a terminal, and say what there is."""
        shape = Shape(options["people"], options["seed"], _day(options["until"]))
        began = time.monotonic()
        total = shape.people * 4 + shape.items * 2 + shape.needs * 2
        with tqdm(total=total, unit="", desc="Generating", disable=None if sys.stderr.isatty() else True) as bar:

            def progress(what: str, count: int) -> None:
                bar.set_postfix_str(what)
                bar.update(count)

            try:
                make_organisation(shape, progress=progress)
            except ValidationError as refusal:
                raise CommandError(" ".join(refusal.messages)) from refusal
        self._say_what_there_is(time.monotonic() - began)

    def _say_what_there_is(self, seconds: float) -> None:
        for name, model in (
            *(("people", Person), ("teams", Team), ("needs", Need), ("items", Item)),
            *(("journal lines", Line), ("documents", Document)),
        ):
            self.stdout.write(f"{model._default_manager.count():>10,} {name}")
        self.stdout.write(f"Made in {seconds:.0f} s.")
        self.stdout.write(
            f"Sign in as load1@example.org with the password {demo.PASSWORD} (load2: steward, load3: admin)."
        )


def _day(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written).replace(tzinfo=UTC)
    except ValueError as error:
        raise CommandError("--until takes a day, such as 2026-11-01.") from error
