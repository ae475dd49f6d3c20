"""Starts `upwell serve` on a generated organisation, measures its pages (pages.py) or writing together, and stops it again."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from upwell.demo import PASSWORD


def free_port() -> int:
    """A port that is free together with the one after it."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def main() -> None:
    """Serve, measure, stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--count", default="200")
    parser.add_argument("--what", choices=["pages", "coediting"], default="pages")
    parser.add_argument("--seconds", default="30", help="how long everybody types, for coediting")
    chosen = parser.parse_args()
    port = free_port()
    serve = [sys.executable, "-m", "upwell.cli", "serve", "--no-demo", "--data", str(chosen.data), "--port", str(port)]
    environment = {**os.environ, "UPWELL_DEMO": "0"}
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            if not any(line.startswith("Upwell is ready") for line in server.stdout):
                raise SystemExit(f"Upwell did not start; see {chosen.data}/logs.")
            if chosen.what == "coediting":
                who = ["--email", "load1@example.org", "--password", PASSWORD, "--seconds", chosen.seconds]
                writing = [sys.executable, "-m", "bench.coediting", "--port", str(port), "--pid", str(server.pid)]
                subprocess.run([*writing, *who], check=True)
                return
            database = (chosen.data / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0]
            print(f"\n{chosen.people:,} people")
            pages = [sys.executable, "-m", "bench.pages", "--port", str(port), "--pid", str(server.pid)]
            subprocess.run(
                [*pages, "--database-pid", database, "--count", chosen.count, "--password", PASSWORD], check=True
            )
        finally:
            server.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
