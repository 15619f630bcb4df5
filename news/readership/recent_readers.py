"""Readers whom this process knows to be counted already, so that reloading a page costs next to nothing.

Only numbers are remembered: Python's own hash of a key, the address, the browser and the article. The key is
thrown away within half an hour, and all the numbers with it.
"""

import secrets
from math import inf

from .buffer import AGAIN_AFTER

MOST = 20_000


class RecentReaders:
    def __init__(self):
        self._key_and_until = 0, {}  # replaced together, so that no reader is looked up with another key
        self._ends = -inf

    def knows(self, environ, article_id, now):
        key, until = self._key_and_until
        return until.get(name_of(key, environ, article_id), 0) > now

    def remember(self, environ, article_id, until, now):
        """Note that the reader is not to be counted again until that time."""
        self.forget_in_time(now)
        key, known = self._key_and_until
        known[name_of(key, environ, article_id)] = until

    def forget_in_time(self, now):
        """Forget everybody, and the key, when the half hour is over or too many are known."""
        if now >= self._ends or len(self._key_and_until[1]) >= MOST:
            self._key_and_until = secrets.randbits(60), {}
            self._ends = now + AGAIN_AFTER


def name_of(key, environ, article_id):
    header = environ.get
    return hash(
        (key, header("REMOTE_ADDR"), header("HTTP_X_FORWARDED_FOR"), header("HTTP_USER_AGENT"), article_id)
    )
