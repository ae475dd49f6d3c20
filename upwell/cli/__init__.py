"""The `upwell` command: the doors for whoever runs an installation. Each is thin; the work is done in the apps."""

import argparse
import errno
import os
import sys
from pathlib import Path
from typing import NoReturn

from upwell.core import places
from upwell.core.cluster import DatabaseUnavailable
from upwell.core.places import CannotWrite
from upwell.core.processes import AskedToStop, CannotServe

# What each command is called in its app, and what it is for. Their own `--help` lists what they take.
DOORS = {
    "demo": ("load_demo", "fill the demo organisation"),
    "import": ("import_folder", "bring in teams, people, needs and modules from a folder"),
    "match": ("match", "who and what could answer these texts: a TREC run, to measure it by"),
    "token": ("issue_token", "print a new API token for a person, given by their e-mail address"),
    "plan": ("plan", "what somebody's week is chosen from, by which rules, and the choice"),
    "generate": ("generate", "make an organisation of any size, to measure Upwell by"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit status. What goes wrong is told in one line, never as a traceback."""
    options, rest = _parser().parse_known_args(arguments)
    os.environ["UPWELL_DATA"] = str(options.data or places.data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")
    try:
        return _run(options, rest)
    except (CannotServe, CannotWrite, DatabaseUnavailable) as problem:
        return _fail(str(problem))
    except (AskedToStop, KeyboardInterrupt):
        return _fail("Stopped.", status=130)
    except OSError as error:
        if os.environ.get("UPWELL_DEBUG"):
            raise
        return _fail(_in_words(error))


def _run(options: argparse.Namespace, rest: list[str]) -> int:
    name = options.command
    if rest and name in {"serve", "check"}:
        return _fail(f"upwell {name} does not know {rest[0]}; `upwell {name} --help` lists what it takes.", status=2)
    if name == "serve":
        from upwell.cli import serve  # noqa: PLC0415 - the server stays small: it never loads Django

        return serve.serve(options)
    from upwell.cli import doors  # noqa: PLC0415 - as above, the other way round

    if name == "manage":
        return doors.manage(rest)
    if name == "check":
        return doors.check()
    if name == "postgres":
        return doors.postgres(rest)
    return doors.open_door(name, DOORS[name][0], rest)


class _Parser(argparse.ArgumentParser):
    """One that says in one line what it did not understand, and where to read what it does."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. `{self.prog} --help` lists what it takes.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="upwell", description="Upwell: the people of an organisation teach each other.", allow_abbrev=False
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="start everything and keep it running", allow_abbrev=False)
    serve.add_argument(
        "--port", type=int, default=None, help="where pages are served; live updates use the next (8000)"
    )
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    serve.add_argument(
        "--workers", type=_how_many, default=None, help="processes that serve pages (one per core, 2 to 8)"
    )
    serve.add_argument("--no-demo", action="store_true", help="begin with an empty organisation")
    serve.add_argument("--access-log", action="store_true", help="also log who opened which page")
    serve.add_argument("--reload", action="store_true", help="start again when the code changes, for development")
    for name, (_, purpose) in DOORS.items():
        commands.add_parser(name, help=purpose, add_help=False, allow_abbrev=False)
    commands.add_parser("check", help="say in words what is wrong with this installation", allow_abbrev=False)
    commands.add_parser("manage", help="Django's own commands", add_help=False, allow_abbrev=False)
    commands.add_parser("postgres", help="PostgreSQL's own: psql, pg_dump ...", add_help=False, allow_abbrev=False)
    for command in commands.choices.values():
        command.add_argument("--data", type=Path, metavar="DIR", help="the data folder (UPWELL_DATA)")
    return parser


def _how_many(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < 1:
        raise argparse.ArgumentTypeError(f"{typed} is not a number from 1 on")
    return int(typed)


def _in_words(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk is full{f': {error.filename}' if error.filename else ''}. Make room and try again."
    return f"{error.filename}: {error.strerror}." if error.filename else f"{error}."


def _fail(words: str, *, status: int = 1) -> int:
    print(words, file=sys.stderr)
    return status
