"""The log of acts is signed with a key outside the database, and says what an act changed.

What was written before stays as it is, without a signature; a first signed entry closes over it. Until the
application is restarted with this version, acts at the desk are refused, so that no unsigned entry follows.

This is the format of the day on which it was written; news/models/audit.py says what holds today.
"""

import hmac
import json
from datetime import timezone as time_zones

from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

LOCK = {"postgresql": "ALTER TABLE news_auditentry ENABLE TRIGGER USER"}
UNLOCK = {
    "postgresql": "ALTER TABLE news_auditentry DISABLE TRIGGER USER",
    "sqlite": "DROP TRIGGER IF EXISTS news_audit_no_delete",  # made again after each migrate
}


def key_name():
    return hmac.digest(settings.AUDIT_KEYS[0].encode(), b"name", "sha256").hex()[:16]


def signature(text, purpose):
    key = hmac.digest(settings.AUDIT_KEYS[0].encode(), purpose, "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()


def close_over_the_past(apps, schema_editor):
    AuditEntry, AuditSeal = apps.get_model("news", "AuditEntry"), apps.get_model("news", "AuditSeal")
    end = AuditSeal.objects.filter(pk=1, number__gt=0).first()
    if end is None:
        return
    at, number = timezone.now(), end.number + 1
    sealed = [
        number, end.hash, None, None, None, None, "signing", None, "",
        at.astimezone(time_zones.utc).isoformat(timespec="microseconds"), "", "", None, "", [], key_name(),
    ]  # fmt: skip
    entry = AuditEntry.objects.create(
        number=number,
        previous_hash=end.hash,
        action="signing",
        at=at,
        key_name=key_name(),
        hash=signature(json.dumps(sealed, ensure_ascii=False), b"entry"),
    )
    end.number, end.hash, end.key_name = number, entry.hash, entry.key_name
    end.signature = signature(f"{number}:{entry.hash}", b"end")
    end.save()


def open_the_past_again(apps, schema_editor):
    """Possible until the next act: after that, only a backup brings the former version back."""
    AuditEntry, AuditSeal = apps.get_model("news", "AuditEntry"), apps.get_model("news", "AuditSeal")
    vendor = schema_editor.connection.vendor
    last = AuditEntry.objects.order_by("number").last()
    if last is None:
        return
    if last.action != "signing":
        raise RuntimeError("Signed acts were logged since: restore the backup made before this migration.")
    schema_editor.execute(UNLOCK[vendor])
    last.delete()
    AuditSeal.objects.update(number=last.number - 1, hash=last.previous_hash)
    if vendor in LOCK:
        schema_editor.execute(LOCK[vendor])


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0008_removed_stays_removed'),
    ]

    operations = [
        migrations.AddField(
            model_name='auditentry',
            name='about_model',
            field=models.CharField(blank=True, editable=False, max_length=50),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='about_name',
            field=models.CharField(blank=True, editable=False, max_length=310, verbose_name='about'),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='about_pk',
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='changes',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='changes'),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='key_name',
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name='auditseal',
            name='key_name',
            field=models.CharField(default='', max_length=16),
        ),
        migrations.AddField(
            model_name='auditseal',
            name='signature',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='action',
            field=models.CharField(choices=[('create', 'created the article'), ('save', 'saved the draft'), ('submit', 'submitted'), ('reject', 'rejected'), ('publish', 'published'), ('force', 'published without a second person'), ('approve', 'approved what had been published without a second person'), ('confirm', 'confirmed the translation'), ('schedule', 'scheduled'), ('unschedule', 'cancelled the schedule'), ('new_edition', 'began a new edition'), ('discard', 'discarded the draft'), ('discard_limited', 'discarded the limited draft'), ('withdraw', 'withdrew'), ('remove', 'removed'), ('publish_again', 'published again after the removal'), ('import', 'imported'), ('share', 'made a link to the draft'), ('note', 'wrote an internal note'), ('plan_review', 'set a day for a review'), ('review', 'reviewed the article'), ('unshare', 'closed a link to the draft'), ('sign_in', 'signed in'), ('sign_in_refused', 'was refused at the sign-in'), ('sign_out', 'signed out'), ('credentials', 'changed the ways of signing in'), ('add', 'added'), ('change', 'changed'), ('delete', 'deleted'), ('account_create', 'created the account'), ('account_change', 'changed the account'), ('account_close', 'deactivated the account'), ('account_reopen', 'reactivated the account'), ('account_delete', 'deleted the account'), ('account_confirm', 'confirmed the account'), ('role_change', 'changed the role'), ('invite', 'invited'), ('password_change', 'changed the password'), ('factor_add', 'set up a second factor'), ('factor_remove', 'removed a second factor'), ('sessions_end', 'ended the sessions'), ('signing', 'from here on the log is signed with a key')], max_length=20, verbose_name='act'),
        ),
        migrations.RunPython(close_over_the_past, open_the_past_again),
    ]
