"""The realtime process for tests: started as `upwell serve` starts it, on the tests' database, and ended with the test."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from bench.serving import free_port

PATIENCE = 60  # seconds a process may take to answer


class Realtime:
    """The process, which a test may end and start again."""

    def __init__(self, site: str, port: int) -> None:
        self.site = site
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        address = urlsplit(str(configured.DATABASE_URL))
        name = configured.DATABASES["default"]["NAME"]
        environment = {
            **os.environ,
            "UPWELL_DATABASE_URL": address._replace(path=f"/{name}").geturl(),
            "UPWELL_SITE_URL": self.site,
            "UPWELL_SECRET_KEY": configured.SECRET_KEY,
            "UPWELL_JOBS_FROM": "upwell.core.tasks",
        }
        granian = [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", str(self.port)]
        served = ["--workers-kill-timeout", "1", "--interface", "asginl", "upwell.asgi:application"]
        self.process = subprocess.Popen([*granian, *served], env=environment)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < until, "the realtime process did not start"
            time.sleep(0.1)

    def stop(self) -> None:
        """End it, as when a server is started anew."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)
            self.process = None

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status == HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()


@pytest.fixture
def realtime(live_server: LiveServer, settings: Settings) -> Iterator[Realtime]:
    """The process, answering; pages are told where."""
    process = Realtime(live_server.url, free_port())
    settings.LIVE_URL = f"http://localhost:{process.port}"
    process.start()
    yield process
    process.stop()
