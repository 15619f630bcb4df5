"""People, organizations and topics whose names answer a query: shown before the articles, as links."""

from itertools import count, islice

from django.db.models import Exists, OuterRef, Q

from news.models import Edition, Organization, Person, Topic
from news.text.azerbaijani import fold
from news.text.languages import LANGUAGES, field_in, value_in

from .analysis import text_terms

LOOKED_AT_ONCE = 200
MOST_SHOWN = 5
SHORTEST_TYPED = 2
NAMED_IN = {  # by what an edition names them
    Person: "edition_people__person",
    Organization: "edition_organizations__organization",
    Topic: "topics",
}


def matching_names(groups, language):
    """Nouns whose names hold a term of every group and that listed articles in this language name."""
    if not groups or any(not group.all_terms for group in groups):
        return []
    return [
        thing
        for model, related in NAMED_IN.items()
        for thing in islice(_matching(model, related, groups, language), MOST_SHOWN)
    ]


def _matching(model, related, groups, language):
    """The search text preselects, the terms of the name decide; the few left are sought in editions."""
    narrowed = Q()
    for group in groups:
        narrowed &= _contains_any(group)
    for things in _in_parts(model.objects.filter(narrowed), language):
        answering = [thing for thing in things if _answers(thing, groups)]
        named = _named(model.objects.filter(pk__in=[thing.pk for thing in answering]), related, language)
        kept = set(named.values_list("pk", flat=True)) if answering else ()
        yield from (thing for thing in answering if thing.pk in kept)


def _in_parts(things, language):
    """The things that have an address in the language, in alphabetical order; no more than are asked for."""
    with_address = things.exclude(**{field_in("slug", language): None})
    ordered = with_address.order_by(field_in("sort_key", language), "pk")
    for start in count(0, LOOKED_AT_ONCE):
        part = list(ordered[start : start + LOOKED_AT_ONCE])
        yield part
        if len(part) < LOOKED_AT_ONCE:
            return


def _named(things, related, language):
    listed = Edition.objects.listed_in(language).filter(**{related: OuterRef("pk")})
    return things.filter(Exists(listed))


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
    return list(islice(_beginning(wanted, language), most))


def _beginning(wanted, language):
    for model, related in NAMED_IN.items():
        holding = model.objects.filter(*(Q(search_text__contains=word) for word in wanted))
        for things in _in_parts(_named(holding, related, language), language):
            yield from (thing for thing in things if _begins(thing, wanted))


def _begins(thing, wanted):
    words = thing.search_text.split()
    return all(any(word.startswith(beginning) for word in words) for beginning in wanted)
