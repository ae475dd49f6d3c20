"""The process that reads one file of slides: it limits itself, reads, writes down what it found, and ends.

Started as `python -P -m upwell.films.decks.child KIND FOLDER`; the file is FOLDER/source.
"""

import sys
from pathlib import Path

from upwell.library.intake.child import attempt, limit

CPU_SECONDS = 90  # sixty pages of photographs take some thirty
MEMORY_BYTES = 4 * 1024**3  # of addresses; LibreOffice maps two
READERS = {"pdf": "pages", "pptx": "presentation", "drawn": "drawn"}


def main(kind: str, folder: Path) -> int:
    """Read FOLDER/source; gives the status to end with."""
    limit(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY_BYTES)
    return attempt(f"upwell.films.decks.{READERS[kind]}", "read", folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
