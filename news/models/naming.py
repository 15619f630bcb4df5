"""What people, organizations and topics share: an address, a sort key and a search text from their names."""

from django.db import models
from django.db.models import Q

from news.text.azerbaijani import fold, normalise, slugify, sort_key
from news.text.languages import LANGUAGES, field_in, fields_in_each, value_in


def unique_in_each_language(name, prefix):
    """A constraint for each language: two things never share an address in it."""
    return [
        models.UniqueConstraint(fields=[field_in(name, language)], name=f"{prefix}_{name}_{language}_unique")
        for language in LANGUAGES
    ]


def named_in_some_language(name, prefix):
    """A constraint: nothing is without a name. The forms ask for one in each language; of what came before
    them, some has a name in one.
    """
    in_some = Q()
    for column in fields_in_each(name):
        in_some |= Q(**{f"{column}__isnull": False}) & ~Q(**{column: ""})
    return models.CheckConstraint(condition=in_some, name=f"{prefix}_has_a_{name}")


def normalise_texts(instance, *names):
    for column in fields_in_each(*names):
        if value := getattr(instance, column):
            setattr(instance, column, normalise(value))


def strip_texts(instance, *names):
    for column in fields_in_each(*names):
        setattr(instance, column, (getattr(instance, column) or "").strip() or None)


def free_slug(instance, language):
    """The name's slug, with -2, -3 … when another thing has it; None without a name."""
    column = field_in("slug", language)
    wanted = slugify(value_in(instance, "slug", language) or value_in(instance, "name", language))
    if not wanted:
        return str(instance.pk or "") or None
    others = type(instance).objects.exclude(pk=instance.pk)
    slug, number = wanted, 1
    while others.filter(**{column: slug}).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def prepare_names(instance, *searched_fields, sorted_by=lambda name: name):
    """Fill in the slug, the sort key and the text that is searched."""
    normalise_texts(instance, "name", "description")
    strip_texts(instance, "name")
    for language in LANGUAGES:
        name = value_in(instance, "name", language)
        setattr(instance, field_in("slug", language), free_slug(instance, language))
        setattr(instance, field_in("sort_key", language), sort_key(sorted_by(name), language)[:200])
    texts = [
        value_in(instance, name, language) for name in ("name", *searched_fields) for language in LANGUAGES
    ]
    instance.search_text = fold("\n".join([*texts, getattr(instance, "aliases", "")]))
