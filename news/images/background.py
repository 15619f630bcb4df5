"""Starts the making of renditions after an upload, as a process of its own.

A process, because decoding a large picture takes memory and CPU time that a web worker needs for readers.
When it is killed, the renditions that it left undone are still pending and the next run makes them.
"""

import subprocess
import sys
import threading

from django.conf import settings

COMMAND = [sys.executable, str(settings.BASE_DIR / "manage.py"), "make_renditions", "--background"]


class Background:
    """At most one process at a time; a start while it runs leads to another run afterwards."""

    def __init__(self):
        self._lock = threading.Lock()
        self._running = self._asked_again = False

    def start(self):
        if not settings.RENDITIONS_IN_BACKGROUND:
            return
        with self._lock:
            if self._running:
                self._asked_again = True
                return
            # Started here and not in the thread, because a command may end before a thread gets its turn.
            process = run_beside()
            self._running = True
        threading.Thread(target=self._wait, args=[process], daemon=True).start()

    def _wait(self, process):
        while process:
            process.wait()
            with self._lock:
                process = run_beside() if self._asked_again else None
                self._asked_again, self._running = False, process is not None


def run_beside():
    """The new process outlives this one: stopping the server does not stop it halfway."""
    nothing = subprocess.DEVNULL
    return subprocess.Popen(COMMAND, stdin=nothing, stdout=nothing, start_new_session=True)  # noqa: S603 - our own command


background = Background()
