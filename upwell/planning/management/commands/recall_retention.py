"""`upwell manage recall_retention`: how well people remember here, against what was expected; nobody is named."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from upwell.planning.queries.retention import retention_here


class Command(BaseCommand):
    """Measures recall as the field does."""

    help = "Prints the answers that were expected and given, their log loss and RMSE of bins, as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(json.dumps(asdict(retention_here()), indent=2))
