"""What this process keeps of what many pages share: least recently used out first."""

import threading
from collections import OrderedDict

from django.conf import settings


class Kept:
    """At most so many values, none of them None.

    A key holds all that decides its value. The generation of the public content is a part of it, so that a
    change ends the life of every value.
    """

    def __init__(self, most):
        self.most = most
        self.values = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key):
        with self._lock:
            value = self.values.get(key)
            if value is not None:
                self.values.move_to_end(key)
            return value

    def put(self, key, value):
        with self._lock:
            self.values[key] = value
            while len(self.values) > self.most:
                self.values.popitem(last=False)

    def clear(self):
        with self._lock:
            self.values.clear()

    def get_or_make(self, key, make):
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value


# Small pieces of pages: many, none of them longer than a card.
fragments = Kept(settings.FRAGMENTS_KEPT)
# What pages are made of; a value may be as large as a list of all people.
values = Kept(settings.VALUES_KEPT)
