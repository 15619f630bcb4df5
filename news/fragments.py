"""Pieces of pages that many pages share, kept by this process: least recently used out first."""

import threading
from collections import OrderedDict

from django.conf import settings


class Fragments:
    """A key holds all that decides the text; the generation of the public content ends a fragment's life."""

    def __init__(self):
        self.texts = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key):
        with self._lock:
            text = self.texts.get(key)
            if text is not None:
                self.texts.move_to_end(key)
            return text

    def put(self, key, text):
        with self._lock:
            self.texts[key] = text
            while len(self.texts) > settings.FRAGMENTS_KEPT:
                self.texts.popitem(last=False)

    def kept(self, key, make):
        """The text under this key; made by make() when there is none yet."""
        text = self.get(key)
        if text is None:
            text = make()
            self.put(key, text)
        return text


fragments = Fragments()
