"""Names and places: files are called what ARCHITECTURE says, actions say who acts, jobs resolve."""

import ast
import inspect
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "upwell"
BANNED = {"services", "utils", "helpers", "managers", "mixins", "common", "base", "signals", "constants"}


def sources() -> list[Path]:
    return [path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts and "built" not in path.parts]


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [str(path.relative_to(ROOT)) for path in sources() if path.stem in BANNED]


def test_every_module_says_why_it_exists() -> None:
    silent = [str(path.relative_to(ROOT)) for path in sources() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert not silent


def test_every_public_action_says_its_rule_and_who_acts() -> None:
    """Only the clock acts for nobody: such actions are told apart by having no `by`, and say so in their docstring."""
    faults = []
    for path in sources():
        if path.name != "actions.py" and path.parent.name != "actions":
            continue
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                faults.append(f"{path.relative_to(ROOT)}: {node.name} says no rule")
    assert not faults, faults


def test_nobody_imports_inside_a_function() -> None:
    """But for the command line, which must learn the data folder before it may ask for the settings."""
    late = []
    for path in sources():
        if path.parts[-2:] == ("cli", "__init__.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
                isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node)
            ):
                late.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert not late, late


def test_no_signal_of_our_own_and_no_save_overridden() -> None:
    for path in sources():
        text = path.read_text()
        assert "@receiver" not in text, path
        if path.name == "models.py":
            assert "def save(" not in text, path


def test_every_reader_of_the_journal_is_a_job() -> None:
    for name in settings.JOURNAL_READERS:
        assert name in app.tasks, name


def test_every_job_that_is_left_by_name_exists() -> None:
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"jobs.enqueue", "enqueue"} and node.args:
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    assert name.value in app.tasks, f"{path}: {name.value!r}"


def test_a_job_takes_what_json_can_carry() -> None:
    for name, task in app.tasks.items():
        if name.startswith("upwell."):
            assert all(
                p.kind != inspect.Parameter.VAR_POSITIONAL for p in inspect.signature(task.func).parameters.values()
            )
