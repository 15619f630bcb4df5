"""Rows of other tables, brought along by the query that is being made anyway: one question instead of many.

editions.annotate(people=RowsInJson(people, columns)) gives each row a text in edition.people,
objects_in(edition.people, people, columns) makes model instances of it.
"""

import json
from datetime import UTC

from django.db.models import F, FileField, JSONField, Subquery, TextField
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
        template = f"(SELECT json_agg(json_build_array({packed}))::text FROM (%(subquery)s) u)"  # noqa: S608
        return super().as_sql(compiler, connection, template)


def columns_of(model, prefix="", without=()):
    """The paths of all columns of a model, through a relation when a prefix names one."""
    return [f"{prefix}{field.attname}" for field in model._meta.concrete_fields if field.name not in without]


def objects_in(text, model, columns):
    """Instances of the model, each with the related ones whose columns were brought along."""
    return [_instance(model, dict(zip(columns, row, strict=True))) for row in json.loads(text or "[]")]


def _instance(model, values):
    """None when the row is missing, as a left join has it."""
    own = {path: value for path, value in values.items() if "__" not in path}
    if own.get(model._meta.pk.attname) is None:
        return None
    fields = [field for field in model._meta.concrete_fields if field.attname in own]
    values_in_order = [_value(field, own[field.attname]) for field in fields]
    instance = model.from_db("default", [field.attname for field in fields], values_in_order)
    for relation in dict.fromkeys(path.partition("__")[0] for path in values if "__" in path):
        beneath = {
            path.partition("__")[2]: value
            for path, value in values.items()
            if path.startswith(f"{relation}__")
        }
        related = model._meta.get_field(relation).related_model
        setattr(instance, relation, _instance(related, beneath))
    return instance


def _value(field, value):
    """As the database's own adapter would give it: JSON knows no moments, SQLite no truth and no JSON."""
    if value is None or isinstance(field, FileField):
        return value
    if isinstance(field, JSONField):
        return json.loads(value) if isinstance(value, str) else value
    value = field.to_python(value)
    if hasattr(value, "hour") and hasattr(value, "tzinfo") and timezone.is_naive(value):
        value = value.replace(tzinfo=UTC)
    return value
