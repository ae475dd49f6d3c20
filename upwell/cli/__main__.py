"""`python -m upwell.cli`: the `upwell` command, where it is not installed as a script."""

import sys

from upwell.cli import main

sys.exit(main())
