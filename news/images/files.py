"""Files that are either complete or absent, and that stay only if the row that names them does."""

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

ABANDONED_AFTER = 3600  # seconds; no picture takes that long to write


def store_whole(storage, name, content):
    """A killed process never leaves part of a file under a name that pages use.

    On a disk the file is written under another name and renamed. In an object store nothing appears under its
    name before it is complete, and a file that is already there is the same.
    """
    path = local_path(storage, name)
    if path:
        _write_beside_and_rename(Path(path), content, storage.file_permissions_mode)
    elif not storage.exists(name):
        storage.save(name, ContentFile(content))


def _write_beside_and_rename(path, content, mode):
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        beside.write_bytes(content)
        if mode is not None:
            beside.chmod(mode)
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _sweep(folder):
    """Delete the unfinished files of killed processes."""
    for part in folder.glob(".*.part"):
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < time.time() - ABANDONED_AFTER:
                part.unlink()


def local_path(storage, name):
    with suppress(NotImplementedError):
        return storage.path(name)
    return None


class GoneUnlessCommitted:
    """Deletes new files when the transaction that names them is rolled back.

    Django announces a commit but never a rollback, after which it only drops the callbacks. This is such a
    callback, and being dropped makes it act.
    """

    def __init__(self, storage):
        self.storage, self.doomed = storage, []

    def watch(self, name):
        # The path is noted now: settings may have changed by the time of the rollback.
        self.doomed.append((name, local_path(self.storage, name)))

    def __call__(self):
        self.doomed.clear()

    def __del__(self):
        for name, path in self.doomed:
            with suppress(OSError):
                os.unlink(path) if path else self.storage.delete(name)


def delete_after_commit(storage, names):
    def delete():
        for name in names:
            storage.delete(name)
            _remove_empty_folder(storage, name)

    transaction.on_commit(delete, robust=True)


def _remove_empty_folder(storage, name):
    path = local_path(storage, name)
    with suppress(OSError):  # it holds other files
        if path:
            Path(path).parent.rmdir()
