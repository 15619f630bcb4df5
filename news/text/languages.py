"""The site's languages, and the one place that spells the column name of a translated field."""

from django.conf import settings
from django.utils.translation import get_language_info

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
LANGUAGE_NAMES = dict(settings.LANGUAGES)  # in the reader's language
OWN_NAMES = {code: get_language_info(code)["name_local"] for code in LANGUAGES}


def field_in(name, language):
    """The column of a translated field: title, az → title_az."""
    return f"{name}_{language}"


def fields_in_each(*names):
    return [field_in(name, language) for name in names for language in LANGUAGES]


def value_in(instance, name, language):
    """The value in exactly that language, or an empty text; never the other language's."""
    value = getattr(instance, field_in(name, language))
    return "" if value is None else value


def other_language(language):
    return next(code for code in LANGUAGES if code != language)
