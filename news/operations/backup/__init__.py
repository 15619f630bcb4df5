"""Everything that cannot be made again, in one file: rows and uploads, with their checksums."""

from .archive import BackupError
from .keeping import keep_newest, new_name
from .restoring import restore
from .saving import save

__all__ = ["BackupError", "keep_newest", "new_name", "restore", "save"]
