"""The pages that a worker keeps: as many as the bytes allow, least recently used out first."""

import threading
from collections import OrderedDict


class Shelf:
    def __init__(self, life, most_bytes):
        self.life = life
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key):
        pages = self.pages
        page = pages.get(key)
        if page is not None:
            try:  # noqa: SIM105 - suppress() takes longer than all the rest
                pages.move_to_end(key)
            except KeyError:  # taken out by another thread just now: still good for this answer
                pass
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
                _key, oldest = self.pages.popitem(last=False)
                self.bytes -= oldest.kept_size

    def __len__(self):
        return len(self.pages)
