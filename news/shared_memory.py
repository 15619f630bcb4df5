"""What the processes of one machine share: the epoch of finished pages, unsaved reads, recent readers.

One file in memory, mapped by every process. Its content survives when any or all processes are killed; it
does not survive a restart of the machine, and where /dev/shm exists nothing in it reaches a disk.
"""

import fcntl
import hashlib
import mmap
import os
import secrets
import stat
import threading
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# --- The layout, in words of 8 bytes. Another layout needs another name of the file. -----------------

FILE = "shared-1"
WORD = 8

READY, NAME = 0, 1  # written last, when the file is made; the random name of this memory (2 words)
EPOCH, GENERATION, DEADLINE, BOUNDARY = 8, 9, 10, 11  # of finished pages: news.pagecache.epoch
SAVED, ADDED, APPLIED, NEXT_PLACE, NEXT_ENTRY = 16, 17, 18, 19, 20  # of reads: news.readership.buffer
KEY_DAY, KEY, OLD_KEY = 24, 25, 29  # the key of the day and that of the day before: news.readership.keys
WORKERS, WORKER_WORDS, MOST_WORKERS = 64, 8, 56  # what each worker did: news.pagecache.stats

SEEN, SEEN_WORDS = 512, 1 << 18
READS, READ_WORDS, MOST_READS = SEEN + SEEN_WORDS, 3, 1 << 17
SIZE = (READS + READ_WORDS * MOST_READS) * WORD


class SharedMemory:
    """`words` and `floats` read the same places as numbers; `with memory:` locks out all others.

    A single word is read and written atomically without the lock. The lock is the operating system's, so
    that a killed process releases it.
    """

    def __init__(self, folder):
        self.folder = folder
        self._threads = threading.Lock()
        self._file = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with self:
            if os.fstat(self._file).st_size != SIZE:
                os.posix_fallocate(self._file, 0, SIZE)  # lack of room is an error now, not a crash later
                belong_to_the_data(folder / FILE)
            view = memoryview(mmap.mmap(self._file, SIZE))
            self.words, self.floats = view.cast("Q"), view.cast("d")
            if not self.words[READY]:
                self._make()

    def _make(self):
        self.words[NAME], self.words[NAME + 1] = secrets.randbits(64), secrets.randbits(64)
        self.words[EPOCH] = 1
        self.words[READY] = 1

    def end_finished_pages(self):
        """The public content has changed: no worker serves a page any more that was made before."""
        with self:
            self.words[EPOCH] += 1
            self.words[GENERATION] = 0
            self.floats[DEADLINE] = 0.0

    @property
    def name(self):
        return f"{self.words[NAME]:016x}{self.words[NAME + 1]:016x}"

    def __enter__(self):
        self._threads.acquire()
        fcntl.lockf(self._file, fcntl.LOCK_EX)

    def __exit__(self, *failure):
        fcntl.lockf(self._file, fcntl.LOCK_UN)
        self._threads.release()


# --- Where it lies -----------------------------------------------------------------------------------

_opened = {}
_opening = threading.Lock()


def run_folder():
    """The folder of what this site keeps on this machine while it runs."""
    return Path(settings.RUN_DIR or usual_folder())


def shared_memory():
    """The memory of this site on this machine."""
    folder = run_folder()
    with _opening:
        if folder not in _opened:
            prepare(folder)
            _opened[folder] = SharedMemory(folder)
        return _opened[folder]


def usual_folder():
    """One for each data folder, in memory where the system offers that."""
    name = hashlib.sha256(str(settings.DATA_DIR).encode()).hexdigest()[:16]
    in_memory = Path("/dev/shm")  # noqa: S108 - the folder made in it is the owner's alone
    return in_memory / f"ombudsman-{name}" if in_memory.is_dir() else settings.DATA_DIR / "run"


def prepare(folder):
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        belong_to_the_data(folder)
    found = folder.lstat()
    foreign = found.st_uid != os.getuid() and os.getuid() != 0
    if not stat.S_ISDIR(found.st_mode) or foreign or stat.S_IMODE(found.st_mode) & 0o077:
        raise ImproperlyConfigured(
            f"The folder {folder} must belong to the user of the site and be closed to others. "
            "Remove it, or name another one in RUN_DIR."
        )


def belong_to_the_data(path):
    """After a command run by root, the site's own user can still open the file."""
    if os.getuid() == 0 and settings.DATA_DIR.exists():
        owner = settings.DATA_DIR.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
