"""Which database is read: a replica that is up to date for readers, the primary for all else.

A page for readers is made inside `reading_from(REPLICA)`; news.operations.replica decides when. Every write
goes to the primary, and so does every query outside a reader's page.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS

REPLICA = "replica"

_alias = ContextVar("database that is read now", default=DEFAULT_DB_ALIAS)


def database_to_read():
    return _alias.get()


@contextmanager
def reading_from(alias):
    before = _alias.set(alias)
    try:
        yield
    finally:
        _alias.reset(before)


class Router:
    """Named by settings.DATABASE_ROUTERS when there is a replica."""

    def db_for_read(self, model, **hints):
        return database_to_read()

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db != REPLICA
