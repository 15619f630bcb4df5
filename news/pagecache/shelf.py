"""The pages that a worker keeps: as many as the bytes allow, least recently used out first.

By the clock algorithm: a page that was asked for since it was looked at last gets a second chance.
"""

import threading
from collections import OrderedDict


class Shelf:
    def __init__(self, life, most_bytes):
        self.life = life
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages = OrderedDict()
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
        if page.asked_at != page.seen_at:
            page.seen_at = page.asked_at
            self.pages[key] = page
        else:
            self.bytes -= page.kept_size

    def __len__(self):
        return len(self.pages)
