"""The commands that work on an organisation: each brings the database up if it is down, then calls its app's command."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.core.management import (
    BaseCommand,
    CommandError,
    call_command,
    execute_from_command_line,
    get_commands,
    load_command_class,
)
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from upwell import demo, env
from upwell.core import cluster, database, demo_state, outside_database, places
from upwell.core.check import findings

DEMO = "load_demo"


def open_door(name: str, command_name: str, arguments: list[str]) -> int:
    """Run an app's command under the name that people type; a fresh database is given its tables first."""
    with _database_up():
        try:
            django.setup()
            command = _command(command_name)
            options = vars(command.create_parser("upwell", name).parse_args(arguments))
            migrate()
            if command_name == DEMO:
                print(fill_demo(settings.DATA))
            else:
                command.execute(*options.pop("args", ()), **options)
        except CommandError as problem:
            return _fail(in_one_line(problem), status=problem.returncode)
        except (DatabaseError, ImproperlyConfigured, PermissionDenied, ValidationError) as problem:
            if os.environ.get("UPWELL_DEBUG"):
                raise
            return _fail(f"upwell {name} could not go on: {in_one_line(problem)}")
    return 0


def check() -> int:
    """Say in words what is wrong with this installation; the exit status is 0 where nothing is a problem."""
    away = ""
    with ExitStack() as held:
        try:
            held.enter_context(_database_up())
        except (cluster.DatabaseUnavailable, places.CannotWrite) as problem:
            away = str(problem)
        django.setup()
        levels = []
        for finding in findings(away=away):
            levels.append(finding.level)
            print(f"{finding.level:8} {finding.about}: {finding.words}", flush=True)
    problems, warnings = levels.count("problem"), levels.count("warning")
    print(f"Problems: {problems}, warnings: {warnings}.")
    return 1 if problems else 0


def manage(arguments: list[str]) -> int:
    """Run one of Django's own commands."""
    with _database_up():
        try:
            execute_from_command_line(["upwell manage", *arguments])
        except DatabaseError as problem:
            return _fail(in_one_line(problem))
    return 0


def postgres(arguments: list[str]) -> int:
    """Run one of PostgreSQL's own programs (psql, pg_dump, pg_restore) on the database of this installation."""
    program, *rest = arguments or ["psql"]
    with _database_up() as url:
        return cluster.run_program(program, "--dbname", url, *rest)


def migrate() -> None:
    """Bring the tables up to this version of Upwell, one process at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('upwell migrate'))")
        try:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", interactive=False, verbosity=0)
            else:
                executor.check_replacements()  # notes that steps taken one by one were those that now stand for them
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('upwell migrate'))")


def fill_demo(data_folder: Path) -> str:
    """Fill the demo organisation, and note as whom one may sign in; where there are people already it stays away."""
    said = io.StringIO()
    call_command(_command(DEMO), stdout=said)
    *_, last_line = said.getvalue().strip().splitlines()
    if demo.PASSWORD in last_line:
        demo_state.note_filled(data_folder, last_line)
    elif demo_state.is_wanted(data_folder):
        demo_state.forget(data_folder)
    return said.getvalue().strip()


def in_one_line(problem: Exception) -> str:
    """What an error says, without its second and further lines."""
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    said = next((line for line in str(problem).splitlines() if line.strip()), type(problem).__name__)
    return f"The disk is full: {said}" if "No space left" in said else said


@contextmanager
def _database_up() -> Iterator[str]:
    if url := env.text("UPWELL_DATABASE_URL"):
        outside_database.reach(url)
        yield url
        return
    with database.running(places.data_folder()) as url:
        yield url


def _command(name: str) -> BaseCommand:
    app = get_commands().get(name)
    if app is None:
        raise CommandError("This Upwell does not have that command yet.")
    return app if isinstance(app, BaseCommand) else load_command_class(app, name)


def _fail(words: str, *, status: int = 1) -> int:
    print(words, file=sys.stderr)
    return status
