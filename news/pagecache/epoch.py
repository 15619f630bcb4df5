"""When all finished pages end: with each change of the public content, and by the clock.

Every process of the machine sees the number of the present epoch in shared memory, at once. To learn that
another server has changed the content, one process asks the database, at most ten times a second. A page
belongs to the epoch in which its making began. While the database is gone no epoch ends, not even by the
clock: finished pages are still served, and a log line says so.
"""

import logging
from math import inf

from django.db import Error, connection
from django.utils import timezone

from news.models import Edition, PublicContent
from news.models.public_content import LOOK_EVERY
from news.shared_memory import BOUNDARY, DEADLINE, EPOCH, GENERATION

from .database import refresh_connection

LOOK_AGAIN_AFTER_FAILURE = 5.0

log = logging.getLogger(__name__)


class Epoch:
    def __init__(self, memory):
        self.memory = memory
        self.words, self.floats = memory.words, memory.floats

    def number(self, now):
        if now >= self.floats[DEADLINE]:
            self._look(now)
        return self.words[EPOCH]

    def is_current(self, number):
        return self.words[EPOCH] == number

    def generation(self, now):
        """The newest generation that this machine knows of; None while it knows of none."""
        self.number(now)
        known = self.words[GENERATION]
        return known - 1 if known else None

    def _look(self, now):
        if not self._is_first_to_look(now):
            return
        epoch, ends = self.words[EPOCH], now >= self.floats[BOUNDARY]
        try:
            refresh_connection()
            self._note(epoch, now, ends, *self._in_database(ends))
        except Error as error:
            self.floats[DEADLINE] = now + LOOK_AGAIN_AFTER_FAILURE
            log.warning("The generation can't be asked for; finished pages are served on: %s", error)
            connection.close()

    def _is_first_to_look(self, now):
        """Claim the next look at the database; False when another thread or process has claimed it."""
        with self.memory:
            if now < self.floats[DEADLINE]:
                return False
            self.floats[DEADLINE] = now + LOOK_EVERY
            return True

    def _in_database(self, ends):
        """(generation, when something begins or ends next), the second only when that may have changed."""
        begun = timezone.now()
        generation = PublicContent.current() + 1  # so that 0 means: not known
        if generation == self.words[GENERATION] and not ends:
            return generation, self.floats[BOUNDARY]
        boundary = Edition.objects.next_boundary(begun)
        return generation, boundary.timestamp() if boundary else inf

    def _note(self, epoch, now, ends, generation, boundary):
        with self.memory:
            if self.words[EPOCH] != epoch:
                self.floats[DEADLINE] = 0.0  # it ended while we were looking: look again
                return
            if self.words[GENERATION] and (ends or self.words[GENERATION] != generation):
                self.words[EPOCH] += 1
            self.words[GENERATION] = generation
            self.floats[BOUNDARY] = boundary
            self.floats[DEADLINE] = min(now + LOOK_EVERY, boundary)
