"""`upwell manage work`: carries out the jobs of some queues until it is told to stop."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

CONNECTIONS = (1, 4)  # kept, and at most: each that is open holds some 5 MB in the database
IDLE_SECONDS = 30  # after which one is closed


class Command(BaseCommand):
    """Jobs are taken as they come, those of a queue in order; what is begun when it is told to stop has some seconds to end."""

    help = "Carry out the jobs of some queues until told to stop."
    requires_system_checks = ()  # they are for those who change Upwell, and load all its pages: half of what the maker held

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which queues, how many jobs at the same time, and the seconds they have to end."""
        parser.add_argument("queues", nargs="+")
        parser.add_argument("--at-once", type=int, default=1)
        parser.add_argument("--patience", type=float, default=10)

    def handle(self, *, queues: list[str], at_once: int, patience: float, **_options: object) -> None:
        """Work."""
        kept, most = CONNECTIONS
        connector = PsycopgConnector(kwargs=connector_params(), min_size=kept, max_size=most, max_idle=IDLE_SECONDS)
        with app.replace_connector(connector):
            app.run_worker(
                queues=queues, concurrency=at_once, shutdown_graceful_timeout=patience, delete_jobs="successful"
            )
