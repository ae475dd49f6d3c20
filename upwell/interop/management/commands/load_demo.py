"""`upwell demo`: fills an empty installation with the demo organisation."""

import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from upwell.interop.demo.loading import load_demo, whom_to_be


class Command(BaseCommand):
    """Its last line says as whom one may sign in."""

    help = "Fill an empty installation with the demo organisation, St. Brigid’s."

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill it, with a bar on a terminal."""
        with tqdm(unit="", desc="Telling the demo", disable=None if sys.stderr.isatty() else True, leave=False) as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                is_filled = load_demo(progress=progress)
            except ValidationError as refusal:
                raise CommandError("\n".join(refusal.messages)) from refusal
        if not is_filled:
            self.stdout.write("There are people here already, so the demo stays away.")
            return
        self.stdout.write("The demo organisation is here.")
        self.stdout.write(whom_to_be())
