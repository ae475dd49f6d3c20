"""`upwell serve`: the database, the pages, the live updates and the worker, from nothing to ready and back.

This process loads no Django, so that it costs little for as long as Upwell runs; what needs Django is done by a child.
"""

import argparse
import http.client
import os
import re
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import cache_from_source
from pathlib import Path

from upwell import env
from upwell.core import cluster, database, demo_state, outside_database, places, preparation
from upwell.core.processes import AskedToStop, CannotServe, Household, alone, bound_log, stop_orphans

QUEUES = "default,search,mail"
SLOW_QUEUES = "media"
SLOW_JOBS = "upwell.media.tasks,upwell.films.tasks"  # where all jobs of the slow queues are
NO_JOBS = "upwell.core.tasks"  # for a process that carries out none
THREADS = 8  # per process that serves pages; as many as it may have connections to the database
DEATHS_BEFORE_GIVING_UP = 3
PATIENCE_SECONDS = 120  # until something answers; a slow machine starts in a fifth of that
FAULT_SECONDS = 15  # how long an answer may say that something is wrong


def serve(options: argparse.Namespace) -> int:
    """Run Upwell until somebody asks it to stop; gives the exit status."""
    data_folder = places.data_folder()
    port = options.port if options.port is not None else env.number("UPWELL_PORT", 8000)
    if not 0 < port < 65535:
        raise CannotServe(f"{port} is not a port that Upwell can use: choose one between 1 and 65534.")
    address = f"http://{_reached_at(options.host)}:{port}"
    household = Household(data_folder, _environment(data_folder, port), _say)
    household.listen_for_signals()
    for folder in ("run", "logs", "files", "search"):
        places.make_folder(data_folder / folder)
    with alone(data_folder, address):
        if left := stop_orphans(data_folder):
            _say(f"Stopped {left} processes that an earlier run had left behind.")
        for wanted in (port, port + 1):
            _refuse_taken(options.host, wanted)
        with _database(data_folder) as url:
            try:
                _prepare(household, url, with_demo=not options.no_demo)
                if demo_state.is_filled(data_folder):
                    household.environment["UPWELL_DEMO"] = "1"
                _start_pages(household, options, port)
                _wait_until_ready(household, options.host, port)
                _start_others(household, options, port)
                _say(f"Upwell is ready at {address}")
                _greet(data_folder)
                _watch(household)
            except AskedToStop:
                _say("Stopping ...")
            finally:
                household.stop()
    return 0


def _say(words: str) -> None:
    print(words, file=sys.stderr if not words.startswith("Upwell is ready") else sys.stdout, flush=True)


def _environment(data_folder: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "UPWELL_DATA": str(data_folder),
        "UPWELL_PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        "MALLOC_ARENA_MAX": "2",  # many threads, few arenas: a third less memory
        **_compiled(data_folder),
    }


def _compiled(data_folder: Path) -> dict[str, str]:
    """Where Python keeps what it compiles: in the data folder, where it may not keep that beside the sources.

    Else each process would compile everything again at each start, which is most of the work of one.
    """
    keeps = os.access(places.PACKAGE, os.W_OK) and not sys.dont_write_bytecode
    if keeps or Path(cache_from_source(__file__)).exists():
        return {}
    return {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": os.environ.get("PYTHONPYCACHEPREFIX") or str(data_folder / "run" / "compiled"),
    }


def _reached_at(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - compared, not bound


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(
                f"Port {port} on {host} cannot be used ({error.strerror}): choose another with --port; "
                "Upwell takes that one and the next."
            ) from None


@contextmanager
def _database(data_folder: Path) -> Iterator[str]:
    if url := env.text("UPWELL_DATABASE_URL"):
        outside_database.reach(url)
        yield url
        return
    with database.running(data_folder) as url:
        yield url


def _prepare(household: Household, url: str, *, with_demo: bool) -> None:
    """Tables, and on the very first start the demo organisation; done by a child that ends before anything is served."""
    if with_demo and not preparation.steps_taken(url):
        demo_state.want(household.data_folder)
    if demo_state.is_wanted(household.data_folder):
        _say("Preparing the database and the demo organisation (once) ...")
    elif not preparation.is_needed(household.data_folder, url):
        return
    if household.run_once([sys.executable, "-m", "upwell.cli.prepare"]):
        raise CannotServe("The database could not be prepared; the lines above say why.")
    preparation.note_done(household.data_folder, url)


def _start_pages(household: Household, options: argparse.Namespace, port: int) -> None:
    workers = options.workers or min(max(os.cpu_count() or 2, 2), 8)
    pages = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", str(THREADS), "--no-ws"]
    if options.access_log:
        pages += ["--access-log", "--access-log-fmt", "%(time)s %(addr)s %(method)s %(path)s %(status)d %(dt_ms).1f ms"]
    if options.reload:
        pages += ["--reload", "--reload-paths", str(places.PACKAGE), "--reload-ignore-worker-failure"]
    (household.data_folder / "run" / "desks").unlink(missing_ok=True)  # who sat there before is gone (core/sharing.py)
    household.start("web", [*_granian(options.host, port, patience=10), *pages, "upwell.wsgi:application"])


def _start_others(household: Household, options: argparse.Namespace, port: int) -> None:
    """Live updates and the worker; after the pages, which somebody may be waiting for."""
    live = ["--interface", "asginl", "upwell.asgi:application"]
    # nothing that streams is lost by ending it: browsers come back by themselves
    realtime = [*_granian(options.host, port + 1, patience=1), *live]
    household.start("realtime", realtime, UPWELL_JOBS_FROM=NO_JOBS)
    household.start("worker", _working(QUEUES, at_once=2, patience=10), gives_way=True)
    # recordings take minutes: one after the other, beside the jobs that somebody waits for and never before them
    making = _working(SLOW_QUEUES, at_once=1, patience=5)
    household.start("maker", making, gives_way=True, UPWELL_JOBS_FROM=SLOW_JOBS)


def _working(queues: str, *, at_once: int, patience: int) -> list[str]:
    """The command line of who carries out jobs; `patience` is how many seconds they have to finish when it ends."""
    limits = ["--at-once", str(at_once), "--patience", str(patience)]
    return [sys.executable, "-m", "upwell.manage", "work", *queues.split(","), *limits]


def _granian(host: str, port: int, *, patience: int) -> list[str]:
    """Granian's command line; `patience` is how many seconds its workers have to finish what they are at when it ends."""
    always = ["--respawn-failed-workers", "--workers-kill-timeout", str(patience)]
    return [sys.executable, "-m", "granian", "--host", host, "--port", str(port), *always]


def _wait_until_ready(household: Household, host: str, port: int) -> None:
    pages = household.children[0]
    gives_up_at = time.monotonic() + PATIENCE_SECONDS
    while (answer := _health(_reached_at(host).strip("[]"), port)) != http.HTTPStatus.OK:
        household.breathe()
        household.look_after()
        if answer:
            gives_up_at = min(gives_up_at, time.monotonic() + FAULT_SECONDS)
        if pages.deaths >= DEATHS_BEFORE_GIVING_UP or time.monotonic() > gives_up_at:
            raise CannotServe(f"Pages cannot be served: {_reason_in(household.log_of(pages))}")


def _health(host: str, port: int) -> int:
    """The status that the health page answers with; 0 if nothing answers."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": _served_name(port)})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _served_name(port: int) -> str:
    """A name that Upwell answers to: the first of those it was given, or this machine's own."""
    names = [name.lstrip(".") for name in env.words("UPWELL_ALLOWED_HOSTS") if name != "*"]
    return names[0] if names else f"localhost:{port}"


def _reason_in(log: Path) -> str:
    """The line of a log that says most about why its writer gave up."""
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if re.match(r"[\w.]+(Error|Exception|Exit|ImproperlyConfigured)\b", line)]
    return f"{(telling or lines or ['it said nothing'])[-1]} ({log})"


def _greet(data_folder: Path) -> None:
    if words := demo_state.whom_to_be(data_folder):
        _say(words)
    if not env.text("UPWELL_EMAIL_URL"):
        _say(f"Mail is not sent anywhere; it is written to {data_folder / 'logs'} (UPWELL_EMAIL_URL changes that).")
    _say("Ctrl-C stops everything.")


def _watch(household: Household) -> None:
    embedded = not env.text("UPWELL_DATABASE_URL")
    while True:
        household.breathe()
        household.look_after()
        if not embedded:
            continue
        bound_log(household.data_folder / "postgres" / "server.log")
        try:
            if database.revive(household.data_folder):
                _say("The database had stopped; it was started again.")
        except cluster.DatabaseUnavailable as problem:
            _say(f"{problem} Trying again.")
