"""What many readers cost: a module's page, its margin and its desk, with 10,000 modules out and 100 reactions on each,
beside the same in a small organisation.

Prints, for each page, the questions put to the database and the milliseconds of CPU (this process) and of everything (the
wall), and how the large organisation compares. Absolute times differ between machines and hours; compare within a run.
Both organisations are that of `upwell generate`; in the large one its modules stand again and again, until there are
enough, and the reactions are written in bulk, in the counts of their threads, too.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

from upwell.cli.doors import migrate
from upwell.core import database

Figures = dict[str, dict[str, float]]


def main() -> None:
    """Make both organisations, measure each in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--people", type=int, default=200, help="of either organisation; modules of the small one as many"
    )
    parser.add_argument("--modules", type=int, default=10_000, help="modules of the large one")
    parser.add_argument("--data", type=Path, default=Path(".cache/bench"), help="where they are kept")
    parser.add_argument("--measure", type=Path, help="measure one organisation (what this program does for itself)")
    parser.add_argument(
        "--fill", type=int, default=0, help="and first fill it up to as many modules, 100 reactions on each"
    )
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure, fill=chosen.fill)))
        return
    small = organisation(chosen.data.resolve() / f"feedback-{chosen.people}", chosen.people)
    large = organisation(chosen.data.resolve() / f"feedback-{chosen.people}-{chosen.modules}", chosen.people)
    few, many = figures_of(small), figures_of(large, "--fill", str(chosen.modules))
    print(f"{'':14}{'questions':>20}{'CPU ms':>24}{'wall ms':>24}")
    for page, least in few.items():
        most = many[page]
        said = [f"{least['questions']:.0f} to {most['questions']:.0f}"]
        said += [f"{least[key]:.1f} to {most[key]:.1f} ({most[key] / least[key]:.2f})" for key in ("cpu", "wall")]
        print(f"{page:14}{said[0]:>20}{said[1]:>24}{said[2]:>24}")


def organisation(data: Path, people: int) -> Path:
    """The generated organisation of this size, made if it is not there."""
    if not (data / "generated").exists():
        command = [sys.executable, "-m", "upwell.cli", "generate", "--people", str(people), "--data", str(data)]
        subprocess.run(command, check=True, stdout=sys.stderr)
        (data / "generated").touch()
    return data


def figures_of(data: Path, *more: str) -> Figures:
    """Measured in a process of its own, because settings are read once."""
    with tempfile.TemporaryFile("w+") as said:
        command = [sys.executable, "-m", "bench.feedback", "--measure", str(data), *more]
        subprocess.run(command, check=True, stdout=said)
        said.seek(0)
        found: Figures = json.loads(said.read().splitlines()[-1])
    return found


def measure(data: Path, *, fill: int) -> Figures:
    """The pages of the organisation in this folder."""
    os.environ |= {"UPWELL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "upwell.settings"}
    with database.running(data) as url:
        os.environ["UPWELL_DATABASE_URL"] = url
        django.setup()
        from bench import reacted  # noqa: PLC0415  # settings come first

        migrate()
        if fill:
            reacted.fill(fill)
        return {name: reacted.visited(paths) for name, paths in reacted.pages().items()}


if __name__ == "__main__":
    main()
