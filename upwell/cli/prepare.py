"""What has to be true before anything is served: the tables are there, and the demo organisation if it is wanted.

Run by `upwell serve` as a process of its own, so that the one which watches over the others never loads Django.
"""

import io
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError

from upwell.cli.doors import in_one_line, migrate
from upwell.core import demo_state

DEMO = "load_demo"


def prepare() -> int:
    """Migrate, fill the demo if it is wanted; gives the exit status."""
    django.setup()
    try:
        migrate()
        if demo_state.is_wanted(settings.DATA):
            fill_demo(settings.DATA)
    except (CommandError, DatabaseError) as problem:
        print(in_one_line(problem), file=sys.stderr)
        return 1
    return 0


def fill_demo(data_folder: Path) -> None:
    """Fill the demo organisation and note as whom one may sign in, as its command says in its last line."""
    if DEMO not in get_commands():
        return
    said = io.StringIO()
    call_command(DEMO, stdout=said)
    lines = [line.strip() for line in said.getvalue().splitlines() if line.strip()]
    demo_state.note_filled(data_folder, lines[-1] if lines else "The demo organisation is there.")


if __name__ == "__main__":
    sys.exit(prepare())
