"""Files that a killed process left: pictures and sizes that no row names, and that nobody is writing now."""

from contextlib import suppress
from datetime import timedelta
from pathlib import PurePosixPath

from django.apps import apps
from django.utils import timezone

from . import renditions
from .files import ABANDONED_AFTER

FOLDERS = ("images", "renditions")


def sweep():
    """How many files were deleted.

    Files are listed before the rows: what is committed in between is known. Present sizes of a picture
    that exists stay whatever its row says, because the next run goes on from them.
    """
    model = apps.get_model("news", "Image")
    storage = model._meta.get_field("file").storage
    found = [name for folder in FOLDERS for name in files_beneath(storage, folder)]
    rows = dict(model.objects.values_list("file", "renditions"))
    kept = {*rows, *(path for made in rows.values() for path in renditions.paths_of(made))}
    being_made = {renditions.folder_for(name) for name in rows}
    doomed = [
        name for name in found if name not in kept and str(PurePosixPath(name).parent) not in being_made
    ]
    return sum(deleted(storage, name) for name in doomed)


def files_beneath(storage, folder):
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from files_beneath(storage, f"{folder}/{name}")


def deleted(storage, name):
    """False for a file so new that its row may still be on the way."""
    with suppress(FileNotFoundError):
        if storage.get_modified_time(name) < timezone.now() - timedelta(seconds=ABANDONED_AFTER):
            storage.delete(name)
            return True
    return False
