"""One Upwell from nothing to ready and back: what dies is started again, and a killed one is taken up by the next."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from tests.core.test_cli import refusal, upwell
from upwell.core import database


class Serving(NamedTuple):
    process: subprocess.Popen[str]
    ready: str
    port: int
    data: Path

    def page(self) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz") as answer:
            return int(answer.status)

    def children(self) -> dict[str, int]:
        rows = json.loads((self.data / "run" / "processes.json").read_text())
        return {row["name"]: row["process"] for row in rows}

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait()


def two_free_ports() -> int:
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first:
            port: int = first.getsockname()[1]
            try:
                socket.create_server(("127.0.0.1", port + 1)).close()
            except OSError:
                continue
        return port


def serve(data: Path) -> Serving:
    port = two_free_ports()
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("UPWELL_", "DJANGO_"))}
    command = [sys.executable, "-m", "upwell.cli", "serve", "--data", str(data), "--port", str(port), "--no-demo"]
    told = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(data / "compiled")}
    process = subprocess.Popen([*command, "--workers", "1"], env=plain | told, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return Serving(process, process.stdout.readline().strip(), port, data)


def living(processes: dict[str, int]) -> set[str]:
    """Which of these run; a dead one that nobody has collected does not."""
    there = {name: psutil.Process(pid) for name, pid in processes.items() if psutil.pid_exists(pid)}
    return {name for name, process in there.items() if process.status() != psutil.STATUS_ZOMBIE}


def await_change(of: int, at: Serving, name: str) -> int:
    while True:
        now = at.children().get(name, of)
        if now != of:
            return now
        time.sleep(0.1)


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    """One installation for all tests of this file; the last of them kills it."""
    with tempfile.TemporaryDirectory(prefix="upwell-test-") as name:
        started = serve(Path(name) / "an installation")
        yield started
        if started.process.poll() is None:
            started.stop()


def test_it_says_where_it_is_once_it_answers(serving: Serving) -> None:
    assert serving.ready == f"Upwell is ready at http://127.0.0.1:{serving.port}"
    assert serving.page() == 200


def test_what_was_compiled_is_kept_for_the_next_start_though_python_was_told_to_keep_nothing(serving: Serving) -> None:
    assert any((serving.data / "compiled").rglob("processes*.pyc"))


def test_a_second_one_on_the_same_folder_is_told_where_the_first_is(serving: Serving) -> None:
    line = refusal(upwell("serve", "--data", serving.data, "--port", two_free_ports()))
    assert f"already runs on {serving.data}: http://127.0.0.1:{serving.port}" in line


def test_commands_work_beside_it_and_leave_it_running(serving: Serving) -> None:
    done = upwell("check", "--data", serving.data)
    assert "ok       Tables" in done.stdout
    assert serving.page() == 200


def test_a_child_that_dies_is_started_again(serving: Serving) -> None:
    worker = serving.children()["worker"]
    os.kill(worker, signal.SIGKILL)
    assert psutil.pid_exists(await_change(worker, serving, "worker"))


def test_what_a_killed_one_left_behind_is_taken_up_by_the_next_which_stops_everything(serving: Serving) -> None:
    orphans = serving.children()
    serving.process.kill()
    serving.process.wait()
    following = serve(serving.data)
    assert following.page() == 200
    assert living(orphans) == set()
    children = following.children()
    assert set(children) == {"web", "realtime", "worker", "maker"}
    assert following.stop() == 0
    assert living(children) == set()
    assert not database.is_running(serving.data)
