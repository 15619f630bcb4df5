"""What an engine is asked: terms joined by "all of" and "any of"."""

from itertools import combinations
from typing import NamedTuple

from .vocabulary import prefixed


class AllOf(NamedTuple):
    parts: list


class AnyOf(NamedTuple):
    parts: list


def at_least(groups, number, languages):
    """Documents of one language that hold a term of so many of the groups; None when there can be none."""
    alternatives = []
    for language in languages:
        answered = [_any_term(group, language) for group in groups if group.terms_in(language)]
        alternatives += [AllOf(list(chosen)) for chosen in combinations(answered, number)]
    return AnyOf(alternatives) if alternatives else None


def _any_term(group, language):
    return AnyOf([prefixed(term, language) for term in sorted(group.terms_in(language))])
