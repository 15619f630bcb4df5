"""Restoring a backup into an empty site: all of it or nothing.

Everything that the database holds of it comes in one transaction, the search index too; the uploads are
written within it, and taken away again when it is not committed.
"""

from itertools import islice
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from news.models import AuditEntry, PublicContent, Takedown, clean_stored_texts
from news.models.public_content import end_finished_pages
from news.models.takedown import take_down
from news.search.rebuilding import rebuild

from .archive import open_archive
from .error import BackupError, Uncertain
from .new_uploads import NewUploads
from .rows import AT_A_TIME, columns_of, file_of, from_line, insert_statement, models

MUST_BE_EMPTY = ("news.Article", "auth.User", "news.AuditEntry")


class Restored(NamedTuple):
    manifest: dict
    cleaned: list  # names of rows whose rich text held something that is not allowed
    log_fault: str  # what is wrong with the log of acts, when it was restored nevertheless


def restore(source, step, identity=None, unsigned=False, broken_log=False):
    """Verify all of the backup, then bring rows and uploads. step(name): what is being done.

    identity: the file with the secret key that decrypts it. unsigned: one that cannot be verified will do;
    broken_log: one whose log of acts was changed.
    """
    step("signature and checksums")
    with open_archive(source, identity, unsigned) as archive:
        refuse_other_migrations(archive.manifest)
        uploads, is_complete = NewUploads(archive), False
        try:
            with transaction.atomic():
                cleaned = restore_database(archive, uploads, step)
                log_fault = fault_of_log(broken_log)
                is_complete = True
        except BaseException as failure:
            if not (is_complete and was_committed(failure)):
                take_away(uploads, failure)
                raise
            end_finished_pages()
            take_down()
    return Restored(archive.manifest, cleaned, log_fault)


def restore_database(archive, uploads, step):
    """Everything that is undone with the transaction, and the uploads."""
    PublicContent.bump()  # locks the row: of two that restore at once the second waits, and is refused
    before = PublicContent.current()
    refuse_what_is_not_empty()
    uploads.compare()
    empty_all()
    for model in models():
        step(model._meta.verbose_name_plural)
        restore_rows(model, archive)
    check_references()
    reset_sequences()
    cleaned = clean_stored_texts()
    end_what_is_kept(before)
    step("search index")
    rebuild()
    uploads.write(step)
    return cleaned


def was_committed(failure):
    """After a commit whose answer was lost; Uncertain when the database does not say."""
    try:
        connection.close()
        return any(map(has_rows, MUST_BE_EMPTY))
    except DatabaseError as error:
        raise Uncertain(
            "The database was gone before it said whether it keeps what was restored: it holds all of it or "
            "nothing, and the uploads are there. Look whether the site has articles. If not, restore again."
        ) from (failure if isinstance(failure, Exception) else error)


def take_away(uploads, failure):
    if left := uploads.take_away():
        failure.add_note(f"Left in the store, because it does not answer: {', '.join(left)}.")


# --- What is refused -------------------------------------------------------------------------------------


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
    for label in MUST_BE_EMPTY:
        if has_rows(label):
            raise BackupError(f"This site is not empty: it has rows of {label}. Restore into a new database.")


def has_rows(label):
    return apps.get_model(label)._base_manager.exists()


def fault_of_log(broken_log):
    number, fault = AuditEntry.objects.verify()
    if fault and not broken_log:
        raise BackupError(
            f"The log of acts in the backup was changed: {fault} The {number} before it are whole. "
            "To restore it nevertheless: --broken-log."
        )
    return fault


# --- Rows ------------------------------------------------------------------------------------------------


def empty_all():
    """Rows that the migrations put into a new database are in the backup too, under the keys of old."""
    with connection.cursor() as cursor:
        for model in reversed(models()):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - names of our own


def restore_rows(model, archive):
    name = file_of(model)
    if name not in archive.files:
        raise BackupError(f"The backup has no {name}.")
    fields = columns_of(model)
    statement = insert_statement(model, fields, connection)
    lines = archive.lines(name)
    try:
        with connection.cursor() as cursor:
            while chunk := list(islice(lines, AT_A_TIME)):
                cursor.executemany(statement, [from_line(line, fields, connection) for line in chunk])
    except (ValueError, TypeError, RecursionError, ValidationError, DatabaseError) as error:
        raise BackupError(f"A row of {name} cannot be restored: {error}") from error


def check_references():
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise BackupError(f"The rows of the backup do not belong together: {error}") from error


def reset_sequences():
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)


def end_what_is_kept(before):
    """No page that any machine keeps, finished or for an outage, is shown under the restored generation."""
    after = max(before, PublicContent.current()) + 1
    PublicContent.objects.update_or_create(pk=1, defaults={"generation": after})
    PublicContent.bump()
    Takedown.record()
