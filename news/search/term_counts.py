"""Counts in how many texts each term of a build stands, for as long as each text is public."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from django.db import connections
from django.utils import timezone

from news.models.search import ALWAYS, SearchTerm
from news.text.azerbaijani import skeleton

from .analysis import Term
from .vocabulary import EVERY_TEXT, in_database, mirrored, prefixed

ROWS_AT_ONCE = 500


class Change(NamedTuple):
    """By how many the texts with a term in one spelling grow, or shrink, at a moment; see SearchTerm."""

    build: int
    term: str
    mirror: str
    skeleton: str
    spelling: str
    counted_from: datetime
    documents: int
    capitalised: int


_TABLE = SearchTerm._meta.db_table
_APPLY = (
    f"INSERT INTO {_TABLE} ({', '.join(Change._fields)}) VALUES {{rows}}"  # noqa: S608 - names of our own
    " ON CONFLICT (build, term, spelling, counted_from) DO UPDATE SET"
    f" documents = {_TABLE}.documents + excluded.documents,"
    f" capitalised = {_TABLE}.capitalised + excluded.capitalised"
)
_ROW = f"({', '.join(['%s'] * len(Change._fields))})"


class TermCounts:
    """By how many documents the count of each term rises or falls, and when."""

    def __init__(self, build):
        self.build = build
        self.now = timezone.now()
        self._documents, self._capitalised = Counter(), Counter()

    def add(self, language, terms, public_from, public_until, sign=1):
        """Count the terms of a text for as long as it is public; with the sign -1 do so no longer."""
        self._change(language, terms, self._moment(public_from), sign)
        if public_until:
            self._change(language, terms, self._moment(public_until), -sign)

    def _moment(self, at):
        return at if at and at > self.now else ALWAYS

    def _change(self, language, terms, at, sign):
        for term, seen in (terms | {EVERY_TEXT: Term("", False)}).items():
            key = prefixed(term, language), seen.spelling[:64], at
            self._documents[key] += sign
            self._capitalised[key] += sign * seen.is_always_capitalised

    def store(self, using):
        """Only while state_for_writing() is locked: what one writer sums up, no other adds to meanwhile."""
        self._sum_up(using)
        changes = [self._change_of(*key) for key in sorted(self._documents) if self._counts_anything(key)]
        for start in range(0, len(changes), ROWS_AT_ONCE):
            _apply(using, self.build, changes[start : start + ROWS_AT_ONCE])
        self._documents.clear()
        self._capitalised.clear()

    def _sum_up(self, using):
        """Let what counts since moments that have come count always: each query then adds up less."""
        come = SearchTerm.objects.using(using).filter(
            build=self.build, counted_from__gt=ALWAYS, counted_from__lte=self.now
        )
        for term, spelling, *numbers in come.values_list("term", "spelling", "documents", "capitalised"):
            self._documents[term, spelling, ALWAYS] += numbers[0]
            self._capitalised[term, spelling, ALWAYS] += numbers[1]
        come.delete()

    def _counts_anything(self, key):
        return self._documents[key] or self._capitalised[key]

    def _change_of(self, term, spelling, at):
        language, word = term[0], term[1:]
        key = term, spelling, at
        return Change(
            self.build,
            term,
            language + mirrored(word),
            skeleton(word)[:48],
            spelling,
            at,
            self._documents[key],
            self._capitalised[key],
        )


def _apply(using, build, changes):
    """What then counts nothing any more is forgotten."""
    values = [
        value
        for change in changes
        for value in change._replace(counted_from=in_database(using, change.counted_from))
    ]
    with connections[using].cursor() as cursor:
        cursor.execute(_APPLY.format(rows=", ".join([_ROW] * len(changes))), values)
    lowered = [change.term for change in changes if change.documents < 0]
    SearchTerm.objects.using(using).filter(build=build, term__in=lowered, documents=0, capitalised=0).delete()
