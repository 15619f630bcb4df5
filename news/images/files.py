"""Files that are either complete or absent, and that are there whenever a row names them."""

import os
import secrets
import time
from contextlib import contextmanager, suppress
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


@contextmanager
def new_files(storage):
    """Gives a list for the names of files that the block writes: when it fails they are deleted again.

    It ends before the commit. When that fails nobody knows whether the row that names them is there, so they
    stay; what a later failure leaves behind is found by the sweep (news.operations.orphans).
    """
    names = []
    try:
        yield names
    except BaseException:
        delete_now(storage, names)
        raise


def delete_now(storage, names):
    """What cannot be deleted is left to the sweep."""
    for name in names:
        with suppress(OSError):
            storage.delete(name)
            _remove_empty_folder(storage, name)


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
