"""Everything that cannot be made again, in one file: rows and uploads, signed and encrypted."""

from .error import BackupError, Uncertain
from .keeping import keep_newest, new_name
from .restoring import Restored, restore
from .saving import save

__all__ = ["BackupError", "Restored", "Uncertain", "keep_newest", "new_name", "restore", "save"]
