"""The pages that a worker keeps: as many as the bytes allow, least recently used out first."""

import threading
from collections import OrderedDict


class PageStore:
    """The pages of one epoch; a new epoch begins with a new store."""

    def __init__(self, epoch, most_bytes):
        self.epoch = epoch
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key):
        with self._lock:
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def put(self, key, page):
        """Keep the page, or take note that it has grown by an encoded response."""
        with self._lock:
            page.has_grown = False
            old = self.pages.pop(key, None)
            self.bytes -= old.stored_size if old else 0
            page.stored_size = page.size
            self.bytes += page.stored_size
            self.pages[key] = page
            while self.bytes > self.most_bytes and self.pages:
                _key, oldest = self.pages.popitem(last=False)
                self.bytes -= oldest.stored_size

    def values(self):
        with self._lock:
            return list(self.pages.values())

    def __len__(self):
        return len(self.pages)
