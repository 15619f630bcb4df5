"""Each act seals those before it, and outlives what it tells of."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from news.models.audit import BEGINNING, digest_of


def seal_what_is_there(apps, schema_editor):
    """The acts of before, in the order in which they were written down."""
    Entry, Seal = apps.get_model("news", "AuditEntry"), apps.get_model("news", "AuditSeal")
    number, previous = 0, BEGINNING
    for entry in Entry.objects.order_by("pk").select_related("article", "actor").iterator():
        number += 1
        entry.number, entry.previous_hash = number, previous
        entry.article_number = entry.article.number
        if entry.actor:
            full_name = f"{entry.actor.first_name} {entry.actor.last_name}".strip()
            entry.actor_name = full_name or entry.actor.username
        entry.hash = previous = digest_of(vars(entry))
        entry.save()
    Seal.objects.update_or_create(pk=1, defaults={"number": number, "hash": previous})


def to(model, **options):
    return models.ForeignKey(
        db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to=model, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0035_accessible_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(default=BEGINNING, max_length=64)),
            ],
        ),
        migrations.AddField("auditentry", "number", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("auditentry", "previous_hash", models.CharField(default="", max_length=64)),
        migrations.AddField("auditentry", "hash", models.CharField(null=True, max_length=64)),
        migrations.AddField(
            "auditentry",
            "article_number",
            models.PositiveIntegerField(editable=False, null=True, verbose_name="article"),
        ),
        migrations.AddField(
            "auditentry",
            "actor_name",
            models.CharField(blank=True, default="", editable=False, max_length=310, verbose_name="who"),
        ),
        migrations.RunPython(seal_what_is_there, migrations.RunPython.noop),
        migrations.AlterField(
            "auditentry",
            "number",
            models.PositiveBigIntegerField(editable=False, unique=True, verbose_name="number"),
        ),
        migrations.AlterField(
            "auditentry", "previous_hash", models.CharField(editable=False, max_length=64)
        ),
        migrations.AlterField(
            "auditentry", "hash", models.CharField(editable=False, max_length=64, unique=True)
        ),
        migrations.AlterField(
            "auditentry",
            "actor_name",
            models.CharField(blank=True, editable=False, max_length=310, verbose_name="who"),
        ),
        migrations.AlterField(
            "auditentry",
            "article",
            to("news.article", related_name="audit_entries", verbose_name="article"),
        ),
        migrations.AlterField("auditentry", "edition", to("news.edition", related_name="+", verbose_name="edition")),
        migrations.AlterField(
            "auditentry", "actor", to(settings.AUTH_USER_MODEL, related_name="+", verbose_name="who")
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='action',
            field=models.CharField(choices=[('create', 'created the article'), ('save', 'saved the draft'), ('submit', 'submitted'), ('reject', 'rejected'), ('publish', 'published'), ('schedule', 'scheduled'), ('unschedule', 'cancelled the schedule'), ('new_edition', 'began a new edition'), ('discard', 'discarded the draft'), ('withdraw', 'withdrew'), ('remove', 'removed'), ('import', 'imported'), ('share', 'made a link to the draft'), ('unshare', 'closed a link to the draft'), ('sign_in', 'signed in'), ('sign_in_refused', 'was refused at the sign-in'), ('sign_out', 'signed out'), ('credentials', 'changed the ways of signing in')], max_length=20, verbose_name='act'),
        ),
    ]
