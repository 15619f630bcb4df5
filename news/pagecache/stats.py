"""How many pages each worker served from its page store: close, not exact."""

import os
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from news.models import PublicContent
from news.shared_memory import ADDED, BOUNDARY, EPOCH, MOST_WORKERS, SAVED, WORKER_WORDS, WORKERS

PROCESS, HITS, MISSES, PAGES, BYTES = range(5)


class WorkerStats:
    """The counts of this process, in the shared memory."""

    def __init__(self, memory):
        self.words = memory.words
        with memory:
            self.at = self._free_place()
            self.words[self.at] = os.getpid()
            for place in (HITS, MISSES, PAGES, BYTES):
                self.words[self.at + place] = 0

    def _free_place(self):
        places = range(WORKERS, WORKERS + MOST_WORKERS * WORKER_WORDS, WORKER_WORDS)
        return next((at for at in places if not is_alive_elsewhere(self.words[at])), places[-1])

    def hit(self):
        self.words[self.at + HITS] += 1

    def miss(self, store):
        self.words[self.at + MISSES] += 1
        self.words[self.at + PAGES] = len(store)
        self.words[self.at + BYTES] = max(store.bytes, 0)


def is_alive_elsewhere(process):
    if process in (0, os.getpid()):
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Worker(NamedTuple):
    process: int
    hits: int
    misses: int
    pages: int
    bytes: int


class State(NamedTuple):
    """The finished pages of this machine as they stand."""

    generation: int
    epoch: int
    boundary: object
    unsaved_reads: int
    workers: list

    def total(self, name):
        return sum(getattr(worker, name) for worker in self.workers)

    @property
    def hit_rate(self):
        served = self.total("hits") + self.total("misses")
        return self.total("hits") / served if served else 0.0


def state(memory):
    words = memory.words
    places = range(WORKERS, WORKERS + MOST_WORKERS * WORKER_WORDS, WORKER_WORDS)
    mine = os.getpid()
    workers = [
        Worker(*words[at : at + 5]) for at in places if words[at] == mine or is_alive_elsewhere(words[at])
    ]
    moment = memory.floats[BOUNDARY]
    zone = timezone.get_default_timezone()
    return State(
        generation=PublicContent.current(),
        epoch=words[EPOCH],
        boundary=datetime.fromtimestamp(moment, zone) if 0 < moment < 1e11 else None,
        unsaved_reads=words[ADDED] - words[SAVED],
        workers=workers,
    )
