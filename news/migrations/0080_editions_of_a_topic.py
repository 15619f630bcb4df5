from django.db import migrations


class Migration(migrations.Migration):
    """The newest editions of a topic are read from one end of this index, however many there are."""

    dependencies = [("news", "0042_parity")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX news_editions_of_topic ON news_edition_topics (topic_id, edition_id)",
            "DROP INDEX news_editions_of_topic",
        )
    ]
