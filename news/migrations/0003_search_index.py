"""The index over the terms of the search documents: FTS5 on SQLite, GIN on PostgreSQL.

This is the SQL of the day on which it was written; news/search/engines.py says how the index is asked.
"""

from django.db import migrations

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE IF NOT EXISTS news_searchwords USING fts5(terms, content='news_searchdocument',"
        " content_rowid='id', tokenize='unicode61 remove_diacritics 0', detail=column)"
    ],
    "postgresql": [
        "CREATE INDEX IF NOT EXISTS news_searchwords ON news_searchdocument"
        " USING gin (array_to_tsvector(string_to_array(terms, ' ')))",
        # Terms are compared byte by byte, as the ranges of the vocabulary need.
        'ALTER TABLE news_searchterm ALTER COLUMN term TYPE varchar(48) COLLATE "C",'
        ' ALTER COLUMN mirror TYPE varchar(48) COLLATE "C", ALTER COLUMN skeleton TYPE varchar(48) COLLATE "C"',
    ],
}
DROP = {
    "sqlite": ["DROP TABLE IF EXISTS news_searchwords"],
    "postgresql": ["DROP INDEX IF EXISTS news_searchwords"],
}


def run(statements):
    def run_for_vendor(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run_for_vendor


class Migration(migrations.Migration):
    dependencies = [("news", "0002_database_rules")]
    operations = [migrations.RunPython(run(CREATE), run(DROP))]
