"""The embedded PostgreSQL: it is there as long as somebody needs it, and comes back after anything."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from upwell.core import cluster, database, places

HOLD = """
import sys, time
from pathlib import Path
from upwell.core import cluster, database, places
with database.running(Path(sys.argv[1]), durable=False):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder beside pytest's own, which every run of pytest closes to others again, the database's user among them."""
    with tempfile.TemporaryDirectory(prefix="upwell-test-") as name:
        yield Path(name)


@pytest.fixture
def folder(place: Path) -> Path:
    return place / "data"


def answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def postmaster(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def hold_elsewhere(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_it_runs_for_the_time_of_the_block(folder: Path) -> None:
    with database.running(folder, durable=False) as url:
        assert answers(url)
        assert url == database.url_for(folder)
    assert not database.is_running(folder)


def test_what_was_written_is_there_at_the_next_start(folder: Path) -> None:
    with database.running(folder) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'still here' AS words")
    with database.running(folder) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT words FROM kept").fetchone() == ("still here",)


def test_the_last_to_let_go_stops_it(folder: Path) -> None:
    with database.running(folder, durable=False):
        with database.running(folder, durable=False):
            pass
        assert database.is_running(folder)
    assert not database.is_running(folder)


def test_a_holder_that_was_killed_does_not_count(folder: Path) -> None:
    other = hold_elsewhere(folder)
    with database.running(folder, durable=False):
        other.kill()
        other.wait()
    assert not database.is_running(folder)


def test_it_stays_for_another_process(folder: Path) -> None:
    other = hold_elsewhere(folder)
    try:
        with database.running(folder, durable=False):
            pass
        assert database.is_running(folder)
    finally:
        other.kill()
        other.wait()
    with database.running(folder, durable=False):
        pass


def test_it_comes_back_after_it_was_killed(folder: Path) -> None:
    with database.running(folder, durable=False) as url:
        os.kill(postmaster(folder), signal.SIGKILL)
        while database.is_running(folder):
            pass
        assert database.revive(folder)
        assert answers(url)
        assert not database.revive(folder), "it was alive the second time"


def test_a_first_start_that_was_cut_off_is_begun_anew(folder: Path) -> None:
    half_made = folder / "postgres.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    with database.running(folder, durable=False) as url:
        assert answers(url)


def test_a_process_id_that_somebody_else_has_now_is_no_hindrance(folder: Path) -> None:
    with database.running(folder, durable=False):
        left_behind = (folder / "postgres" / "postmaster.pid").read_text().split("\n", 1)[1]
    (folder / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{left_behind}")
    assert not database.is_running(folder)
    with database.running(folder, durable=False) as url:
        assert answers(url)


@pytest.mark.parametrize("name", ["with spaces, and ‘quotes’", "deep/" * 30 + "down"])
def test_odd_and_long_paths_work(place: Path, name: str) -> None:
    with database.running(place / name, durable=False) as url:
        assert answers(url)


def test_a_database_of_another_version_is_refused_in_words(folder: Path) -> None:
    with database.running(folder, durable=False):
        pass
    (folder / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(cluster.DatabaseUnavailable, match="was made by PostgreSQL 17"), database.running(folder):
        pass


def test_a_folder_that_cannot_be_is_refused_in_words(place: Path) -> None:
    (place / "file").touch()
    refusal = pytest.raises(places.CannotWrite, match="cannot be written: Not a directory")
    with refusal, database.running(place / "file"):
        pass


def test_nobody_else_on_the_machine_can_reach_it(folder: Path) -> None:
    with database.running(folder, durable=False):
        assert (folder / "postgres").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has other users' processes to care for")
def test_root_opens_the_way_through_closed_folders_to_the_database_alone(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with database.running(closed / "data", durable=False) as url:
        assert answers(url)
    assert closed.stat().st_mode & 0o007 == 0, "the others still stay out"


def test_sorting_and_searching_know_accents(folder: Path) -> None:
    with database.running(folder, durable=False) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert connection.execute("SELECT upper('é'), similarity('Éva', 'éva')").fetchone() == ("É", 1.0)
