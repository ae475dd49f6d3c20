"""`upwell match`: answer many texts at once, as the pages would, and write it down for whoever measures it."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from upwell.search.actions.rebuilding import is_behind, rebuild_everything
from upwell.search.queries.runs import items_run, needs_run, people_run

Answer = Callable[[str, list[str], int], dict[str, float]]
RUNS: dict[str, Answer] = {"needs": needs_run, "items": items_run, "people": people_run}


class Command(BaseCommand):
    """Matches each query of a file and writes a TREC run."""

    help = "Find needs, items or people for each text of a file, as a run in TREC format."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it takes."""
        parser.add_argument("--queries", type=Path, required=True, help="one JSON object a line: id, text, skills")
        parser.add_argument("--for", dest="wanted", choices=sorted(RUNS), required=True, help="what is looked for")
        parser.add_argument("--run", type=Path, required=True, help="the file to write")
        parser.add_argument("--limit", type=int, default=100, help="how many for each query (100)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring search up to date if nobody did, then answer each query."""
        if options["limit"] < 1:
            raise CommandError("--limit must be at least 1.")
        queries = list(_read(options["queries"]))
        if is_behind():
            rebuild_everything()
        answer = RUNS[options["wanted"]]
        with options["run"].open("w") as run:
            for query_id, text, skills in tqdm(queries, unit=" queries", disable=None):
                for place, (key, score) in enumerate(answer(text, skills, options["limit"]).items(), start=1):
                    run.write(f"{query_id} Q0 {key} {place} {score:.6f} upwell\n")
        self.stdout.write(f"{len(queries)} queries answered in {options['run']}.")


def _read(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The queries of a file; the first line that is none is named."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8 text.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            query = json.loads(line)
            query_id, text, skills = str(query["id"]), query["text"], query.get("skills") or []
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(f"{path}, line {number}: an object with `id` and `text` was expected.") from error
        if not query_id or query_id.split() != [query_id] or not isinstance(text, str) or not _are_words(skills):
            raise CommandError(f"{path}, line {number}: `id` is one word, `text` a text, `skills` a list of words.")
        yield query_id, text, skills


def _are_words(skills: object) -> bool:
    return isinstance(skills, list) and all(isinstance(skill, str) for skill in skills)
