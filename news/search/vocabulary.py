"""The words of the corpus, by which queries are understood and corrected."""

from collections import Counter, defaultdict
from typing import NamedTuple

from django.db import connections
from django.db.models import Sum

from news.models.search import SearchTerm
from news.text.languages import LANGUAGES

from .distance import distance, one_edit, whole_beginnings, whole_ending

MOST_NEAREST = 8
MOST_FORMS_MEASURED = 3
SHORTEST_CORRECTED = 5
SHORTEST_CORRECTED_TWICE = 8
_AFTER_EVERY_LETTER = "{"
_COLUMNS = ("id", "term", "skeleton", "spelling", "documents", "capitalised")
EVERY_TEXT = ""  # the term that each text counts for: so many texts are there


class Row(NamedTuple):
    """A term without its language's letter, and what the texts that are public tell about it."""

    language: str
    term: str
    skeleton: str
    spelling: str
    documents: int
    is_name: bool


def prefixed(term, language):
    return language[0] + term


def mirrored(term):
    return term[:1] + term[:0:-1]


def in_database(using, moment):
    return connections[using].ops.adapt_datetimefield_value(moment)


def _terms_of(counts):
    """[Row] of the terms that a text holds; counts: rows (see _COLUMNS) for each spelling and moment.

    Sorted: a database returns them in any order, and what is equally near must always be offered in the same.
    """
    spellings, capitalised = defaultdict(Counter), Counter()
    for _id, term, sound, spelling, documents, always_capitalised in counts:
        spellings[term, sound][spelling] += documents
        capitalised[term] += always_capitalised
    rows = (_row(*key, by_spelling, capitalised[key[0]]) for key, by_spelling in spellings.items())
    return sorted(row for row in rows if row.documents > 0)


def _row(term, sound, by_spelling, capitalised):
    language = next(language for language in LANGUAGES if language[0] == term[0])
    usual = max(by_spelling, key=lambda spelling: (by_spelling[spelling], spelling))
    documents = by_spelling.total()
    return Row(language, term[1:], sound, usual, documents, capitalised >= documents)


class Vocabulary:
    """The terms of one build of the index in one database, in the texts that are public at that moment."""

    languages = LANGUAGES

    def __init__(self, using, build, at):
        self.using = using
        self.build = build
        self.at = at
        self._terms = SearchTerm.objects.using(using).filter(build=build, counted_from__lte=at)

    def number_of_texts(self):
        every_text = [prefixed(EVERY_TEXT, language) for language in self.languages]
        return self._terms.filter(term__in=every_text).aggregate(Sum("documents"))["documents__sum"] or 0

    def terms_among(self, forms):
        """{language: {term: Row}} of those forms that are terms."""
        wanted = [prefixed(form, language) for form in sorted(forms) for language in self.languages]
        found = {language: {} for language in self.languages}
        for row in self._rows(self._terms.filter(term__in=wanted)):
            found[row.language][row.term] = row
        return found

    def with_skeletons(self, skeletons):
        return self._rows(self._terms.filter(skeleton__in=sorted(skeletons))) if skeletons else []

    def _rows(self, terms):
        return _terms_of(terms.values_list(*_COLUMNS))

    def nearest(self, forms):
        """The terms nearest to any of the forms of a word; none when all are too far."""
        for limit, shortest in ((1, SHORTEST_CORRECTED), (2, SHORTEST_CORRECTED_TWICE)):
            measured = [form for form in forms if len(form) >= shortest and form.isalpha() and form.isascii()]
            found = self._within(measured[:MOST_FORMS_MEASURED], limit)
            if found:
                return sorted(found, key=lambda row: (-row.documents, row.term))[:MOST_NEAREST]
        return []

    def _within(self, forms, limit):
        """The terms at the least distance from any of the forms, unless that is beyond the limit."""
        ranges = [(column, start, form) for form in forms for column, start in _where_to_look(form, limit)]
        candidates = self._between((column, start, len(form), limit) for column, start, form in ranges)
        measured = [(min(distance(form, row.term, limit) for form in forms), row) for row in candidates]
        least = min((far for far, _ in measured), default=limit + 1)
        return [row for far, row in measured if far == least <= limit]

    def similar_terms(self, word, most=2):
        """The most frequent of the known words that share the longest beginning with the word."""
        beginnings = [("term", word[:length], len(word), len(word)) for length in range(3, len(word) + 1)]
        shared = [(_shared_length(row.term, word), row) for row in self._between(beginnings)]
        longest = max((length for length, _ in shared), default=0)
        found = [row for length, row in shared if length == longest]
        return sorted(found, key=lambda row: (-row.documents, row.term))[:most]

    def _between(self, beginnings):
        """[Row] of the terms whose column (term or mirror) has such a beginning and whose length is near.

        A single query: each beginning is a range in the index of its column.
        """
        by_column = {"term": [], "mirror": []}
        for column, start, length, limit in beginnings:
            for language in self.languages:
                low = prefixed(start, language)
                bounds = (low, low + _AFTER_EVERY_LETTER, length + 1 - limit, length + 1 + limit)
                by_column[column].append(bounds)
        selects = [self._select(column, bounds) for column, bounds in by_column.items() if bounds]
        if not selects:
            return []
        with connections[self.using].cursor() as cursor:
            cursor.execute(
                " UNION ".join(sql for sql, _ in selects),
                [value for _, values in selects for value in values],
            )
            return _terms_of(cursor.fetchall())

    def _select(self, column, bounds):
        rows = ", ".join(["(%s, %s, %s, %s)"] * len(bounds))
        selected = ", ".join(f"terms.{name}" for name in _COLUMNS)
        sql = (
            f"SELECT {selected} FROM (VALUES {rows}) AS ranges"  # noqa: S608 - names of our own
            f" CROSS JOIN {SearchTerm._meta.db_table} AS terms WHERE terms.build = %s"
            f" AND terms.{column} >= ranges.{{0}} AND terms.{column} < ranges.{{1}}"
            " AND length(terms.term) BETWEEN ranges.{2} AND ranges.{3} AND terms.counted_from <= %s"
        )
        return sql.format(*(f"column{number}" for number in range(1, 5))), [
            *(value for bound in bounds for value in bound),
            self.build,
            in_database(self.using, self.at),
        ]


def _shared_length(one, other):
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _where_to_look(form, limit):
    """Pairs of column and beginning: every word within the limit has at least one of them."""
    beginnings = whole_beginnings(form)
    if limit > 1:
        beginnings |= one_edit(form[: (len(form) + 1) // 2])
    yield from (("term", start) for start in sorted(beginnings))
    yield "mirror", form[0] + whole_ending(form)[::-1]
