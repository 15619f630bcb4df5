"""What the database itself refuses: two editions of an article live at once, a change in the log of acts.

This is the SQL of the day on which it was written; news/models/guards.py says what holds today.

A database of the version before, whose migrations 0001_tables replaces, is first brought to the same tables.
"""

from django.core.management.base import CommandError
from django.db import migrations
from django.db.migrations.recorder import MigrationRecorder

FIRST_REPLACED, LAST_REPLACED = ("news", "0001_initial"), ("news", "0084_discard_limited")
RENAMED_COLUMNS = [
    ("news_edition", "verdict", "findings"),
    ("news_edition", "folded", "search_text"),
    ("news_image", "folded", "search_text"),
    ("news_organization", "folded", "search_text"),
    ("news_person", "folded", "search_text"),
    ("news_topic", "folded", "search_text"),
]
RENAMED_CONSTRAINTS = [  # of PostgreSQL, whose names tell how they came there
    ("news_auditentry", "news_auditentry_hash_0a1b9a2a_uniq", "news_auditentry_hash_key"),
    ("news_auditentry", "news_auditentry_number_64dfc606_uniq", "news_auditentry_number_key"),
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
APPEND_ONLY = "SELECT RAISE(ABORT, 'news_auditentry is only ever added to');"
SQLITE_TRIGGERS = {
    "news_edition_no_overlap_on_insert": f"AFTER INSERT ON news_edition BEGIN {OVERLAP} END",
    "news_edition_no_overlap_on_update": (
        f"AFTER UPDATE OF public_from, public_until, article_id ON news_edition BEGIN {OVERLAP} END"
    ),
    "news_audit_no_update": f"BEFORE UPDATE ON news_auditentry BEGIN {APPEND_ONLY} END",
    "news_audit_no_delete": f"BEFORE DELETE ON news_auditentry BEGIN {APPEND_ONLY} END",
}
DROP = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE_TRIGGERS],
    "postgresql": [
        "ALTER TABLE news_edition DROP CONSTRAINT IF EXISTS no_two_editions_live_at_once",
        "DROP TRIGGER IF EXISTS news_audit_append_only ON news_auditentry",
        "DROP FUNCTION IF EXISTS news_audit_is_append_only()",
    ],
}
CREATE = {
    "sqlite": [f"CREATE TRIGGER {name} {definition}" for name, definition in SQLITE_TRIGGERS.items()],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        """ALTER TABLE news_edition ADD CONSTRAINT no_two_editions_live_at_once
           EXCLUDE USING gist (article_id WITH =, tstzrange(public_from, public_until) WITH &&)
           WHERE (public_from IS NOT NULL)""",
        """CREATE FUNCTION news_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'news_auditentry is only ever added to'; END $$""",
        """CREATE TRIGGER news_audit_append_only BEFORE UPDATE OR DELETE ON news_auditentry
           FOR EACH ROW EXECUTE FUNCTION news_audit_is_append_only()""",
    ],
}


def refuse_half_migrated(apps, schema_editor):
    applied = MigrationRecorder(schema_editor.connection).applied_migrations()
    if FIRST_REPLACED in applied and LAST_REPLACED not in applied:
        raise CommandError(
            "An earlier version of the site made this database, and not all of its migrations were applied: "
            "news.0084_discard_limited is missing. Nothing of news was changed. Run `manage.py migrate` of that "
            "version first, then of this one."
        )


def rename_columns(apps, schema_editor):
    """Where the tables were made by the version before; a new database has the new names already."""
    connection, quote = schema_editor.connection, schema_editor.quote_name
    for table, old, new in RENAMED_COLUMNS:
        with connection.cursor() as cursor:
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        if old in columns:
            schema_editor.execute(f"ALTER TABLE {quote(table)} RENAME COLUMN {quote(old)} TO {quote(new)}")


def rename_constraints(apps, schema_editor):
    connection, quote = schema_editor.connection, schema_editor.quote_name
    for table, old, new in RENAMED_CONSTRAINTS:
        with connection.cursor() as cursor:
            is_old = old in connection.introspection.get_constraints(cursor, table)
        if connection.vendor == "postgresql" and is_old:
            schema_editor.execute(f"ALTER TABLE {quote(table)} RENAME CONSTRAINT {quote(old)} TO {quote(new)}")


def create_rules(apps, schema_editor):
    drop_rules(apps, schema_editor)
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_rules(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("news", "0001_tables")]
    operations = [
        migrations.RunPython(refuse_half_migrated, migrations.RunPython.noop),
        migrations.RunPython(rename_columns, migrations.RunPython.noop),
        migrations.RunPython(rename_constraints, migrations.RunPython.noop),
        migrations.RunPython(create_rules, drop_rules),
        # The newest editions of a topic are read from one end of this index, however many there are.
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS news_editions_of_topic ON news_edition_topics (topic_id, edition_id)",
            "DROP INDEX IF EXISTS news_editions_of_topic",
        ),
    ]
