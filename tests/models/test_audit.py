"""The log of acts is only added to, and whoever touches it is found out."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from news import editing
from news.models import AuditEntry, AuditSeal
from news.models.audit import digest_of
from news.models.audit_keys import UnknownKey, name_of_first_key, signature
from news.models.audit_verification import Verification
from tests.helpers.audit_log import tamper, verified, without_signatures
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


def test_entry_whose_hash_was_made_to_fit_with_the_key_gives_the_next_one_away(log):
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


@pytest.mark.parametrize("purpose", ["entry", "end"])
def test_signature_depends_on_the_key(settings, purpose):
    name = name_of_first_key()
    before = signature("a text", purpose, name)
    settings.AUDIT_KEYS = [Fernet.generate_key().decode()]
    assert signature("a text", purpose, name_of_first_key()) != before
    with pytest.raises(UnknownKey):
        signature("a text", purpose, name)


def test_log_cut_short_without_the_key_is_found_out(log):
    tamper("DELETE FROM {table} WHERE number > 4")
    AuditSeal.objects.update(number=4, hash=log.get(number=4).hash)
    with pytest.raises(CommandError, match="Entry 5 may be missing: the end of the log is not signed"):
        verified()


def test_log_from_before_there_was_a_key_is_closed_by_the_first_signed_entry(log, editor):
    without_signatures(log)
    with pytest.raises(CommandError, match="Entry 7 is missing: since there is a key"):
        verified()
    AuditEntry.objects.create(action="publish", actor=editor)
    assert "7 acts" in verified()
    tamper('UPDATE {table} SET changes = \'[["name", "", "x"]]\' WHERE number = 2')
    with pytest.raises(CommandError, match="Entry 2 was touched"):
        verified()


def test_entry_without_a_signature_cannot_follow_a_signed_one(log, editor):
    AuditEntry.objects.create(action="publish", actor=editor)
    entry = log.get(number=7)
    entry.key_name = ""
    tamper("UPDATE {table} SET key_name = '', hash = %s WHERE number = 7", digest_of(vars(entry)))
    AuditSeal.objects.update(hash=digest_of(vars(entry)))
    with pytest.raises(CommandError, match="Entry 7 was slipped in"):
        verified()


def test_log_signed_with_an_older_key_holds_as_long_as_that_key_is_kept(log, editor, settings):
    old, new = settings.AUDIT_KEYS[0], Fernet.generate_key().decode()
    settings.AUDIT_KEYS = [new, old]
    AuditEntry.objects.create(action="publish", actor=editor)
    assert "7 acts" in verified()
    settings.AUDIT_KEYS = [new]
    with pytest.raises(CommandError, match=r"Entry 1 was signed with the key [0-9a-f]{16}, which AUDIT_KEYS"):
        verified()


def test_touched_entry_is_named_though_the_key_of_others_is_gone(log, editor, settings):
    settings.AUDIT_KEYS = [Fernet.generate_key().decode()]
    AuditEntry.objects.create(action="publish", actor=editor)
    tamper("UPDATE {table} SET note = 'Touched' WHERE number = 7")
    with pytest.raises(CommandError, match="Entry 7 was touched"):
        verified()


def test_act_logged_while_the_log_is_checked_raises_no_alarm(log, editor, monkeypatch):
    take, acts = Verification.take, iter(range(3))

    def take_and_act(self, entry):
        take(self, entry)
        if next(acts, None) is not None:
            AuditEntry.objects.create(action="publish", actor=editor)

    monkeypatch.setattr(Verification, "take", take_and_act)
    assert "The log is whole: 9 acts." in verified()


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
