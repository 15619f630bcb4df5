"""The words of the corpus: what queries are read with, and what they are corrected to."""

from dataclasses import dataclass

from django.db import connections

from news.azerbaijani import skeleton

from .analysis import LANGUAGES
from .distance import distance, one_edit, whole_beginnings, whole_ending
from .models import SearchTerm

MOST_NEAREST = 8
SHORTEST_CORRECTED = 5
SHORTEST_CORRECTED_TWICE = 8
_AFTER_EVERY_LETTER = "{"
_COLUMNS = ("term", "skeleton", "spelling", "documents", "capitalised")


@dataclass(frozen=True)
class Row:
    """A term without its language's letter, and what the corpus says of it."""

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


def _row(term, sound, spelling, documents, capitalised):
    language = next(language for language in LANGUAGES if language[0] == term[0])
    return Row(language, term[1:], sound, spelling, documents, capitalised >= documents)


class Vocabulary:
    """The terms of one build of the index in one database."""

    languages = LANGUAGES

    def __init__(self, using, build):
        self.using = using
        self.build = build
        self._terms = SearchTerm.objects.using(using).filter(build=build, documents__gt=0)

    def known(self, forms):
        """Which of the forms are terms: {language: {term: Row}}."""
        wanted = [prefixed(form, language) for form in sorted(forms) for language in self.languages]
        found = {language: {} for language in self.languages}
        for row in self._rows(self._terms.filter(term__in=wanted)):
            found[row.language][row.term] = row
        return found

    def sounding(self, skeletons):
        return self._rows(self._terms.filter(skeleton__in=sorted(skeletons))) if skeletons else []

    def _rows(self, terms):
        return [_row(*values) for values in terms.values_list(*_COLUMNS)]

    def nearest(self, forms):
        """The terms nearest to any of the forms of a word, or none when all are too far."""
        for limit, shortest in ((1, SHORTEST_CORRECTED), (2, SHORTEST_CORRECTED_TWICE)):
            for form in forms:
                if len(form) >= shortest and form.isalpha() and form.isascii():
                    found = self._within(form, limit)
                    if found:
                        return sorted(found, key=lambda row: (-row.documents, row.term))[:MOST_NEAREST]
        return []

    def _within(self, form, limit):
        beginnings = whole_beginnings(form)
        if limit > 1:
            beginnings |= one_edit(form[: (len(form) + 1) // 2])
        ending = form[0] + whole_ending(form)[::-1]
        candidates = {
            *self._between("term", beginnings, len(form), limit),
            *self._between("mirror", [ending], len(form), limit),
        }
        measured = [(distance(form, row.term, limit), row) for row in candidates]
        least = min((far for far, _ in measured), default=limit + 1)
        return [row for far, row in measured if far == least <= limit]

    def _between(self, column, beginnings, length, limit):
        """Terms whose column begins with one of the strings and whose length is within the limit."""
        ranges = [prefixed(start, language) for start in sorted(beginnings) for language in self.languages]
        values = ", ".join(["(%s, %s)"] * len(ranges))
        bounds = [bound for start in ranges for bound in (start, start + _AFTER_EVERY_LETTER)]
        selected = ", ".join(f"terms.{name}" for name in _COLUMNS)
        with connections[self.using].cursor() as cursor:
            cursor.execute(
                f"WITH ranges(low, high) AS (VALUES {values}) SELECT {selected} FROM ranges"  # noqa: S608
                f" CROSS JOIN {SearchTerm._meta.db_table} AS terms WHERE terms.build = %s"
                f" AND terms.{column} >= ranges.low AND terms.{column} < ranges.high"
                " AND length(terms.term) BETWEEN %s AND %s AND terms.documents > 0",
                [*bounds, self.build, length + 1 - limit, length + 1 + limit],
            )
            return [_row(*values) for values in cursor.fetchall()]

    def similar(self, word, most=3):
        """The most frequent known words that begin like it, for a query that found nothing."""
        for length in range(len(word), 2, -1):
            found = self._between("term", [word[:length]], len(word), len(word))
            if found:
                return sorted(found, key=lambda row: (-row.documents, row.term))[:most]
        return []


def term_row(build, language, term, spelling, documents, capitalised):
    return (
        build,
        prefixed(term, language),
        prefixed(mirrored(term), language),
        skeleton(term)[:48],
        spelling[:64],
        documents,
        capitalised,
    )


ADD_TERMS = (
    f"INSERT INTO {SearchTerm._meta.db_table}"  # noqa: S608
    " (build, term, mirror, skeleton, spelling, documents, capitalised) VALUES {rows}"
    " ON CONFLICT (build, term) DO UPDATE SET"
    f" documents = {SearchTerm._meta.db_table}.documents + excluded.documents,"
    f" capitalised = {SearchTerm._meta.db_table}.capitalised + excluded.capitalised"
)
ROWS_AT_ONCE = 500


def count_terms(using, rows):
    """Add to the counts of terms (or take away, with negative ones), in one order so that writers never lock
    each other out."""
    rows = sorted(rows, key=lambda row: row[1])
    with connections[using].cursor() as cursor:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            batch = rows[start : start + ROWS_AT_ONCE]
            placeholders = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(batch))
            cursor.execute(ADD_TERMS.format(rows=placeholders), [value for row in batch for value in row])
