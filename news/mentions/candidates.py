"""Capitalised names that are not known yet: people and organizations an editor may want to create."""

import re
from typing import NamedTuple

from news.search.analysis import clean, stems, word_set
from news.text.azerbaijani import az_lower, fold, skeleton

from .entities import ORGANIZATION, PERSON
from .spelling import COMMON_NAMES, in_azerbaijani, in_english
from .words import follows, words_of

MOST_WORDS = 8
SHORTEST_NAME = 3
_SURNAME = re.compile("(?:[oe]va?|zad[əea]|l[ıiuüy]|skiy?|skaya|oğlu)$")
_FIRST_NAMES = frozenset(skeleton(name) for name in COMMON_NAMES)
_INSTITUTIONS = word_set(
    "nazirliyi komitəsi xidməti agentliyi fondu təşkilatı assosiasiyası mərkəzi ittifaqı birliyi cəmiyyəti "
    "şurası məhkəməsi akademiyası institutu komissiyası universiteti idarəsi prokurorluğu hakimiyyəti "
    "palatası komissarlığı kollegiyası şirkəti konfransı komissarı parlamenti mərkəz xidmət məclis məhkəmə "
    "məclisi"
)
_ENGLISH_INSTITUTIONS = word_set(
    "ministry committee service agency fund foundation organization organisation association centre center "
    "union society council court academy institute commission university office chamber bar parliament majlis"
)
_AND = word_set("və and")
_BEFORE_A_NAME = word_set("the ms mr mrs dr")
_JOINING = word_set("və and üzrə of for the on in")


class Candidate(NamedTuple):
    """A name as the text has it, uninflected, with the proposal for the other language."""

    kind: str
    name_az: str
    name_en: str
    start: int
    end: int


def find_candidates(text, language, matcher):
    """Each name once that the matcher does not know, in the order of the text."""
    text = clean(text)
    words = words_of(text)
    known = [(start, end) for _, start, end in matcher.find(text, language)]
    free = [word for word in words if not any(start <= word.start < end for start, end in known)]
    found = {}
    for run in _capitalised_runs(text, free):
        for candidate in _named_in(run, language):
            found.setdefault((candidate.kind, fold(candidate.name_az or candidate.name_en)), candidate)
    return list(found.values())


def _capitalised_runs(text, words):
    """Neighbouring capitalised words, with small joining words in between: Ministry of Justice."""
    run = []
    for word in words:
        if run and not follows(text, run[-1], word):
            yield run
            run = []
        if word.is_capitalised or (run and az_lower(word.text) in _JOINING):
            run.append(word)
        else:
            yield run
            run = []
    yield run


def _trimmed(run):
    while run and not run[-1].is_capitalised:
        run = run[:-1]
    while run and (not run[0].is_capitalised or fold(run[0].text) in _BEFORE_A_NAME):
        run = run[1:]
    return run[:MOST_WORDS]


def _named_in(run, language):
    """People first, then the rest as an institution, then the parts that "and" joins."""
    run = _trimmed(run)
    if not run:
        return
    for position in range(len(run) - 1):
        if person := _person(run, position, language):
            yield from _named_in(run[:position], language)
            yield person
            yield from _named_in(run[position + 2 :], language)
            return
    institution, length = _organization(run, language)
    if institution:
        yield institution
        yield from _named_in(run[length:], language)
        return
    joint = next((place for place, word in enumerate(run) if az_lower(word.text) in _AND), None)
    if joint is not None:
        yield from _named_in(run[:joint], language)
        yield from _named_in(run[joint + 1 :], language)


def _person(run, position, language):
    """A first name and a surname: the surname ends like one, or the first name is a common one.

    With another capitalised word after it, it is part of a longer name: Heydər Əliyev Fondu.
    """
    first, last = run[position], run[position + 1]
    if position + 2 < len(run) and run[position + 2].is_capitalised:
        return None
    surname = _surname(last, language) if last.is_capitalised else None
    if surname is None or first.is_acronym or not first.is_capitalised or len(first.text) < SHORTEST_NAME:
        return None
    if _SURNAME.search(surname) or skeleton(fold(first.text)) in _FIRST_NAMES:
        return _candidate(PERSON, f"{first.text} {_as_written(last, surname)}", first, last, language)
    return None


def _surname(word, language):
    """The form of the word that ends like a surname, the longest first; else the word as it is."""
    lowered = az_lower(word.text)
    if word.is_acronym or len(lowered) < 4:
        return None
    forms = sorted([lowered, *(stems(lowered) if language == "az" else ())], key=len, reverse=True)
    return next((form for form in forms if _SURNAME.search(form)), lowered)


def _organization(run, language):
    """(candidate or None, number of words): a name that ends in (in English, holds) an institution's word."""
    if len(run) == 1:
        return _acronym(run[0], language), 1
    if language == "en":
        is_institution = any(fold(word.text) in _ENGLISH_INSTITUTIONS for word in run)
        name = " ".join(word.text for word in run)
        return (_candidate(ORGANIZATION, name, run[0], run[-1], language) if is_institution else None), len(
            run
        )
    for length in range(len(run), 1, -1):
        last = run[length - 1]
        form = next((form for form in _forms(last) if form in _INSTITUTIONS), None)
        if form:
            name = " ".join([*(word.text for word in run[: length - 1]), _as_written(last, form)])
            return _candidate(ORGANIZATION, name, run[0], last, language), length
    return None, 0


def _forms(word):
    lowered = az_lower(word.text)
    return sorted([lowered, *stems(lowered)], key=len, reverse=True)


def _acronym(word, language):
    return _candidate(ORGANIZATION, word.text, word, word, language) if word.is_acronym else None


def _as_written(word, form):
    """The stem, capitalised as in the text."""
    return word.text if len(form) >= len(word.text) else word.text[: len(form)]


def _candidate(kind, name, first, last, language):
    """An institution's name is translated, not respelled: only people's get a proposal."""
    other = ""
    if kind == PERSON:
        other = in_english(name) if language == "az" else in_azerbaijani(name)
    name_az, name_en = (name, other) if language == "az" else (other, name)
    return Candidate(kind, name_az, name_en, first.start, last.end)
