"""What has to be true before anything is served: the tables are there, and the demo organisation if it is wanted.

Run by `upwell serve` as a process of its own, so that the one which watches over the others never loads Django.
"""

import sys

import django
from django.conf import settings
from django.core.management import CommandError
from django.db import DatabaseError

from upwell.cli.doors import fill_demo, in_one_line, migrate
from upwell.core import demo_state


def prepare() -> int:
    """Migrate, fill the demo if it is wanted; gives the exit status."""
    django.setup()
    try:
        migrate()
        if demo_state.is_wanted(settings.DATA):
            fill_demo(settings.DATA)
    except (CommandError, DatabaseError, OSError) as problem:
        print(in_one_line(problem), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(prepare())
