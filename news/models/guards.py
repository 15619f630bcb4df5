"""What the database itself refuses, beyond what Meta.constraints can express.

    install(connection)   create every guard, or create it anew
    remove(connection)    drop them all

No two editions of an article are live at once, and the log of acts only grows. To change a column SQLite
makes the table anew, and the table's triggers are lost: the guards are therefore installed after each
`migrate` (see news/apps.py). The migration 0002_database_rules holds a copy of this SQL: a migration always
does what it did when it was written, while this module says what applies today.
"""

from django.db import connections, transaction

GUARDED_TABLES = frozenset({"news_edition", "news_auditentry"})

_OVERLAP = """
    SELECT RAISE(ABORT, 'no_two_editions_live_at_once')
    WHERE NEW.public_from IS NOT NULL AND EXISTS (
        SELECT 1 FROM news_edition AS other
        WHERE other.article_id = NEW.article_id AND other.id <> NEW.id AND other.public_from IS NOT NULL
          AND (other.public_until IS NULL OR other.public_until > NEW.public_from)
          AND (NEW.public_until IS NULL OR NEW.public_until > other.public_from)
    );
"""
_APPEND_ONLY = "SELECT RAISE(ABORT, 'news_auditentry is only ever added to');"
_TRIGGERS = {
    "news_edition_no_overlap_on_insert": f"AFTER INSERT ON news_edition BEGIN {_OVERLAP} END",
    "news_edition_no_overlap_on_update": (
        f"AFTER UPDATE OF public_from, public_until, article_id ON news_edition BEGIN {_OVERLAP} END"
    ),
    "news_audit_no_update": f"BEFORE UPDATE ON news_auditentry BEGIN {_APPEND_ONLY} END",
    "news_audit_no_delete": f"BEFORE DELETE ON news_auditentry BEGIN {_APPEND_ONLY} END",
}
_REMOVE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in _TRIGGERS],
    "postgresql": [
        "ALTER TABLE news_edition DROP CONSTRAINT IF EXISTS no_two_editions_live_at_once",
        "DROP TRIGGER IF EXISTS news_audit_append_only ON news_auditentry",
        "DROP FUNCTION IF EXISTS news_audit_is_append_only()",
    ],
}
_INSTALL = {
    "sqlite": [
        *_REMOVE["sqlite"],
        *(f"CREATE TRIGGER {name} {definition}" for name, definition in _TRIGGERS.items()),
    ],
    "postgresql": [
        # Two servers may migrate at once: the second one waits.
        "LOCK TABLE news_edition, news_auditentry IN SHARE ROW EXCLUSIVE MODE",
        """DO $$ BEGIN
           IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'no_two_editions_live_at_once'
                          AND conrelid = 'news_edition'::regclass) THEN
               ALTER TABLE news_edition ADD CONSTRAINT no_two_editions_live_at_once
               EXCLUDE USING gist (article_id WITH =, tstzrange(public_from, public_until) WITH &&)
               WHERE (public_from IS NOT NULL);
           END IF; END $$""",
        """CREATE OR REPLACE FUNCTION news_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'news_auditentry is only ever added to'; END $$""",
        """CREATE OR REPLACE TRIGGER news_audit_append_only BEFORE UPDATE OR DELETE ON news_auditentry
           FOR EACH ROW EXECUTE FUNCTION news_audit_is_append_only()""",
    ],
}


def install(connection):
    _run(connection, _INSTALL)


def remove(connection):
    _run(connection, _REMOVE)


def install_after_migrate(using, **kwargs):
    """The receiver of post_migrate. After migrating back to zero there are no tables to guard."""
    connection = connections[using]
    if GUARDED_TABLES.issubset(connection.introspection.table_names()):
        install(connection)


def _run(connection, statements):
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
