"""A separate index for scoring and tests: it holds nothing of the site and leaves nothing behind."""

import os
from contextlib import contextmanager
from uuid import uuid4

import environ
from django.conf import settings
from django.db import connections

from news.models.search import SearchDocument, SearchState, SearchTerm

from .engines import engine_for
from .index import Index

MODELS = (SearchState, SearchDocument, SearchTerm)
ENGINES = ("sqlite", "postgresql")


@contextmanager
def scratch_index(engine="sqlite"):
    """An empty index on that engine."""
    alias = f"scratch_{uuid4().hex[:8]}"
    connections.databases[alias] = _database(engine, alias)
    connections.configure_settings(connections.databases)
    try:
        _create_tables(alias, engine)
        yield Index(using=alias)
    finally:
        _drop(alias, engine)
        connections[alias].close()
        del connections[alias], connections.databases[alias]


def _database(engine, alias):
    if engine == "sqlite":
        return environ.Env.db_url_config("sqlite://:memory:")
    database = dict(postgresql_database())
    database["OPTIONS"] = {**database.get("OPTIONS", {}), "options": f"-c search_path={alias}"}
    return database


def postgresql_database():
    """The site's own database server, or the one that SCRATCH_DATABASE_URL names."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return settings.DATABASES["default"]
    return environ.Env.db_url_config(os.environ.get("SCRATCH_DATABASE_URL", "postgresql:///postgres"))


def _create_tables(alias, engine):
    connection = connections[alias]
    if engine == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {alias}")
    with connection.schema_editor() as schema_editor:
        for model in MODELS:
            schema_editor.create_model(model)
        engine_for(alias).create(schema_editor)


def _drop(alias, engine):
    if engine == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {alias} CASCADE")
