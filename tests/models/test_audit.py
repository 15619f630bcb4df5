"""The log of acts is only added to, and whoever touches it is found out."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from news import editing
from news.models import AuditEntry, AuditSeal
from news.operations.audit_seals import Seal
from tests.helpers.desk_forms import desk_of, text_of


@pytest.fixture
def log(make_edition, writer, editor):
    """Six acts on two articles."""
    for title in ("First", "Second"):
        edition = make_edition(title_en=title)
        editing.submit(edition, writer)
        editing.reject(edition, editor, "Not yet")
        editing.submit(edition, writer)
    return AuditEntry.objects


def verified(**options):
    said = StringIO()
    call_command("verify_audit", stdout=said, **options)
    return said.getvalue()


def tamper(statement, *values):
    """What somebody with the database's password would do: take the lock off first."""
    table = "news_auditentry"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS news_audit_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS news_audit_no_delete")
        cursor.execute(statement.format(table=table), values)


def test_untouched_log_is_whole_and_its_seal_is_printed(log):
    said = verified()
    assert "The log is whole: 6 acts." in said
    assert str(AuditSeal.objects.get()) in said


@pytest.mark.parametrize(
    "change",
    [
        "note = 'Something else'",
        "action = 'publish'",
        "actor_id = NULL",
        "actor_name = 'Nobody'",
        "article_number = 999",
        "at = '2020-01-01 00:00:00+00:00'",
        "sequence = 7",
        "hash = 'f000000000000000000000000000000000000000000000000000000000000000'",
    ],
)
def test_first_touched_entry_is_named(log, change):
    tamper("UPDATE {table} SET note = 'Touched as well' WHERE number = 5")
    tamper(f"UPDATE {{table}} SET {change} WHERE number = 3")
    with pytest.raises(CommandError, match=r"Entry 3 was touched .* The 2 before it are whole"):
        verified()


def test_entry_whose_hash_was_made_to_fit_gives_the_next_one_away(log):
    from news.models.audit import digest_of

    entry = log.get(number=3)
    entry.note = "Made to fit"
    tamper("UPDATE {table} SET note = %s, hash = %s WHERE number = 3", entry.note, digest_of(vars(entry)))
    with pytest.raises(CommandError, match="Entry 4 was touched"):
        verified()


@pytest.mark.parametrize("number", [1, 4, 6], ids=["first", "middle", "last"])
def test_deleted_entry_is_missed(log, number):
    tamper("DELETE FROM {table} WHERE number = %s", number)
    with pytest.raises(CommandError, match=f"Entry {number} is missing"):
        verified()


def cut_short(number):
    """What somebody with the database and the key would do."""
    tamper("DELETE FROM {table} WHERE number > %s", number)
    AuditSeal.objects.get().move_to(AuditEntry.objects.get(number=number))


def test_log_cut_short_without_the_key_is_found_out(log):
    tamper("DELETE FROM {table} WHERE number > 4")
    AuditSeal.objects.update(number=4, hash=log.get(number=4).hash)
    with pytest.raises(CommandError, match="Entry 5 may be missing: the end of the log is not signed"):
        verified()


def test_log_written_anew_from_some_point_does_not_fit_a_seal_kept_elsewhere(log, editor, make_edition):
    kept = Seal.of_now()
    verified(seal=[kept])
    cut_short(4)
    assert "4 acts" in verified()
    with pytest.raises(CommandError, match="Entry 5 is missing: 6:"):
        verified(seal=[kept])
    for _act in range(3):
        AuditEntry.objects.create(action="publish", actor=editor)
    assert "7 acts" in verified()
    with pytest.raises(CommandError, match="Entry 6 is not the one that was sealed"):
        verified(seal=[kept])


def test_entry_refuses_to_be_changed_or_deleted(log):
    entry = log.first()
    for attempt in (entry.save, entry.delete, log.all().delete, lambda: log.update(note="x")):
        with pytest.raises(ValidationError):
            attempt()
    with pytest.raises(ValidationError):
        log.bulk_create([AuditEntry(action="publish")])
    verified()


@pytest.mark.parametrize(
    "statement", ["UPDATE news_auditentry SET note = 'x'", "DELETE FROM news_auditentry"]
)
def test_database_itself_refuses_to_change_or_delete(log, statement):
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute(statement)
    verified()


def test_log_outlives_the_article_and_the_person_that_it_tells_of(log, make_edition, writer, administrator):
    edition = make_edition(title_en="Never published")
    number = edition.article.number
    editing.discard(edition, writer)
    writer.delete()
    verified()
    page = text_of(desk_of(administrator).get("/admin/news/auditentry/"))
    assert f"№ {number}" in page
    assert "yazar" in page


def test_act_that_is_undone_leaves_no_gap(log, make_edition, editor):
    edition = make_edition(body_en="")
    with pytest.raises(ValidationError):
        editing.publish(edition, editor)
    with transaction.atomic():
        AuditEntry.objects.create(action="publish", at=timezone.now())
        transaction.set_rollback(True)
    AuditEntry.objects.create(action="publish", note="Şəxsiyyət “ı” — № 1")
    assert "7 acts" in verified()
