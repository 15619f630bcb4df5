"""How the threads of a worker share the processors."""

import os
from contextlib import suppress


def take_long_turns():
    """Let no thread of the server interrupt another because it was woken (Linux: sched(7), SCHED_BATCH).

    A request passes from a thread that reads to one that answers, and back. Woken threads that wait for
    their turn find several requests to pass on at once; a finished page costs a quarter less. Threads that
    are started from here on do likewise.
    """
    if hasattr(os, "SCHED_BATCH"):
        with suppress(OSError):  # forbidden by whoever runs us: only slower
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
