"""Saves reads from the buffer to the database: each exactly once, whatever is killed and whenever.

The position up to which a buffer is saved is written in the transaction that raises the counts. After a
crash between the commit and the clearing of the buffer the position says what must not be added again.
"""

import fcntl
import logging
import os
from collections import Counter
from contextlib import contextmanager
from datetime import datetime, timedelta
from time import time

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from news.models import Article, SavedReads, ViewCount

from .buffer import AGAIN_AFTER

KEPT_POSITIONS = timedelta(days=60)

log = logging.getLogger(__name__)


def save_reads(buffer):
    """Save what the buffer holds, unless another process is doing so. Returns the number of reads saved."""
    if not buffer.backlog():
        return 0
    with saving_lock(buffer.memory.folder) as is_ours:
        return _save(buffer) if is_ours else 0


@contextmanager
def saving_lock(folder):
    lock = os.open(folder / "saving", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(lock)


def _save(buffer):
    start, reads = buffer.unsaved_reads()
    name, end = buffer.memory.name, start + len(reads)
    position = SavedReads.objects.get_or_create(pk=name)[0].position
    # Reads before the position were committed; the process died before it could clear the buffer.
    fresh = enumerate(reads[max(position - start, 0) :], max(position, start))
    new = [read for number, read in fresh if is_new_everywhere(read, f"{name}:{number}")]
    with transaction.atomic():
        mine = SavedReads.objects.filter(pk=name, position=position)
        if not mine.update(position=end, saved_at=timezone.now()):
            return 0
        add_reads(new)
    buffer.mark_saved(end)
    return len(new)


def is_new_everywhere(read, number):
    """Whether no other server has counted this reader lately; asking twice gives the same answer."""
    if not settings.SHARED_CACHE:
        return True
    name, seconds = f"reader:{read.reader:016x}", read.at + AGAIN_AFTER - int(time())
    try:
        return seconds <= 0 or cache.add(name, number, timeout=seconds) or cache.get(name) == number
    except Exception:  # whatever the cache's client raises when nobody answers
        log.warning("Redis does not answer: a reader who changes servers may be counted twice.")
        return True


def add_reads(reads):
    zone = timezone.get_default_timezone()
    counts = Counter(
        (read.article_id, read.language, datetime.fromtimestamp(read.at, zone).date()) for read in reads
    )
    known = set(Article.objects.filter(pk__in={key[0] for key in counts}).values_list("pk", flat=True))
    ViewCount.add_all({key: reads for key, reads in counts.items() if key[0] in known})


def forget_old_positions():
    """Each start of a machine begins a new buffer; one that is long gone will never be saved again."""
    SavedReads.objects.filter(saved_at__lt=timezone.now() - KEPT_POSITIONS).delete()
