"""Reads that are not in the database yet, and who has read what within the last half hour.

Both lie in shared memory. Writing one word makes a read and the mark of its reader valid at the same moment;
the next process completes what a killed one had begun.
"""

from typing import NamedTuple

from news.shared_memory import (
    ADDED,
    APPLIED,
    MOST_READS,
    NEXT_ENTRY,
    NEXT_PLACE,
    READ_WORDS,
    READS,
    SAVED,
    SEEN,
    SEEN_WORDS,
)
from news.text.languages import LANGUAGES

AGAIN_AFTER = 30 * 60
NEIGHBOURS = 8
PLACES = SEEN_WORDS - NEIGHBOURS + 1

# An entry: the reader in the upper 40 bits, the time in seconds, modulo 2^24, in the lower ones.
CLOCK = 0xFFFFFF
WHO = 0xFFFFFFFFFF << 24


class Read(NamedTuple):
    reader: int
    article_id: int
    language: str
    at: int


class ReadBuffer:
    def __init__(self, memory):
        self.memory = memory
        self.words = memory.words

    def add(self, reader, article_id, language, now):
        """Store the read; False when the buffer is full or this reader was here lately.

        reader: 64 bits that also stand for the article.
        """
        with self.memory:
            self._complete()
            if self.was_seen(reader, now) or self.backlog() >= MOST_READS:
                return False
            self._append(reader, article_id << 8 | LANGUAGES.index(language), now)
            self._complete()
        return True

    def _append(self, reader, what, now):
        words = self.words
        count = words[ADDED]
        at = READS + count % MOST_READS * READ_WORDS
        words[at], words[at + 1], words[at + 2] = what, now, reader
        words[NEXT_PLACE] = self._place_for(reader, now)
        words[NEXT_ENTRY] = reader & WHO | now & CLOCK
        words[ADDED] = count + 1  # from here on the read is kept, whatever happens

    def _complete(self):
        words = self.words
        if words[APPLIED] != words[ADDED]:
            words[words[NEXT_PLACE]] = words[NEXT_ENTRY]
            words[APPLIED] = words[ADDED]

    # --- Recent readers ------------------------------------------------------------------------------

    def was_seen(self, reader, now):
        """Whether this reader was counted within the last half hour.

        Places are taken in order and never emptied: the reader can't be behind an empty one.
        """
        words = self.words
        first = SEEN + reader % PLACES
        for place in range(first, first + NEIGHBOURS):
            entry = words[place]
            if not entry:
                return False
            if entry >> 24 == reader >> 24 and (now - entry) & CLOCK < AGAIN_AFTER:
                return True
        return False

    def _place_for(self, reader, now):
        """An empty or expired place; where there is none, that of the reader seen longest ago."""
        first = SEEN + reader % PLACES
        return max(range(first, first + NEIGHBOURS), key=lambda place: self._age(place, now))

    def _age(self, place, now):
        entry = self.words[place]
        return (now - entry) & CLOCK if entry else CLOCK + 1

    # --- Unsaved reads ---------------------------------------------------------------------------------

    def backlog(self):
        return self.words[ADDED] - self.words[SAVED]

    def unsaved_reads(self):
        """(number of all reads saved so far, the reads after them)."""
        start, end = self.words[SAVED], self.words[ADDED]
        return start, [self._read(number) for number in range(start, end)]

    def _read(self, number):
        at = READS + number % MOST_READS * READ_WORDS
        what, when, reader = self.words[at : at + READ_WORDS]
        return Read(reader, what >> 8, LANGUAGES[what & 0xFF], when)

    def mark_saved(self, position):
        self.words[SAVED] = position
