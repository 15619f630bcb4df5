"""Recognising a reader for half an hour without knowing them.

A reader is a keyed hash of address and browser. The key is random, new each day and never written to a
disk: it lives in shared memory, or in Redis (with an expiry) where several servers must agree. With the
key gone, nobody can tell any more who the hashes were.
"""

import hashlib
import logging
import secrets
import struct
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from news.shared_memory import KEY, KEY_DAY, OLD_KEY
from news.text.time_spans import next_day, start_of

from .buffer import AGAIN_AFTER

KEY_WORDS = 4
MOST_BROWSERS = 1000
DAY = 24 * 60 * 60

log = logging.getLogger(__name__)


class ReaderKeys:
    """The key of today; just after midnight also yesterday's, so that nobody is counted twice then."""

    def __init__(self, memory):
        self.memory = memory
        # The keys, and {browser: its hash under each of them, to which address and article are added}.
        # Replaced together: a thread still working with yesterday's key must not add its hash to today's.
        self._keys_and_begun = (), {}
        self._until = 0.0

    def hashes_of(self, address, browser, article_id, now):
        """The reader's hash for this article with today's key, and with yesterday's while that is valid."""
        if now >= self._until:
            self._renew(now)
        keys, begun = self._keys_and_begun
        today, yesterday = begun.get(browser) or begin_hashes(browser, keys, begun)
        text = f"{address}\n{article_id}".encode()
        return finish_hash(text, today), yesterday and finish_hash(text, yesterday)

    def _renew(self, now):
        today = datetime.fromtimestamp(now, timezone.get_default_timezone()).date()
        words = self.memory.words
        if words[KEY_DAY] != today.toordinal():
            proposed = self._agreed_key(today)
            with self.memory:
                if words[KEY_DAY] != today.toordinal():
                    self._change(today.toordinal(), proposed)
        self._forget_old_key(now - start_of(today).timestamp())
        self._take_over_keys(now, today)

    def _agreed_key(self, today):
        """A random key; where several servers must agree, the one that the first of them put into Redis."""
        proposed = secrets.token_bytes(KEY_WORDS * 8)
        if not settings.SHARED_CACHE:
            return proposed
        try:
            name = f"reader-key:{today:%Y-%m-%d}"
            agreed = bytes.fromhex(cache.get_or_set(name, proposed.hex(), timeout=DAY + AGAIN_AFTER))
        except Exception:  # whatever the cache's client raises when nobody answers; or it holds no key
            agreed = b""
        if len(agreed) == len(proposed):
            return agreed
        log.warning("Redis gives no key of the day: readers are recognised by this server alone.")
        return proposed

    def _change(self, day, key):
        words = self.memory.words
        yesterday = words[KEY : KEY + KEY_WORDS] if words[KEY_DAY] == day - 1 else [0] * KEY_WORDS
        for place, word in enumerate(list(yesterday)):
            words[OLD_KEY + place] = word
        for place, word in enumerate(struct.unpack("4Q", key)):
            words[KEY + place] = word
        words[KEY_DAY] = day

    def _forget_old_key(self, seconds_of_today):
        if seconds_of_today >= AGAIN_AFTER:
            for place in range(OLD_KEY, OLD_KEY + KEY_WORDS):
                self.memory.words[place] = 0

    def _take_over_keys(self, now, today):
        self._keys_and_begun = (self._read(KEY), self._read(OLD_KEY)), {}
        begin = start_of(today).timestamp()
        ends = (begin + AGAIN_AFTER, start_of(next_day(today)).timestamp())
        self._until = next(end for end in ends if end > now)

    def _read(self, place):
        words = list(self.memory.words[place : place + KEY_WORDS])
        return struct.pack("4Q", *words) if any(words) else None


def begin_hashes(browser, keys, begun):
    """The browser is hashed once, because many readers use the same one."""
    text = f"{browser}\n".encode()
    if len(begun) >= MOST_BROWSERS:
        begun.clear()
    begun[browser] = hashes = tuple(key and begin_hash(key, text) for key in keys)
    return hashes


def begin_hash(key, text):
    """The common beginning of many hashes: copying it is faster than beginning anew."""
    return hashlib.blake2s(text, key=key, digest_size=8)


def finish_hash(text, begun):
    hashing = begun.copy()
    hashing.update(text)
    return int.from_bytes(hashing.digest(), "big")
