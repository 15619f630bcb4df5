"""What an entry of the log tells of, in the language of whoever reads it."""

from datetime import date
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, Field
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.models.audit_changes import PATH
from news.public.formatting import first_capital
from news.text.languages import LANGUAGE_NAMES

from .roles import ROLE_NAMES
from .server_acts import ON_THE_SERVER

ACCOUNTS, EDITIONS = "auth.user", "news.edition"
NO_FIELDS = {
    "author": _("author"),
    "public_from": _("public from"),
    "dismissed_names": _("names set aside"),
    "role": _("role"),
    "second_factor": _("second factor"),
    "sessions": _("open sessions"),
}


# The ways of signing in, and the server, as the notes of the log name them at their beginning.
WAYS_OF_SIGNING_IN = {
    ON_THE_SERVER: _("on the server"),
    "password": _("password"),
    "second factor": _("second factor"),
    "totp": _("app with codes"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery codes"),
}


class Change(NamedTuple):
    label: str
    before: str
    after: str


def kind_of(entry):
    """Person; the stored label for a model of another version."""
    model = model_of(entry.about_model)
    return first_capital(str(model._meta.verbose_name)) if model else entry.about_model


def note_of(entry):
    """The note as it was written; only the way of signing in is said in the reader's language."""
    way = next((way for way in WAYS_OF_SIGNING_IN if f"{entry.note} ".startswith(f"{way} ")), "")
    is_about_signing_in = entry.about_model == ACCOUNTS
    return f"{WAYS_OF_SIGNING_IN[way]}{entry.note[len(way) :]}" if way and is_about_signing_in else entry.note


def changes_of(entry):
    """An entry that names no other thing is about an edition."""
    return [change_in_words(entry.about_model or EDITIONS, *change) for change in entry.changes]


def change_in_words(label, path, before, after):
    """path: the name of a field, or "news.appointment:3:since" for one of a row that belongs to it."""
    *row, name = path.split(PATH)
    model = model_of(row[0] if row else label)
    field = field_of(model, name)
    words = [f"{first_capital(str(model._meta.verbose_name))} {row[1]}"] if row and model else row
    words.append(name_of(field) if field else first_capital(str(NO_FIELDS.get(name, name))))
    if name == "role":
        before, after = (ROLE_NAMES.get(role, role) for role in (before, after))
    return Change(", ".join(words), shown(field, before), shown(field, after))


def model_of(label):
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def field_of(model, name):
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def name_of(field):
    original = getattr(field, "translated_field", None)
    if original is None:
        return first_capital(str(getattr(field, "verbose_name", field.name)))
    return gettext("%(field)s (%(language)s)") % {
        "field": first_capital(str(original.verbose_name)),
        "language": LANGUAGE_NAMES[field.language],
    }


def shown(field, value):
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(field, Field) and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DateField) and value:
        return date_of(value)
    return str(value)


def date_of(text):
    try:
        return date_format(date.fromisoformat(text), "d.m.Y")
    except ValueError:
        return text  # of a moment, or as an earlier version wrote it
