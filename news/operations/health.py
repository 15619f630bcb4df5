"""Whether this process can do its work, part by part."""

import logging
from secrets import token_hex

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from news.models import PublicContent
from news.readership import counter
from news.routing import REPLICA
from news.shared_memory import MOST_READS

log = logging.getLogger(__name__)

GOOD = "ok"
# Without these no page can be made. Without the others, pages are still served and reads still counted.
NEEDED = ("database", "migrations")


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return GOOD


def migrations():
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} not applied" if waiting else GOOD


def shared_cache():
    mark = token_hex(8)
    cache.set("health", mark, timeout=60)
    if cache.get("health") is None or not getattr(cache, "answers", True):
        return "does not answer"
    return GOOD


def storage():
    default_storage.exists("images/health")
    return GOOD


def replica():
    behind = PublicContent.current() - PublicContent.current(REPLICA)
    return f"behind by {behind}" if behind > 0 else GOOD


def unsaved_reads():
    waiting = counter.buffer.backlog()
    return GOOD if waiting < MOST_READS // 2 else f"{waiting} waiting"


PARTS = {
    "database": database,
    "migrations": migrations,
    "cache": shared_cache,
    "storage": storage,
    "reads": unsaved_reads,
}


def report():
    """{part: "ok" or what is wrong in a word or two}; the details go to the log."""
    parts = PARTS | {"replica": replica} if REPLICA in settings.DATABASES else PARTS
    return {name: outcome_of(name, part) for name, part in parts.items()}


def outcome_of(name, part):
    try:
        return part()
    except Exception:  # whatever the part's client raises when it is gone
        log.exception("Health: %s has failed", name)
        return "failed"


def is_ready(found):
    return all(found[name] == GOOD for name in NEEDED)
