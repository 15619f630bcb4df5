from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

no_overlap = import_module("news.migrations.0002_no_overlap")


def keep_triggers(apps, schema_editor):
    """SQLite makes a table anew to add a column, and the triggers on it are lost."""
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS news_edition_no_overlap_on_{event}")
        no_overlap.add(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0037_audit_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="has_alternative",
            field=models.BooleanField(
                default=False,
                help_text="What the file says stands in the article or in another file that can be read aloud.",
                verbose_name="content is here as text",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="is_searchable",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="edition",
            name="approved_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="approved afterwards at"),
        ),
        migrations.AddField(
            model_name="edition",
            name="approved_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved afterwards by",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="force_reason",
            field=models.TextField(default="", editable=False, verbose_name="why without a second person"),
        ),
        migrations.AddField(
            model_name="edition",
            name="forced_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="published without a second person by",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="is_blocked",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="edition",
            name="judged_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="edition",
            name="submitted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="submitted by",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="verdict",
            field=models.TextField(default="[]", editable=False),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("create", "created the article"),
                    ("save", "saved the draft"),
                    ("submit", "submitted"),
                    ("reject", "rejected"),
                    ("publish", "published"),
                    ("force", "published without a second person"),
                    ("approve", "approved what had been published without a second person"),
                    ("schedule", "scheduled"),
                    ("unschedule", "cancelled the schedule"),
                    ("new_edition", "began a new edition"),
                    ("discard", "discarded the draft"),
                    ("withdraw", "withdrew"),
                    ("remove", "removed"),
                    ("import", "imported"),
                    ("share", "made a link to the draft"),
                    ("unshare", "closed a link to the draft"),
                    ("sign_in", "signed in"),
                    ("sign_in_refused", "was refused at the sign-in"),
                    ("sign_out", "signed out"),
                    ("credentials", "changed the ways of signing in"),
                ],
                max_length=20,
                verbose_name="act",
            ),
        ),
        migrations.RunPython(keep_triggers, migrations.RunPython.noop),
    ]
