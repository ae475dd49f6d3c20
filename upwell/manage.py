"""Django's own command line, for those who know it: `python -m upwell.manage COMMAND`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one Django management command with Upwell's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
