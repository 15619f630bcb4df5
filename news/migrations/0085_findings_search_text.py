from django.db import migrations

HAVE_SEARCH_TEXT = ("edition", "image", "organization", "person", "topic")


class Migration(migrations.Migration):
    dependencies = [("news", "0084_discard_limited")]

    operations = [
        migrations.RenameField("edition", "verdict", "findings"),
        *(migrations.RenameField(model, "folded", "search_text") for model in HAVE_SEARCH_TEXT),
    ]
