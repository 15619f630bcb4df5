"""The pages that a worker keeps: as many as the bytes allow.

Which goes first is decided by the second chance algorithm (also called clock): nearly least recently used out
first, and a page that is served takes no lock.
"""

import threading
from collections import OrderedDict


class PageStore:
    """The pages of one epoch; a new epoch begins with a new store."""

    def __init__(self, epoch, most_bytes):
        self.epoch = epoch
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages = OrderedDict()  # the next to go first
        self._lock = threading.Lock()

    def get(self, key):
        page = self.pages.get(key)
        if page is not None:
            page.was_served = True
        return page

    def put(self, key, page):
        """Keep the page, or take note that it has grown by an encoded response."""
        with self._lock:
            page.has_grown = False
            self._drop(key)
            page.stored_size = page.size
            self.bytes += page.stored_size
            self.pages[key] = page
            while self.bytes > self.most_bytes and self.pages:
                self._drop_or_spare(next(iter(self.pages)))

    def _drop(self, key):
        page = self.pages.pop(key, None)
        self.bytes -= page.stored_size if page else 0

    def _drop_or_spare(self, key):
        """A page that was served since its last turn goes to the end instead."""
        page = self.pages[key]
        if page.was_served:
            page.was_served = False
            self.pages.move_to_end(key)
        else:
            self._drop(key)

    def values(self):
        with self._lock:
            return list(self.pages.values())

    def __len__(self):
        return len(self.pages)
