"""The folder that nginx shows while the application or its database is gone.

The workers write into it, nginx only reads. In it: `pages`, a file for each page; `shown`, a link to them, by
which nginx finds them and which is not there while something is being taken out; `checked`, the generation up
to which whatever was removed or withdrawn has been taken out.
"""

import fcntl
import logging
import os
import shutil
import threading
import time
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from news.shared_memory import belong_to_the_data

from .file_name import file_name

EVERYTHING = ""  # as a mark: no page stays

log = logging.getLogger(__name__)


class KeptPages:
    def __init__(self, folder, most_bytes):
        self.folder, self.most_bytes = folder, most_bytes
        self.pages, self.shown, self.being_written = folder / "pages", folder / "shown", folder / "new"
        self._checked = folder / "checked"

    @property
    def is_on(self):
        return self.most_bytes > 0

    @contextmanager
    def locked(self, name):
        """Waits for other threads and processes; the system frees the lock of a killed one."""
        for folder in (self.folder, self.being_written):
            if not folder.exists():
                folder.mkdir(parents=True, exist_ok=True)
                belong_to_the_data(folder)
        with (self.folder / name).open("w") as lock:
            belong_to_the_data(self.folder / name)
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    # --- Keeping ---------------------------------------------------------------------------------------

    def keep(self, path, query, content_type, content, is_current):
        """Keep the page unless, by now, something has changed since its making began: not is_current()."""
        name = file_name(path, query, content_type)
        if name is None:
            return
        new = self.being_written / f"{os.getpid()}-{threading.get_ident()}"
        try:
            with self.locked("writing"):
                pass  # makes the folders
            new.write_bytes(content)
            self._put(new, self.pages / name, is_current)
        except OSError as error:
            log.warning("A page can't be kept for an outage: %s", error)
            new.unlink(missing_ok=True)

    def _put(self, new, place, is_current):
        with self.locked("writing"):
            if is_current():
                place.parent.mkdir(parents=True, exist_ok=True)
                new.replace(place)
            else:
                new.unlink()

    def limit(self):
        """Remove the pages kept longest ago until the rest has room."""
        found = sorted(self._files(), key=lambda entry: entry[1].st_mtime)
        excess = sum(status.st_size for _path, status in found) - self.most_bytes
        for path, status in found:
            if excess <= 0:
                break
            path.unlink(missing_ok=True)
            excess -= status.st_size

    def _files(self):
        for folder, _folders, names in os.walk(self.pages):
            for name in names:
                path = Path(folder, name)
                try:
                    yield path, path.stat()
                except FileNotFoundError:
                    continue

    # --- Taking out ------------------------------------------------------------------------------------

    @property
    def checked(self):
        """The generation up to which nothing is here that was taken away; None when that is not known."""
        try:
            return int(self._checked.read_text())
        except (OSError, ValueError):
            return None

    def take_out(self, marks, generation):
        """Remove every page in whose address or content one of the marks stands; nothing is shown meanwhile.

        To be called under the lock "checking", after the epoch has ended: a page made before is then either
        here already or kept no more.
        """
        if marks:
            self.hide()
            with self.locked("writing"):
                begun = time.time()
            if EVERYTHING in marks:
                self._empty()
            else:
                self._remove_marked([mark.encode() for mark in marks], begun)
        self._show()
        new = self.being_written / "checked"
        new.write_text(str(generation))
        new.replace(self._checked)
        belong_to_the_data(self._checked)

    def hide(self):
        """Show nothing until somebody has taken out what there is to take out."""
        self.shown.unlink(missing_ok=True)

    def _empty(self):
        with self.locked("writing"):
            if self.pages.exists():
                trash = self.being_written / f"trash-{time.time_ns()}"
                self.pages.replace(trash)
                shutil.rmtree(trash)

    def _remove_marked(self, marks, begun):
        for path, status in self._files():
            if status.st_mtime <= begun and has_any(path, marks):
                path.unlink(missing_ok=True)

    def _show(self):
        if not self.shown.is_symlink():
            self.pages.mkdir(exist_ok=True)
            belong_to_the_data(self.pages)
            self.shown.symlink_to(self.pages.name)


def has_any(path, marks):
    try:
        content = os.fsencode(path) + path.read_bytes()
    except FileNotFoundError:
        return False
    return any(mark in content for mark in marks)


@lru_cache
def in_folder(folder, most_bytes):
    return KeptPages(folder, most_bytes)


def kept_pages():
    return in_folder(settings.DATA_DIR / "kept", settings.KEPT_PAGES_BYTES)
