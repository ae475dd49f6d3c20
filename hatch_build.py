"""Sees to it that a wheel never leaves the house without its front end."""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg]
    """In a clone, builds frontend/ if its sources are newer; in a source archive, what was built comes along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before the files are gathered; refuse if nothing is there after that."""
        root = Path(self.root)
        if (root / "bin/lib/environment.sh").exists():
            make = ". bin/lib/environment.sh && begin_making && ensure_environment && build_front_end"
            subprocess.run(["/bin/sh", "-euc", make], cwd=root, check=True)
        if not (root / "upwell/web/built/manifest.json").exists():
            raise SystemExit("The front end is not built, so no wheel is made: build from a clone of Upwell.")
