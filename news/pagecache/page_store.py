"""The pages that a worker keeps: as many as the bytes allow, least recently used out first.

By the clock algorithm: a page that was asked for since it was looked at last gets a second chance.
"""

import threading
from collections import OrderedDict

from .cache_key import PATH
from .read_count_refresh import next_round
from .ready import Ready, plain_way


class Shelf:
    def __init__(self, life, most_bytes):
        self.life = life
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages = OrderedDict()
        self.ready = Ready()
        self._lock = threading.Lock()

    def get(self, key, now):
        page = self.pages.get(key)
        if page is not None:
            page.asked_at = now
        return page

    def put(self, key, page):
        """Keep the page, or take note that it has grown by a compressed form."""
        with self._lock:
            page.has_grown = False
            size = page.size
            old = self.pages.pop(key, None)
            self.bytes += size - (old.kept_size if old else 0)
            page.kept_size = size
            self.pages[key] = page
            while self.bytes > self.most_bytes and self.pages:
                self._let_go_of_the_oldest()

    def _let_go_of_the_oldest(self):
        key, page = self.pages.popitem(last=False)
        asked_at = page.last_asked_at
        if asked_at != page.seen_at:
            page.seen_at = asked_at
            self.pages[key] = page
        else:
            self.bytes -= page.kept_size
            self.ready.remove(key[PATH])

    def make_ready(self, environ, key, page, now):
        """Whoever asks for the page in the same plain way is served at first sight from now on."""
        way = plain_way(environ)
        if way:
            with self._lock:
                if now >= self.ready.until:
                    self.ready = Ready(next_round(now))
                if self.pages.get(key) is page:
                    form = page.form_for(environ.get("HTTP_ACCEPT_ENCODING"))
                    self.ready.add(way, environ["PATH_INFO"], form)

    def forget_ready(self):
        """Pages have changed."""
        with self._lock:
            self.ready = Ready()

    def __len__(self):
        return len(self.pages)
