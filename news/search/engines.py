"""What differs between SQLite and PostgreSQL: holding documents' terms and finding the newest that match.

Both are asked the same thing with the same terms, so both answer the same.
"""

from django.db import connections
from django.db.models import F

from news.models.search import SLICE_SIZE, SearchDocument, SearchTerm

from .expressions import AllOf, AnyOf

DOCUMENTS = SearchDocument._meta.db_table
WORDS = "news_searchwords"


def slice_term(document_id):
    """The facet that documents with neighbouring numbers share: with it PostgreSQL reads only the newest."""
    return f"fslice{document_id // SLICE_SIZE}"


def engine_for(using):
    connection = connections[using]
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[connection.vendor](using)


def forget_emptied_documents(using, **kwargs):
    """The receiver of post_migrate, which `flush` sends too: it empties the tables of models alone.

    Migrated back to zero, there is nothing to forget.
    """
    is_there = SearchDocument._meta.db_table in connections[using].introspection.table_names()
    if is_there and not SearchDocument.objects.using(using).exists():
        engine_for(using).forget_all()


class SQLite:
    """An FTS5 index of the terms column of the document table."""

    def __init__(self, using):
        self.using = using

    def create(self, schema_editor):
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {WORDS} USING fts5(terms, content='{DOCUMENTS}', content_rowid='id',"
            " tokenize='unicode61 remove_diacritics 0', detail=column)"
        )

    def drop(self, schema_editor):
        schema_editor.execute(f"DROP TABLE {WORDS}")

    def insert(self, rows):
        """Rows are pairs of document id and terms."""
        with connections[self.using].cursor() as cursor:
            cursor.executemany(f"INSERT INTO {WORDS}(rowid, terms) VALUES (%s, %s)", rows)  # noqa: S608 - names of our own

    def delete(self, rows):
        """An external-content table must be given the content of the row that it is to forget."""
        with connections[self.using].cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {WORDS}({WORDS}, rowid, terms) VALUES ('delete', %s, %s)",  # noqa: S608 - names of our own
                rows,
            )

    def forget_all(self):
        with connections[self.using].cursor() as cursor:
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('delete-all')")  # noqa: S608 - names of our own

    def optimise(self):
        with connections[self.using].cursor() as cursor:
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('optimize')")  # noqa: S608 - names of our own
            cursor.execute("ANALYZE")

    def newest(self, documents, expression, lowest, most, estimate):
        """The newest documents that match: FTS5 walks its lists from the highest number down, and stops."""
        return list(
            documents.extra(  # noqa: S610 - names of our own
                tables=[WORDS],
                where=[
                    f"{WORDS}.rowid = {DOCUMENTS}.id",
                    f"{WORDS} MATCH %s",
                    f"{WORDS}.rowid >= %s",
                ],
                params=[_fts5(expression), lowest],
                order_by=[f"-{WORDS}.rowid"],
            )[:most]
        )


def _fts5(expression):
    if isinstance(expression, str):
        return f'"{expression}"'
    word = " AND " if isinstance(expression, AllOf) else " OR "
    return "(" + word.join(_fts5(part) for part in expression.parts) + ")"


_VECTOR = f"array_to_tsvector(string_to_array({DOCUMENTS}.terms, ' '))"


class PostgreSQL:
    """A GIN index over the terms as a tsvector."""

    def __init__(self, using):
        self.using = using

    def create(self, schema_editor):
        """Makes the index, and lets terms be compared byte by byte, as the ranges of the vocabulary need."""
        schema_editor.execute(
            f"CREATE INDEX {WORDS} ON {DOCUMENTS} USING gin (array_to_tsvector(string_to_array(terms, ' ')))"
        )
        terms = SearchTerm._meta.db_table
        for column in ("term", "mirror", "skeleton"):
            schema_editor.execute(f'ALTER TABLE {terms} ALTER COLUMN {column} TYPE varchar(48) COLLATE "C"')

    def drop(self, schema_editor):
        schema_editor.execute(f"DROP INDEX {WORDS}")

    def insert(self, rows):
        """The index follows the document table by itself."""

    def delete(self, rows):
        """The index follows the document table by itself."""

    def forget_all(self):
        """The index follows the document table by itself."""

    def optimise(self):
        with connections[self.using].cursor() as cursor:
            cursor.execute(f"SELECT gin_clean_pending_list('{WORDS}'::regclass)")
            cursor.execute(f"ANALYZE {DOCUMENTS}")
            cursor.execute(f"ANALYZE {SearchTerm._meta.db_table}")

    def newest(self, documents, expression, lowest, most, estimate):
        """GIN cannot stop early, so a query with many matches reads slice by slice, the newest first."""
        if estimate <= 4 * most:
            return self._matching(documents, expression, lowest, most)
        return self._from_slices(documents, expression, lowest, most)

    def _matching(self, documents, expression, lowest, most):
        # Ordering by a sum keeps the planner from walking the primary key instead of the GIN index.
        return list(
            documents.filter(id__gte=lowest)
            .extra(where=[f"{_VECTOR} @@ %s::tsquery"], params=[_tsquery(expression)])  # noqa: S610 - names of our own
            .order_by((F("id") + 0).desc())[:most]
        )

    def _from_slices(self, documents, expression, lowest, most):
        found = []
        first, last = lowest // SLICE_SIZE, self._highest(lowest) // SLICE_SIZE
        width = 2
        while last >= first and len(found) < most:
            slices = range(max(first, last - width + 1), last + 1)
            narrowed = AllOf([expression, AnyOf([f"fslice{number}" for number in slices])])
            found += self._matching(documents, narrowed, lowest, most - len(found))
            last -= width
            width *= 2
        return found

    def _highest(self, lowest):
        documents = SearchDocument.objects.using(self.using).filter(id__gte=lowest)
        return documents.order_by("-id").values_list("id", flat=True).first() or lowest


def _tsquery(expression):
    if isinstance(expression, str):
        return f"'{expression}'"
    word = " & " if isinstance(expression, AllOf) else " | "
    return "(" + word.join(_tsquery(part) for part in expression.parts) + ")"
