"""Rows as lines of JSON, the same whichever database they come from or go to."""

import base64
import json
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.db.models import FileField, QuerySet
from django.db.models.fields.json import JSONField

# Left out: what belongs to this one server (people sign in again) or is made from the rest (the index).
LEFT_OUT = {"sessions.session", "news.desksession", "news.savedreads", "news.presence"}
DERIVED = "news.models.search"
AT_A_TIME = 1000


def models():
    """Every table in a backup, through tables included; without that of the migrations."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and model._meta.label_lower not in LEFT_OUT
        and not model.__module__.startswith(DERIVED)
    ]


def file_of(model):
    """Its name in the backup."""
    return f"rows/{model._meta.label_lower}.jsonl.gz"


def columns_of(model):
    return [field for field in model._meta.concrete_fields if not field.generated]


def rows_of(model, database):
    """Each row's values, by primary key. A plain QuerySet, so that no manager filters or translates."""
    names = [field.attname for field in columns_of(model)]
    rows = QuerySet(model, using=database).order_by("pk").values_list(*names)
    return rows.iterator(chunk_size=AT_A_TIME)


def as_line(values):
    return json.dumps(values, default=as_text, ensure_ascii=False, separators=(",", ":")) + "\n"


def as_text(value):
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"A backup cannot hold {type(value).__name__}")


def from_line(line, fields, connection):
    """The values as this database takes them."""
    return [
        database_value(field, value, connection)
        for field, value in zip(fields, json.loads(line), strict=True)
    ]


def database_value(field, value, connection):
    if value is None:
        return None
    if field.get_internal_type() == "BinaryField":
        return connection.Database.Binary(base64.b64decode(value))
    if isinstance(field, FileField):
        return value
    python = value if isinstance(field, JSONField) else field.to_python(value)
    return field.get_db_prep_save(python, connection)


def insert_statement(model, fields, connection):
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 - names of our own
