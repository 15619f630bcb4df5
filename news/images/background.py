"""Starts a command after an upload, as a process of its own.

A process, because decoding a picture or a document takes memory and CPU time that a web worker needs for
readers. When it is killed, what it left undone is still pending and the next run does it.
"""

import subprocess
import sys
import threading

from django.conf import settings


class Background:
    """At most one process at a time; a start while it runs leads to another run afterwards."""

    def __init__(self, command):
        self.command = [sys.executable, str(settings.BASE_DIR / "manage.py"), command, "--background"]
        self._lock = threading.Lock()
        self._running = self._asked_again = False

    def start(self):
        if not settings.WORK_IN_BACKGROUND:
            return
        with self._lock:
            if self._running:
                self._asked_again = True
                return
            # Started here and not in the thread, because a command may end before a thread gets its turn.
            process = run_beside(self.command)
            self._running = True
        threading.Thread(target=self._wait, args=[process], daemon=True).start()

    def _wait(self, process):
        while process:
            process.wait()
            with self._lock:
                process = run_beside(self.command) if self._asked_again else None
                self._asked_again, self._running = False, process is not None


def run_beside(command):
    """The new process outlives this one: stopping the server does not stop it halfway."""
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, start_new_session=True)  # noqa: S603 - our own command


background = Background("make_renditions")
