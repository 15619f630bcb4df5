"""What stands in the way of an answer for a while, judged by the error."""

import errno
from enum import Enum

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from news.models.collision import is_collision

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class StoreIsGone(OSError):
    """The object store does not answer, or refuses what it should do."""


class Obstacle(Enum):
    DATABASE = _("The database does not answer")
    STORE = _("The store of uploads does not answer")
    DISK = _("The disk is full")
    COLLISION = _("Somebody else was saving something at the same moment")


def obstacle_behind(error):
    """None for an error that time alone would not mend."""
    if is_collision(error):
        return Obstacle.COLLISION
    if isinstance(error, OperationalError | InterfaceError):
        return Obstacle.DISK if "disk is full" in str(error) else Obstacle.DATABASE
    if isinstance(error, StoreIsGone):
        return Obstacle.STORE
    if isinstance(error, OSError) and error.errno in FULL:
        return Obstacle.DISK
    return None
