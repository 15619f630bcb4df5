"""What somebody with the database's password, or with the key as well, would do to the log of acts."""

from io import StringIO

from django.core.management import call_command
from django.db import connection

from news.models import AuditEntry, AuditSeal
from news.models.audit import digest_of


def verified(**options):
    said = StringIO()
    call_command("verify_audit", stdout=said, **options)
    return said.getvalue()


def tamper(statement, *values):
    """Take the lock off first."""
    table = "news_auditentry"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS news_audit_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS news_audit_no_delete")
        cursor.execute(statement.format(table=table), values)


def cut_short(number):
    """With the key."""
    tamper("DELETE FROM {table} WHERE number > %s", number)
    AuditSeal.objects.get().move_to(AuditEntry.objects.get(number=number))


def write_anew(number, note):
    """Change that entry, and each after it so that the chain and, with the key, all signatures fit."""
    previous = None
    for entry in AuditEntry.objects.filter(number__gte=number).order_by("number"):
        entry.note = note if entry.number == number else entry.note
        entry.previous_hash = previous or entry.previous_hash
        previous = entry.hash = digest_of(vars(entry))
        tamper(
            "UPDATE {table} SET note = %s, previous_hash = %s, hash = %s WHERE number = %s",
            entry.note,
            entry.previous_hash,
            entry.hash,
            entry.number,
        )
    AuditSeal.objects.get().move_to(entry)


def without_signatures(log):
    """The same log as it would have been written before there was a key."""
    end = AuditSeal.objects.get()
    previous = "0" * 64
    for entry in log.order_by("number"):
        entry.key_name, entry.previous_hash = "", previous
        previous = entry.hash = digest_of(vars(entry))
        tamper(
            "UPDATE {table} SET key_name = '', previous_hash = %s, hash = %s WHERE number = %s",
            entry.previous_hash,
            entry.hash,
            entry.number,
        )
    end.hash, end.key_name, end.signature = previous, "", ""
    end.save()
