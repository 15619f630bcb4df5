"""What the database itself refuses, beyond what Meta.constraints can express.

    install(connection)   create every guard, or create it anew
    remove(connection)    drop them all

No two editions of an article are live at once, none is or will be public beside a tombstone, and the log of
acts only grows. To change a column SQLite makes the table anew: the table's triggers are lost, and one that
names another table as well stands in the way. There those that name two are therefore removed before each
`migrate`, and everywhere all are installed after it (see news/apps.py). Migrations hold copies of this SQL,
because a migration always does what it did when it was written; this module says what applies today.
"""

from django.db import connections, transaction

GUARDED_TABLES = frozenset({"news_edition", "news_auditentry", "news_tombstone"})

_OVERLAP = """
    SELECT RAISE(ABORT, 'no_two_editions_live_at_once')
    WHERE NEW.public_from IS NOT NULL AND EXISTS (
        SELECT 1 FROM news_edition AS other
        WHERE other.article_id = NEW.article_id AND other.id <> NEW.id AND other.public_from IS NOT NULL
          AND (other.public_until IS NULL OR other.public_until > NEW.public_from)
          AND (NEW.public_until IS NULL OR NEW.public_until > other.public_from)
    );
"""
_TOMBSTONE = """
    SELECT RAISE(ABORT, 'no_public_edition_beside_a_tombstone')
    WHERE EXISTS (
        SELECT 1 FROM news_edition AS edition JOIN news_tombstone AS tombstone USING (article_id)
        WHERE edition.article_id = NEW.article_id AND edition.public_from IS NOT NULL
          AND (edition.public_until IS NULL OR edition.public_until > tombstone.removed_at)
    );
"""
_APPEND_ONLY = "SELECT RAISE(ABORT, 'news_auditentry is only ever added to');"
_TRIGGERS = {
    "news_edition_no_overlap_on_insert": f"AFTER INSERT ON news_edition BEGIN {_OVERLAP} END",
    "news_edition_no_overlap_on_update": (
        f"AFTER UPDATE OF public_from, public_until, article_id ON news_edition BEGIN {_OVERLAP} END"
    ),
    "news_edition_no_tombstone_on_insert": f"AFTER INSERT ON news_edition BEGIN {_TOMBSTONE} END",
    "news_edition_no_tombstone_on_update": (
        f"AFTER UPDATE OF public_from, public_until, article_id ON news_edition BEGIN {_TOMBSTONE} END"
    ),
    "news_tombstone_no_edition_on_insert": f"AFTER INSERT ON news_tombstone BEGIN {_TOMBSTONE} END",
    "news_tombstone_no_edition_on_update": (
        f"AFTER UPDATE OF removed_at, article_id ON news_tombstone BEGIN {_TOMBSTONE} END"
    ),
    "news_audit_no_update": f"BEFORE UPDATE ON news_auditentry BEGIN {_APPEND_ONLY} END",
    "news_audit_no_delete": f"BEFORE DELETE ON news_auditentry BEGIN {_APPEND_ONLY} END",
}
_NAME_TWO_TABLES = [name for name, definition in _TRIGGERS.items() if _TOMBSTONE in definition]
_REMOVE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in _TRIGGERS],
    "postgresql": [
        "ALTER TABLE news_edition DROP CONSTRAINT IF EXISTS no_two_editions_live_at_once",
        "DROP TRIGGER IF EXISTS news_edition_no_tombstone ON news_edition",
        "DROP TRIGGER IF EXISTS news_tombstone_no_edition ON news_tombstone",
        "DROP FUNCTION IF EXISTS news_no_public_edition_beside_a_tombstone()",
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
        "LOCK TABLE news_edition, news_tombstone, news_auditentry IN SHARE ROW EXCLUSIVE MODE",
        """DO $$ BEGIN
           IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'no_two_editions_live_at_once'
                          AND conrelid = 'news_edition'::regclass) THEN
               ALTER TABLE news_edition ADD CONSTRAINT no_two_editions_live_at_once
               EXCLUDE USING gist (article_id WITH =, tstzrange(public_from, public_until) WITH &&)
               WHERE (public_from IS NOT NULL);
           END IF; END $$""",
        # It locks the article: of two transactions, one with a tombstone, the later one sees the other.
        """CREATE OR REPLACE FUNCTION news_no_public_edition_beside_a_tombstone() RETURNS trigger
           LANGUAGE plpgsql AS $$ BEGIN
           PERFORM FROM news_article WHERE id = NEW.article_id FOR NO KEY UPDATE;
           IF EXISTS (
               SELECT FROM news_edition AS edition JOIN news_tombstone AS tombstone USING (article_id)
               WHERE edition.article_id = NEW.article_id AND edition.public_from IS NOT NULL
                 AND (edition.public_until IS NULL OR edition.public_until > tombstone.removed_at)
           ) THEN
               RAISE EXCEPTION 'no_public_edition_beside_a_tombstone' USING ERRCODE = 'check_violation';
           END IF;
           RETURN NULL; END $$""",
        """CREATE OR REPLACE TRIGGER news_edition_no_tombstone
           AFTER INSERT OR UPDATE OF public_from, public_until, article_id ON news_edition
           FOR EACH ROW WHEN (NEW.public_from IS NOT NULL)
           EXECUTE FUNCTION news_no_public_edition_beside_a_tombstone()""",
        """CREATE OR REPLACE TRIGGER news_tombstone_no_edition
           AFTER INSERT OR UPDATE OF removed_at, article_id ON news_tombstone
           FOR EACH ROW EXECUTE FUNCTION news_no_public_edition_beside_a_tombstone()""",
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


def step_aside_before_migrate(using, **kwargs):
    """The receiver of pre_migrate; PostgreSQL changes its tables under the guards."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        _run(connection, {"sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in _NAME_TWO_TABLES]})


def install_after_migrate(using, **kwargs):
    """The receiver of post_migrate. After migrating back to zero there are no tables to guard."""
    connection = connections[using]
    if GUARDED_TABLES.issubset(connection.introspection.table_names()):
        install(connection)


def _run(connection, statements):
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
