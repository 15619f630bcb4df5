"""Which part that the site works with is gone for a while, judged by the error."""

import errno
from enum import Enum

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class StoreIsGone(OSError):
    """The object store does not answer, or refuses what it should do."""


class Part(Enum):
    DATABASE = _("The database does not answer")
    STORE = _("The store of uploads does not answer")
    DISK = _("The disk is full")


def missing_part(error):
    """The Part whose absence caused the error; None for an error that its return would not mend."""
    if isinstance(error, OperationalError | InterfaceError):
        return Part.DISK if "disk is full" in str(error) else Part.DATABASE
    if isinstance(error, StoreIsGone):
        return Part.STORE
    if isinstance(error, OSError) and error.errno in FULL:
        return Part.DISK
    return None
