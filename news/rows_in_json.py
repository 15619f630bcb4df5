"""Rows of other tables, brought along by the query that is being made anyway: one question instead of many.

editions.annotate(people=RowsInJson(people, columns)) gives each row a text in edition.people,
objects_in(edition.people, people, columns) makes model instances of it.
"""

import json
from datetime import UTC
from functools import lru_cache

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    FileField,
    ForeignKey,
    IntegerField,
    JSONField,
    Subquery,
    TextField,
)
from django.utils import timezone

MOST_COLUMNS = 100  # that SQLite takes as arguments of one function


class RowsInJson(Subquery):
    """The rows of a query as one JSON array of arrays, in the query's order.

    columns: paths such as "order" or "person__name_az", at most MOST_COLUMNS of them.
    """

    output_field = TextField()

    def __init__(self, queryset, columns):
        if len(columns) > MOST_COLUMNS:
            raise ValueError(f"{len(columns)} columns are more than SQLite can pack.")
        self.names = [f"c{number}" for number in range(len(columns))]
        super().__init__(queryset.values(**dict(zip(self.names, map(F, columns), strict=True))))

    def as_sqlite(self, compiler, connection):
        packed = ", ".join(f"u.{name}" for name in self.names)
        template = f"(SELECT json_group_array(json_array({packed})) FROM (%(subquery)s) u)"  # noqa: S608 - own names
        return super().as_sql(compiler, connection, template)

    def as_postgresql(self, compiler, connection):
        packed = ", ".join(f"u.{name}" for name in self.names)
        template = f"(SELECT json_agg(json_build_array({packed}))::text FROM (%(subquery)s) u)"  # noqa: S608 - names of our own
        return super().as_sql(compiler, connection, template)


def columns_of(model, prefix="", without=()):
    """The paths of all columns of a model, through a relation when a prefix names one."""
    return [f"{prefix}{field.attname}" for field in model._meta.concrete_fields if field.name not in without]


def objects_in(text, model, columns):
    """Instances of the model, each with the related ones whose columns were brought along."""
    if not text or text == "[]":
        return []
    shape = shape_of(model, tuple(columns))
    return [shape.instance(row) for row in json.loads(text)]


class Shape:
    """Which places of a row make an instance of the model, and which the ones that it refers to.

    columns: [(place, path)].
    """

    def __init__(self, model, columns):
        places = {path: place for place, path in columns if "__" not in path}
        fields = [field for field in model._meta.concrete_fields if field.attname in places]
        self.model = model
        self.names = [field.attname for field in fields]
        self.readers = [(places[field.attname], reader_of(field)) for field in fields]
        self.key = places[model._meta.pk.attname]
        beneath = {}
        for place, path in columns:
            relation, _separator, rest = path.partition("__")
            if rest:
                beneath.setdefault(relation, []).append((place, rest))
        self.relations = {
            relation: Shape(model._meta.get_field(relation).related_model, inner)
            for relation, inner in beneath.items()
        }

    def instance(self, row):
        """None when the row is missing, as a left join has it."""
        if row[self.key] is None:
            return None
        values = [read(row[place]) if read else row[place] for place, read in self.readers]
        instance = self.model.from_db("default", self.names, values)
        for relation, shape in self.relations.items():
            instance._state.fields_cache[relation] = shape.instance(row)
        return instance


@lru_cache(maxsize=100)
def shape_of(model, columns):
    return Shape(model, list(enumerate(columns)))


def reader_of(field):
    """What makes of JSON's value the one that the database's own adapter would give; None: it is the same.

    JSON knows no moments, SQLite no truth and no JSON.
    """
    if isinstance(field, JSONField):
        return lambda value: json.loads(value) if isinstance(value, str) else value
    if isinstance(field, DateTimeField):
        return lambda value: value and in_utc(field.to_python(value))
    if isinstance(field, (CharField, TextField, FileField, IntegerField, ForeignKey)):
        return None
    return lambda value: None if value is None else field.to_python(value)


def in_utc(moment):
    return moment.replace(tzinfo=UTC) if timezone.is_naive(moment) else moment
