from typing import NamedTuple

from news.models import Organization, Person
from news.text.languages import fields_in_each

PERSON, ORGANIZATION = "person", "organization"


class Entity(NamedTuple):
    """A known person or organization under all its names; `key` is the caller's own identifier."""

    key: object
    kind: str
    name_az: str = ""
    name_en: str = ""
    aliases: tuple = ()

    @property
    def names(self):
        return [name for name in (self.name_az, self.name_en, *self.aliases) if name and name.strip()]


def known_entities():
    """Every person and organization of the site, in two queries."""
    people = Person.objects.values_list("pk", "name_az", "name_en", "aliases")
    bodies = Organization.objects.values_list(
        "pk", "name_az", "name_en", "aliases", *fields_in_each("abbreviation")
    )
    return [
        *(_entity(PERSON, pk, az, en, aliases) for pk, az, en, aliases in people),
        *(_entity(ORGANIZATION, pk, az, en, aliases, *short) for pk, az, en, aliases, *short in bodies),
    ]


def _entity(kind, pk, name_az, name_en, aliases, *abbreviations):
    others = tuple(line.strip() for line in (aliases or "").splitlines() if line.strip())
    return Entity((kind, pk), kind, name_az or "", name_en or "", (*others, *filter(None, abbreviations)))
