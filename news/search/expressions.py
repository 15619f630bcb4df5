"""The expressions that engines search for: terms joined by "all of" and "any of"."""

from itertools import combinations
from typing import NamedTuple

from .vocabulary import prefixed


class AllOf(NamedTuple):
    parts: list


class AnyOf(NamedTuple):
    parts: list


def at_least(groups, number, languages):
    """For documents of one language that hold terms of so many groups; None when no document can."""
    alternatives = []
    for language in languages:
        answered = [_any_term(group, language) for group in groups if group.terms_in(language)]
        alternatives += [AllOf(list(chosen)) for chosen in combinations(answered, number)]
    return AnyOf(alternatives) if alternatives else None


def _any_term(group, language):
    return AnyOf([prefixed(term, language) for term in sorted(group.terms_in(language))])
