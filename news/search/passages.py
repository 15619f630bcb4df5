"""Marks the words of a text that match a query, and chooses the part of a long text to show."""

from typing import NamedTuple

from news.text.azerbaijani import az_lower, fold, latin

from .analysis import clean, tokens, word_terms

PASSAGE_LENGTH = 260
NEAR_THE_BEGINNING = 20_000  # characters; a longer text is searched to its end only when they hold no match
_ELLIPSIS = "…"


class Segment(NamedTuple):
    """A stretch of plain text; a template prints the marked ones in <mark>."""

    text: str
    is_marked: bool = False


class Beginnings(dict):
    """{the first three letters of a word: whether a term may begin so}, filled as words are looked up."""

    def __init__(self, of_terms):
        self.of_terms = of_terms

    def __missing__(self, letters):
        self[letters] = fold(latin(az_lower(letters)))[:2] in self.of_terms
        return self[letters]


class Marker:
    """Finds the words of one language that an index would have found for these groups."""

    def __init__(self, groups, language):
        self.language = language
        self.terms = [group.terms_in(language) for group in groups]
        self.beginnings = Beginnings({term[:2] for terms in self.terms for term in terms})

    def matches(self, text):
        """(start, end, group number) of each. Stems keep a word's beginning, so most words are skipped."""
        for word, start, end, is_acronym, is_attached in tokens(text, self.beginnings):
            found = {term for term, _ in word_terms(word, self.language, is_acronym, is_attached)}
            for number, terms in enumerate(self.terms):
                if not found.isdisjoint(terms):
                    yield start, end, number
                    break


def mark(text, marker):
    """The whole text in segments, for titles."""
    text = clean(text)
    return list(_segments(text, [(start, end) for start, end, _ in marker.matches(text)], 0, len(text)))


def passage(text, marker, length=PASSAGE_LENGTH):
    """The stretch of the text with the most different words of the query, its matches marked."""
    text = clean(text)
    matches = _first_matches(text, marker, length) if len(marker.terms) == 1 else _all_matches(text, marker)
    start, end = _window(text, _best_start(matches, length), length)
    inside = [(first, last) for first, last, _ in matches if first >= start and last <= end]
    before = [Segment(_ELLIPSIS)] if start else []
    after = [Segment(_ELLIPSIS)] if end < len(text) else []
    return before + list(_segments(text, inside, start, end)) + after


def _first_matches(text, marker, length):
    """The first match and those near it: enough for one word, as no stretch can hold more different ones."""
    first = next(marker.matches(text), None)
    return list(marker.matches(text[: first[1] + length])) if first else []


def _all_matches(text, marker):
    return list(marker.matches(text[:NEAR_THE_BEGINNING])) or list(marker.matches(text))


def _best_start(matches, length):
    """Where the window with the most different groups begins; the first of several such windows."""
    best, best_start, first = 0, 0, 0
    for index, (_, end, _) in enumerate(matches):
        while end - matches[first][0] > length:
            first += 1
        different = len({number for _, _, number in matches[first : index + 1]})
        if different > best:
            best, best_start = different, matches[first][0]
    return best_start


def _window(text, match_start, length):
    """Whole words around the match, from the beginning of the text when it is near."""
    start = match_start - length // 3
    is_near_beginning = start <= 30 or len(text) <= length
    start = 0 if is_near_beginning else text.rfind(" ", 0, start) + 1 or start
    end = start + length
    if end >= len(text):
        return start, len(text)
    return start, max(text.rfind(" ", start, end), match_start + 1) if " " in text[start:end] else end


def _segments(text, ranges, start, end):
    for first, last in ranges:
        if first > start:
            yield Segment(text[start:first])
        yield Segment(text[first:last], is_marked=True)
        start = last
    if start < end:
        yield Segment(text[start:end])
