"""The demo organisation, St. Brigid’s: its content lies beside this file (README.md), `upwell.interop.demo` tells it."""

from pathlib import Path

FOLDER = Path(__file__).parent
NAME = "St. Brigid’s"
WELCOME = "Ask what you need to learn. Somebody here knows."
PASSWORD = "deep-water-rises"  # noqa: S105  # everybody's in the demo, and printed when it starts
