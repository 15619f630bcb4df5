"""People, organizations and topics whose names answer a query: shown before the articles, as links."""

from django.db.models import Exists, OuterRef, Q

from news.models import Edition, Organization, Person, Topic
from news.text.azerbaijani import fold
from news.text.languages import LANGUAGES, field_in, value_in

from .analysis import text_terms

MOST_LOOKED_AT = 200
MOST_SHOWN = 5
SHORTEST_TYPED = 2
_KINDS = (
    (Person, "edition_people__person"),
    (Organization, "edition_organizations__organization"),
    (Topic, "topics"),
)


def matching_names(groups, language):
    """Nouns whose names hold a term of every group and that live articles in this language name."""
    if not groups or any(not group.all_terms for group in groups):
        return []
    return [
        thing
        for model, related in _KINDS
        for thing in _matching(model, related, groups, language)[:MOST_SHOWN]
    ]


def _matching(model, related, groups, language):
    """The search text preselects, the terms of the name decide; the few left are sought in live editions."""
    narrowed = Q()
    for group in groups:
        narrowed &= _contains_any(group)
    things = model.objects.filter(narrowed).exclude(**{field_in("slug", language): None})
    ordered = things.order_by(field_in("sort_key", language), "pk")[:MOST_LOOKED_AT]
    answering = [thing for thing in ordered if _answers(thing, groups)]
    if not answering:
        return []
    live = Edition.objects.live_in(language).filter(**{related: OuterRef("pk")})
    named = model.objects.filter(pk__in=[thing.pk for thing in answering]).filter(Exists(live))
    kept = set(named.values_list("pk", flat=True))
    return [thing for thing in answering if thing.pk in kept]


def _contains_any(group):
    """A stem may differ from the name in its last letter (nazirlik, nazirliyi), never before it."""
    beginnings = {term[: max(3, len(term) - 1)] for term in group.all_terms}
    condition = Q()
    for beginning in sorted(beginnings):
        condition |= Q(search_text__contains=beginning)
    return condition


def _answers(thing, groups):
    held = {language: set() for language in LANGUAGES}
    for language in LANGUAGES:
        held[language].update(text_terms(_names_of(thing, language), language))
    return all(any(group.terms_in(language) & held[language] for language in LANGUAGES) for group in groups)


def _names_of(thing, language):
    short = value_in(thing, "abbreviation", language) if isinstance(thing, Organization) else ""
    return "\n".join([value_in(thing, "name", language), short, getattr(thing, "aliases", "") or ""])


def names_beginning_with(typed, language, most=8):
    """Suggestions while somebody types: nouns in whose names every typed word begins a word."""
    wanted = fold(typed).split()
    if len("".join(wanted)) < SHORTEST_TYPED:
        return []
    found = []
    for model, related in _KINDS:
        live = Edition.objects.live_in(language).filter(**{related: OuterRef("pk")})
        things = model.objects.filter(*(Q(search_text__contains=word) for word in wanted)).filter(
            Exists(live)
        )
        things = things.exclude(**{field_in("slug", language): None})
        ordered = things.order_by(field_in("sort_key", language), "pk")[:MOST_LOOKED_AT]
        found += [thing for thing in ordered if _begins(thing, wanted)]
    return found[:most]


def _begins(thing, wanted):
    words = thing.search_text.split()
    return all(any(word.startswith(beginning) for word in words) for beginning in wanted)
