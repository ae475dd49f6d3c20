"""The process that reads one document: it limits itself, reads, writes down what it found, and ends.

Started as `python -P -m upwell.library.intake.child FORMAT FOLDER`; the document is FOLDER/source. Ends with status 3 and
one word (see `saying.WHY`) where the document cannot be read.
"""

import importlib
import resource
import sys
from pathlib import Path

from upwell.library.intake.found import Unreadable

CPU_SECONDS = 25
MEMORY_BYTES = 2 * 1024**3  # address space, of each process
FILE_BYTES = 100 * 1024**2  # of any file that is written
REFUSED = 3

# by name, so that only what one format needs is loaded: the libraries for the others cost half a second
READERS = {
    "docx": ("word", "read_docx"),
    "odt": ("word", "read_odt"),
    "html": ("web_page", "read"),
    "pptx": ("slides", "read"),
    "pdf": ("pages", "read"),
}


def main(kind: str, folder: Path) -> int:
    """Read FOLDER/source; gives the status to end with."""
    limit()
    module, function = READERS[kind]
    return attempt(f"upwell.library.intake.{module}", function, folder)


def attempt(module: str, function: str, folder: Path) -> int:
    """Let a reader find what it can in FOLDER/source and write it down; gives the status to end with."""
    try:
        read = getattr(importlib.import_module(module), function)
        read(folder / "source", folder).tell(folder)
    except Unreadable as reason:
        (folder / "why").write_text(str(reason))
        return REFUSED
    except Exception as error:  # noqa: BLE001  # whatever a damaged file makes a library raise
        print(repr(error)[:500], file=sys.stderr)  # noqa: T201  # read by whoever looks for the reason, in the log
        (folder / "why").write_text("memory" if isinstance(error, MemoryError) else "broken")
        return REFUSED
    return 0


def limit(*, cpu_seconds: int = CPU_SECONDS, memory_bytes: int = MEMORY_BYTES) -> None:
    """No more time, memory and disk than a document of a sensible size needs; and no dump of it when it crashes."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
