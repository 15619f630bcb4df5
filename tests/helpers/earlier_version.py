"""A small database made by the version before, whose migrations 0001_tables replaces."""

from contextlib import closing

import psycopg2
from django.db import connection

from tests.helpers.real_server import ROOT, Database


class EarlierVersion(Database):
    """On the engine of the suite's database, but in a database of its own; remove() deletes it.

    purpose: tells apart those that are there at the same time.
    """

    def __init__(self, folder, purpose):
        if connection.vendor == "sqlite":
            self._make_file(folder / f"{purpose}.sqlite3")
        else:
            self._make_database(f"{connection.settings_dict['NAME']}_{purpose}")

    def _make_file(self, file):
        self.file, self.url = file, f"sqlite:///{file}"
        with closing(self.connect()) as made:
            made.executescript(f"BEGIN; {script('sqlite')}; COMMIT;")

    def _make_database(self, name):
        super().__init__(None)
        self.server, self.place = self.place, {**self.place, "dbname": name}
        self.url = f"{self.url.rpartition('/')[0]}/{name}"
        self.remove()
        self._on_the_server(f'CREATE DATABASE "{name}"')
        self.execute(script("postgresql"))

    def remove(self):
        if not hasattr(self, "file"):
            self._on_the_server(f'DROP DATABASE IF EXISTS "{self.place["dbname"]}"')

    def _on_the_server(self, statement):
        given = {name: value for name, value in self.server.items() if value}
        with closing(psycopg2.connect(**given)) as server:
            server.autocommit = True
            server.cursor().execute(statement)


def script(engine):
    return (ROOT / "tests" / "data" / f"earlier_version.{engine}.sql").read_text(encoding="utf-8")


def schema(vendor, rows):
    """{what defines our tables in the database}. rows(query): returns the query's rows."""
    return {"sqlite": _schema_of_sqlite, "postgresql": _schema_of_postgresql}[vendor](rows)


def _schema_of_sqlite(rows):
    """Each column and constraint by itself, because the order of their creation means nothing."""
    found = rows("SELECT name, sql FROM sqlite_master WHERE tbl_name LIKE 'news_%' AND sql IS NOT NULL")
    return {(name, part.strip()) for name, sql in found for part in _inside(sql).split(", ")}


def _inside(sql):
    is_table = sql.startswith("CREATE TABLE")
    return sql[sql.index("(") + 1 : sql.rindex(")")] if is_table else " ".join(sql.split())


def _schema_of_postgresql(rows):
    queries = [
        "SELECT table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default,"
        " collation_name, is_identity FROM information_schema.columns WHERE table_name LIKE 'news_%'",
        "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid::regclass::text LIKE 'news_%'",
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'news_%'",
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'news_%'",
        "SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'news_%'",
    ]
    return {row for query in queries for row in rows(query)}
