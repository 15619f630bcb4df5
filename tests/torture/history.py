"""What clients did and what they were told, in files of JSON lines with the times of one clock.

Two lines for each act: one before it is sent, one with the answer. An act whose answer was never written is
as unknown as one that was never answered.
"""

import itertools
import json
import threading
import time

DONE, REFUSED, UNKNOWN = "done", "refused", "unknown"


class History:
    """The file of one client, which may have several threads."""

    def __init__(self, folder, client):
        self.client, self._numbers = client, itertools.count(1)
        self._writing = threading.Lock()
        self._file = (folder / f"{client}.jsonl").open("a", buffering=1, encoding="utf-8")

    def begin(self, act, **about):
        """Returns the function that is to be called with the outcome and what was seen."""
        number = f"{self.client}:{next(self._numbers)}"
        self._write({"id": number, "act": act, "begun": time.monotonic(), **about})

        def end(outcome=DONE, **seen):
            self._write({"id": number, "ended": time.monotonic(), "outcome": outcome, **seen})
            return outcome

        return end

    def note(self, act, **about):
        """Something seen or done that has no duration."""
        self.begin(act, **about)()

    def _write(self, line):
        with self._writing:
            self._file.write(json.dumps(line) + "\n")
