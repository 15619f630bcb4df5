"""No two editions of an article are public at once: refused by the database itself.

PostgreSQL has an exclusion constraint for that; SQLite gets triggers that do the same.
"""

from django.db import migrations

POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """ALTER TABLE news_edition ADD CONSTRAINT no_two_editions_live_at_once
       EXCLUDE USING gist (article_id WITH =, tstzrange(public_from, public_until) WITH &&)
       WHERE (public_from IS NOT NULL)""",
]

OVERLAP = """
    SELECT RAISE(ABORT, 'no_two_editions_live_at_once')
    WHERE NEW.public_from IS NOT NULL AND EXISTS (
        SELECT 1 FROM news_edition AS other
        WHERE other.article_id = NEW.article_id AND other.id <> NEW.id AND other.public_from IS NOT NULL
          AND (other.public_until IS NULL OR other.public_until > NEW.public_from)
          AND (NEW.public_until IS NULL OR NEW.public_until > other.public_from)
    );
"""
SQLITE = [
    f"CREATE TRIGGER news_edition_no_overlap_on_{event} AFTER {act} ON news_edition BEGIN {OVERLAP} END"
    for event, act in (("insert", "INSERT"), ("update", "UPDATE OF public_from, public_until, article_id"))
]


def add(apps, schema_editor):
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE news_edition DROP CONSTRAINT no_two_editions_live_at_once")
    else:
        schema_editor.execute("DROP TRIGGER news_edition_no_overlap_on_insert")
        schema_editor.execute("DROP TRIGGER news_edition_no_overlap_on_update")


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
