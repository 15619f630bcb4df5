"""An edition knows itself that it was removed, and why: also after a later one took its place."""

from django.db import migrations, models

REASON = {"blank": True, "editable": False, "null": True, "verbose_name": "reason for removal"}


def from_tombstones(apps, schema_editor):
    Tombstone, Edition = apps.get_model("news", "Tombstone"), apps.get_model("news", "Edition")
    for stone in Tombstone.objects.all():
        Edition.objects.filter(article=stone.article_id, public_until=stone.removed_at).update(
            removed_at=stone.removed_at, removal_reason_az=stone.reason_az, removal_reason_en=stone.reason_en
        )


class Migration(migrations.Migration):
    dependencies = [("news", "0040_gate")]
    operations = [
        migrations.AddField(
            "edition",
            "removed_at",
            models.DateTimeField(editable=False, null=True, verbose_name="removed at"),
        ),
        migrations.AddField("edition", "removal_reason", models.TextField(**REASON)),
        migrations.AddField("edition", "removal_reason_az", models.TextField(**REASON)),
        migrations.AddField("edition", "removal_reason_en", models.TextField(**REASON)),
        migrations.RunPython(from_tombstones, migrations.RunPython.noop),
    ]
