"""Restoring a backup into an empty site: all of it or nothing."""

import gzip
from itertools import islice

from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from .archive import BackupError, open_archive
from .rows import AT_A_TIME, columns_of, from_line, insert_statement, models

MEDIA = "media/"


def restore(source, step):
    """Check every checksum, then bring files and rows. step(name): what is being done."""
    step("checksums")
    with open_archive(source) as (tar, manifest):
        refuse_other_migrations(manifest)
        refuse_what_is_not_empty()
        for name in manifest["files"]:
            if name.startswith(MEDIA):
                step(name)
                restore_file(name.removeprefix(MEDIA), tar.extractfile(name))
        with transaction.atomic():
            empty_all()
            for model in models():
                step(model._meta.verbose_name_plural)
                restore_rows(model, tar, manifest)
            reset_sequences()
        return manifest


def refuse_other_migrations(manifest):
    here = {tuple(key) for key in MigrationRecorder(connection).applied_migrations()}
    there = {tuple(key) for key in manifest["migrations"]}
    if here != there:
        app, name = sorted(here ^ there)[0]
        raise BackupError(
            "The backup was made by another version of the site: the migration "
            f"{app}.{name} is only {'here' if (app, name) in here else 'in the backup'}. "
            "Restore it with the version that made it, then bring the database up to date."
        )


def refuse_what_is_not_empty():
    for label in ("news.Article", "auth.User"):
        model = apps.get_model(label)
        if model._base_manager.exists():
            raise BackupError(
                f"This site is not empty: it has {model._meta.verbose_name_plural}. "
                "Restore into a new database."
            )


def restore_file(name, file):
    if default_storage.exists(name):
        default_storage.delete(name)
    given = default_storage.save(name, file)
    if given != name:
        raise BackupError(f"The store keeps {name} as {given}; the rows would not find it.")


def empty_all():
    """Rows that the migrations put into a new database are in the backup too, under the keys of old."""
    with connection.cursor() as cursor:
        for model in reversed(models()):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - names of our own


def restore_rows(model, tar, manifest):
    name = f"rows/{model._meta.label_lower}.jsonl.gz"
    about = manifest["files"].get(name)
    if about is None:
        raise BackupError(f"The backup has no {model._meta.verbose_name_plural}.")
    fields = columns_of(model)
    statement = insert_statement(model, fields, connection)
    with gzip.open(tar.extractfile(name), "rt", encoding="utf-8") as lines, connection.cursor() as cursor:
        count = 0
        while chunk := list(islice(lines, AT_A_TIME)):
            cursor.executemany(statement, [from_line(line, fields, connection) for line in chunk])
            count += len(chunk)
    if count != about["rows"]:
        raise BackupError(f"{name} has {count} rows instead of {about['rows']}.")


def reset_sequences():
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
