"""Runs the processes of one Upwell: starts them, starts again what died, stops them all, and clears up after a crash.

Each child gets a session of its own and a log file in the data folder. What was started is written down with its process
id and the moment it began, because ids are used again: only what matches both is ever stopped by a later start.
"""

import errno
import fcntl
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from upwell.core.giving_way import give_way

LOG_BYTES = 5_000_000  # then the log begins anew, and one older file is kept
CHECK_SECONDS = 0.2
GRACE_SECONDS = 15.0
LONGEST_PAUSE_SECONDS = 30.0
SETTLED_SECONDS = 60.0  # after this long a death counts as the first again
CLOCK_SLACK_SECONDS = 2.0


class CannotServe(Exception):
    """Upwell cannot run as asked; the message says why in one line, for whoever started it."""


class AskedToStop(Exception):
    """Somebody pressed Ctrl-C, or the system asked us to end."""


@dataclass
class Child:
    """One process that is kept running."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)  # beside that of the household
    gives_way: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    next_start: float = 0.0


@dataclass
class Household:
    """The processes of one data folder, and the person at the terminal who is told about them."""

    data_folder: Path
    environment: dict[str, str]
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    is_asked_to_stop: bool = False

    def listen_for_signals(self) -> None:
        """From now on Ctrl-C, `kill` and a closed terminal mean: stop everything, in order."""

        def remember(_number: int, _frame: object) -> None:
            self.is_asked_to_stop = True

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, remember)

    def run_once(self, command: list[str]) -> int:
        """Run a step to its end, with the terminal as its own; gives its exit status."""
        process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True)
        step = Child("step", command, process=process, started=_began(process.pid))
        self.children.append(step)
        self._write_down()
        try:
            while process.poll() is None:
                self.breathe()
        finally:
            if process.poll() is None:
                _end([process.pid], GRACE_SECONDS)
                process.wait()
            self.children.remove(step)
            self._write_down()
        return process.returncode

    def start(self, name: str, command: list[str], *, gives_way: bool = False, **environment: str) -> Child:
        """Start a process that is to stay; one that `gives_way` comes after all others."""
        child = Child(name, command, environment, gives_way)
        self.children.append(child)
        self._spawn(child)
        return child

    def breathe(self) -> None:
        """Wait a moment; raises AskedToStop once somebody has asked."""
        if self.is_asked_to_stop:
            raise AskedToStop
        time.sleep(CHECK_SECONDS)

    def look_after(self) -> None:
        """Start again what died, each time after a longer pause; keep the logs within bounds."""
        for child in self.children:
            if child.process is None:
                if time.monotonic() >= child.next_start:
                    self._spawn(child)
            elif (status := child.process.poll()) is not None:
                self._mourn(child, status)
            bound_log(self.log_of(child))

    def stop(self) -> None:
        """End all children together; those that do not go in time are killed."""
        alive = [child.process for child in self.children if child.process is not None and child.process.poll() is None]
        _end([process.pid for process in alive], GRACE_SECONDS)
        for process in alive:
            process.wait()
        self.children.clear()
        self._write_down()

    def log_of(self, child: Child) -> Path:
        """Where a child's words go."""
        return self.data_folder / "logs" / f"{child.name}.log"

    def _spawn(self, child: Child) -> None:
        with self.log_of(child).open("ab") as log:
            child.process = subprocess.Popen(
                child.command,
                env={**self.environment, **child.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if child.gives_way:
            give_way(child.process.pid)
        child.started = _began(child.process.pid)
        self._write_down()

    def _mourn(self, child: Child, status: int) -> None:
        lived = time.time() - child.started
        child.deaths = 1 if lived > SETTLED_SECONDS else child.deaths + 1
        pause = min(2.0 ** (child.deaths - 1), LONGEST_PAUSE_SECONDS)
        child.next_start = time.monotonic() + pause
        child.process = None
        how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        self.say(f"{child.name} {how}; starting it again in {pause:.0f} s. {self.log_of(child)} says more.")

    def _write_down(self) -> None:
        """Note what runs, for a later start. A full disk ends nothing: the note before stands, and what is there can be read."""
        rows = [
            {"name": child.name, "process": child.process.pid, "started": child.started}
            for child in self.children
            if child.process is not None
        ]
        record = _record_of(self.data_folder)
        aside = record.with_suffix(".new")
        try:
            aside.write_text(json.dumps(rows))
            aside.replace(record)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            self.say(f"The disk of {self.data_folder} is full: pages can be read, but nothing can be saved. Make room.")


@contextmanager
def alone(data_folder: Path, address: str) -> Iterator[None]:
    """Hold the data folder for one serving Upwell; a second one is told where the first is to be found."""
    path = data_folder / "run" / "serving"
    with path.open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotServe(f"Upwell already runs on {data_folder}: {path.read_text().strip()}.") from None
        held.truncate(0)
        held.write(f"{address} (process {os.getpid()})\n")
        held.flush()
        yield


def stop_orphans(data_folder: Path) -> int:
    """Stop what an Upwell that was killed has left running on this data folder; gives how many processes that were."""
    try:
        rows = json.loads(_record_of(data_folder).read_text())
    except (OSError, ValueError):
        return 0
    left = [process for row in rows for process in _session_of(row["process"], row["started"])]
    _end([process.pid for process in left], GRACE_SECONDS)
    return len(left)


def bound_log(log: Path) -> None:
    """Begin a log anew when it has grown too long, in place, since its writer keeps it open."""
    with suppress(OSError):
        if log.stat().st_size > LOG_BYTES:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            os.truncate(log, 0)


def _record_of(data_folder: Path) -> Path:
    return data_folder / "run" / "processes.json"


def _began(process_id: int) -> float:
    with suppress(psutil.Error):
        return psutil.Process(process_id).create_time()
    return time.time()


def _session_of(leader: int, started: float) -> list[psutil.Process]:
    """The process that was written down, and those it started; none if the id now belongs to somebody else."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.pid == leader and abs(process.create_time() - started) > CLOCK_SLACK_SECONDS:
                return []
            is_ours = os.getsid(process.pid) == leader and process.create_time() >= started - CLOCK_SLACK_SECONDS
            if is_ours and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def _end(process_ids: list[int], grace: float) -> None:
    """Ask these processes to end, wait, then kill them and all that is left of their sessions."""
    processes = []
    for process_id in process_ids:
        with suppress(psutil.Error):
            processes.append(psutil.Process(process_id))
            processes[-1].terminate()
    _, stubborn = psutil.wait_procs(processes, timeout=grace)
    for process in stubborn:
        with suppress(psutil.Error):
            process.kill()
    for process in processes:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
