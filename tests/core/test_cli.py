"""The `upwell` command when it cannot: one clear line, a status other than 0, and never a traceback."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

OF_THE_TESTS = ("UPWELL_", "DJANGO_")


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="upwell-test-") as name:
        yield Path(name)


def upwell(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_TESTS)}
    command = [sys.executable, "-m", "upwell.cli", *map(str, arguments)]
    return subprocess.run(command, env=plain | settings, capture_output=True, text=True, check=False)


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that it ended with."""
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    [line] = done.stderr.splitlines()
    return line


def test_help_lists_the_commands() -> None:
    said = upwell("--help").stdout
    assert all(name in said for name in ("serve", "demo", "import", "match", "token", "generate", "check"))


def test_a_port_that_is_taken_is_told(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port} on 127.0.0.1 cannot be used" in refusal(upwell("serve", "--data", data, "--port", port))


def test_a_port_that_cannot_be_is_told(data: Path) -> None:
    assert "not a port" in refusal(upwell("serve", "--data", data, "--port", 70000))


def test_a_database_that_does_not_answer_is_told_without_its_password(data: Path) -> None:
    away = "postgresql://upwell:unsaid@127.0.0.1:9/upwell"
    for command in ("serve", "token"):
        line = refusal(upwell(command, "--data", data, UPWELL_DATABASE_URL=away))
        assert "UPWELL_DATABASE_URL cannot be reached" in line
        assert "unsaid" not in line


def test_another_kind_of_database_is_refused(data: Path) -> None:
    done = upwell("token", "--data", data, UPWELL_DATABASE_URL="mysql://127.0.0.1/upwell")
    assert "must begin with postgresql://" in refusal(done)


def test_a_data_folder_that_cannot_be_is_told(data: Path) -> None:
    (data / "file").touch()
    for command in ("serve", "token"):
        assert "cannot be written: Not a directory" in refusal(upwell(command, "--data", data / "file"))


def test_a_setting_that_makes_no_sense_is_told(data: Path) -> None:
    line = refusal(upwell("serve", "--data", data, UPWELL_PORT="eight thousand"))
    assert line == "UPWELL_PORT must be a whole number, not 'eight thousand'."


def test_an_unknown_argument_is_told(data: Path) -> None:
    assert "does not know --prot" in refusal(upwell("serve", "--data", data, "--prot", "1"))
    assert "upwell check does not know everything" in refusal(upwell("check", "--data", data, "everything"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "upwell: the following arguments are required: COMMAND."),
        (["surve"], "invalid choice: 'surve'"),
        (["serve", "--port", "eighty"], "upwell serve: argument --port: invalid int value: 'eighty'."),
        (["serve", "--workers", "0"], "argument --workers: 0 is not a number from 1 on."),
    ],
)
def test_what_is_not_understood_is_told_in_one_line_that_leads_on(arguments: list[str], words: str) -> None:
    line = refusal(upwell(*arguments))
    assert words in line
    assert line.endswith("--help` lists what it takes.")


def test_check_names_what_is_wrong_and_says_so_to_scripts(data: Path) -> None:
    done = upwell("check", "--data", data, UPWELL_DATABASE_URL="postgresql://127.0.0.1:9/upwell")
    assert done.returncode == 1
    assert "problem  Database: " in done.stdout
    assert "Traceback" not in done.stderr


def test_postgresql_s_own_programs_work_on_the_database(data: Path) -> None:
    asked = upwell("postgres", "--data", data, "psql", "--tuples-only", "--command", "SELECT 6 * 7")
    assert asked.returncode == 0
    assert asked.stdout.strip() == "42"
    assert "no program called" in refusal(upwell("postgres", "--data", data, "format_disk"))
