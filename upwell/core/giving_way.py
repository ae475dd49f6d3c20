"""Pages come first: what nobody waits for gets less of the processor while somebody wants it, and all of it otherwise.

Linux shares the processor among sessions first and among the processes of each only then, where it groups them by itself
(`sched_autogroup`, on by default on desktops and many servers); a niceness alone would do nothing between ours, which
each have a session of their own. So both are set.
"""

import os
from contextlib import suppress
from pathlib import Path

NICENESS = 10  # of -20 to 19: about a tenth of the share of somebody at 0


def give_way(process_id: int = 0) -> None:
    """Let this process (0: the one that asks) and those it starts come after all others; where that cannot be, nothing changes.

    Whoever starts a session of their own asks again there.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process_id, NICENESS)
    with suppress(OSError):
        (Path("/proc") / str(process_id or "self") / "autogroup").write_text(str(NICENESS))
