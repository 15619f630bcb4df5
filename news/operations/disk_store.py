"""Uploads on a disk: a file for which there is no room leaves no fragment behind."""

import os
from contextlib import suppress

from django.core.files.storage import FileSystemStorage

from .outages import FULL


class DiskStore(FileSystemStorage):
    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError as error:
            if error.errno in FULL:
                with suppress(OSError):
                    os.unlink(self.path(name))  # the name was free a moment ago
            raise
