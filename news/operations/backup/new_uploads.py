"""Uploads on their way from a backup into the store: all of them, or none."""

import logging

from django.core.files import File
from django.core.files.storage import default_storage

from .archive import MEDIA, PIECE, Hashing
from .error import BackupError

log = logging.getLogger(__name__)


class NewUploads:
    """What was there already is never written over, and never taken away."""

    def __init__(self, archive):
        self.archive = archive
        self.missing = []  # not in the store yet
        self.written = []

    def compare(self):
        """Find what is missing; BackupError for a name under which the store holds something else."""
        for name in self.archive.names(MEDIA):
            upload = name.removeprefix(MEDIA)
            if not default_storage.exists(upload):
                self.missing.append(upload)
            elif checksum(upload) != self.archive.files[name]["sha256"]:
                raise BackupError(
                    f"The store already holds another file under the name {upload}. Restore into an empty "
                    "store, or move that file away."
                )

    def write(self, step):
        for upload in self.missing:
            step(upload)
            self.written.append(upload)  # noted before: it may be written though saving it fails
            with self.archive.open(f"{MEDIA}{upload}") as file:
                given = default_storage.save(upload, File(file))
            if given != upload:
                self.written[-1] = given
                raise BackupError(f"The store keeps {upload} as {given}; the rows would not find it.")

    def take_away(self):
        """Returns the names of those that the store does not give back."""
        left = []
        for upload in self.written:
            try:
                default_storage.delete(upload)
            except OSError as error:
                log.warning("%s is left in the store: %s", upload, error)
                left.append(upload)
        return left


def checksum(upload):
    with default_storage.open(upload) as file:
        reader = Hashing(file)
        while reader.read(PIECE):
            pass
    return reader.hash.hexdigest()
