"""Making a backup while the site is running: its rows at one moment, with every upload that they name."""

import gzip
import tempfile
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from .archive import MEDIA, new_archive
from .rows import as_line, file_of, models, rows_of

SNAPSHOT = "backup"


def save(target, step):
    """Write the backup to that path and return its Writer. step(name): what is being done."""
    with new_archive(target) as writer:
        made_at = timezone.now().isoformat()
        with snapshot() as database:
            migrations = sorted(MigrationRecorder(connections[database]).applied_migrations())
            for model in models():
                step(model._meta.verbose_name_plural)
                save_rows(writer, model, database)
        # Uploads are only ever added under new names: those that the rows name are all still there.
        for name in sorted(uploads()):
            step(name)
            with default_storage.open(name) as file:
                writer.add(f"{MEDIA}{name}", file, default_storage.size(name))
        writer.finish(made_at=made_at, migrations=migrations)
    return writer


@contextmanager
def snapshot():
    """A connection of its own that sees the database at one moment and keeps nobody from writing."""
    own = connection.copy(alias=SNAPSHOT)
    if "transaction_mode" in own.settings_dict["OPTIONS"]:
        own.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections[SNAPSHOT] = own
    try:
        with transaction.atomic(using=SNAPSHOT):
            begin_snapshot(own)
            yield SNAPSHOT
    finally:
        own.close()
        del connections[SNAPSHOT]


def begin_snapshot(connection):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # SQLite's snapshot begins with the first read.
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")


def save_rows(writer, model, database):
    rows = unpacked = 0
    with tempfile.TemporaryFile() as file:
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
            for values in rows_of(model, database):
                unpacked += packed.write(as_line(values).encode())
                rows += 1
        size = file.tell()
        file.seek(0)
        writer.add(file_of(model), file, size, rows=rows, unpacked=unpacked)


def uploads(folder=""):
    """The names of all files of the store, whatever kind of store it is."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from uploads(f"{folder}{name}/")
