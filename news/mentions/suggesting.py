"""Names in an edition's text that the edition does not link yet: to be linked, set aside or created.

The text is read anew each time; an editor's decision is stored with the article and holds for later editions.
"""

from dataclasses import dataclass, field

from news.models import DismissedName, EditionOrganization, EditionPerson, Organization, Person
from news.text.azerbaijani import fold, skeleton
from news.text.edition_texts import JUDGED, words_of
from news.text.languages import LANGUAGES

from .candidates import find_candidates
from .entities import PERSON, known_entities
from .matching import Matcher

LONGEST_KEY = 250
LINKS = {"person": (Person, EditionPerson), "organization": (Organization, EditionOrganization)}


@dataclass
class KnownName:
    """A person or organization that the site knows; `written` holds the first spelling in each language."""

    kind: str
    pk: int
    name: str
    written: dict = field(default_factory=dict)

    @property
    def key(self):
        return f"{self.kind}:{self.pk}"


@dataclass
class UnknownName:
    """A capitalised name that nobody has entered, with the proposal for the other language."""

    kind: str
    name_az: str
    name_en: str

    @property
    def name(self):
        return self.name_az or self.name_en

    @property
    def key(self):
        return f"name:{fold(self.name)}"[:LONGEST_KEY]


@dataclass
class Names:
    known: list
    unknown: list
    set_aside: list


def names_in(edition):
    matcher = Matcher(known_entities())
    texts = {language: text_of(edition, language) for language in LANGUAGES}
    known, linked = known_names(texts, matcher), linked_keys(edition)
    unknown = unknown_names(texts, matcher)
    dismissed = set(edition.article.dismissed_names.values_list("key", flat=True))
    unlinked = [name for name in known if name.key not in linked]
    return Names(
        known=[name for name in unlinked if name.key not in dismissed],
        unknown=[name for name in unknown if name.key not in dismissed],
        set_aside=[name for name in [*unlinked, *unknown] if name.key in dismissed],
    )


def text_of(edition, language):
    return "\n".join(words_of(edition, language, JUDGED).values())


def known_names(texts, matcher):
    found = {}
    for language, text in texts.items():
        for entity, start, end in matcher.find(text, language):
            kind, pk = entity.key
            name = entity.name_az if language == "az" else entity.name_en
            known = found.setdefault(entity.key, KnownName(kind, pk, name or entity.names[0]))
            known.written.setdefault(language, text[start:end])
    return list(found.values())


def unknown_names(texts, matcher):
    """Each name once: for a person named in both texts, as the Azerbaijani text spells it."""
    found = {}
    for language, text in texts.items():
        for candidate in find_candidates(text, language, matcher):
            name = UnknownName(candidate.kind, candidate.name_az, candidate.name_en)
            sound = skeleton(fold(name.name)) if name.kind == PERSON else fold(name.name)
            found.setdefault((name.kind, sound), name)
    return list(found.values())


def linked_keys(edition):
    people = edition.edition_people.values_list("person", flat=True)
    organizations = edition.edition_organizations.values_list("organization", flat=True)
    return {f"person:{pk}" for pk in people} | {f"organization:{pk}" for pk in organizations}


def decide(edition, decision):
    """Carry out "link:person:12", "dismiss:name:…" or "restore:person:12"; anything else does nothing."""
    what, _, key = decision.partition(":")
    if what == "dismiss" and key in suggested_keys(edition):
        DismissedName.objects.get_or_create(article=edition.article, key=key)
    elif what == "restore":
        edition.article.dismissed_names.filter(key=key).delete()
    elif what == "link":
        link(edition, key)


def suggested_keys(edition):
    names = names_in(edition)
    return {name.key for name in [*names.known, *names.unknown]}


def link(edition, key):
    kind, _, pk = key.partition(":")
    if kind not in LINKS or not pk.isdecimal() or key in linked_keys(edition):
        return
    model, row = LINKS[kind]
    thing = model.objects.filter(pk=pk).first()
    if thing:
        row.objects.create(
            edition=edition, **{kind: thing}, order=row.objects.filter(edition=edition).count()
        )
