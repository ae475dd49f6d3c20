"""`upwell manage rebuild_search`: work out anew what search derives."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from upwell.search.actions.rebuilding import rebuild_everything


class Command(BaseCommand):
    """Brings documents, vectors, counted help and the word index up to the rows."""

    help = "Work out anew what search derives: texts, what they mean, who has helped, and the word index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it takes."""
        parser.add_argument("--words-anew", action="store_true", help="write the whole word index again")
        parser.add_argument("--meaning-anew", action="store_true", help="understand every text again: another embedder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, with a bar that counts rows."""
        with tqdm(unit=" rows", disable=None) as bar:

            def progress(kind: str, count: int) -> None:
                bar.set_description(kind, refresh=False)
                bar.update(count)

            rebuild_everything(
                progress=progress, words_anew=options["words_anew"], meaning_anew=options["meaning_anew"]
            )
        self.stdout.write("Search is up to date.")
