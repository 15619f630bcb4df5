"""Two writers in each other's way: what the database then does, and what we do about it.

PostgreSQL gives up one of two transactions that wait for each other; the other one goes on, so the same work
succeeds when it is begun again.
"""

import logging
import sqlite3
from functools import wraps

from django.db import OperationalError, connection

log = logging.getLogger(__name__)

DEADLOCK, SERIALIZATION_FAILURE = "40P01", "40001"  # PostgreSQL's codes


def is_collision(error):
    """Whether the database answers, and refused because of another writer.

    SQLite refuses after it has waited as long as the settings say.
    """
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if getattr(cause, "pgcode", None) in (DEADLOCK, SERIALIZATION_FAILURE):
        return True
    return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY


def begun_again_after_collision(work):
    """Once, unless it is a part of a larger transaction, of which nothing is left then.

    The work leaves nothing behind but in the database.
    """

    @wraps(work)
    def begin(*args, **kwargs):
        try:
            return work(*args, **kwargs)
        except OperationalError as error:
            if connection.in_atomic_block or connection.vendor == "sqlite" or not is_collision(error):
                raise
        log.warning("Two writers were in each other's way; one begins again.")
        return work(*args, **kwargs)

    return begin
