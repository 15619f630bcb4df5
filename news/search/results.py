"""What a search returns: the documents found, and how the query was understood."""

from functools import cached_property
from typing import NamedTuple

from .analysis import CYRILLIC
from .passages import Marker, mark, passage
from .query import CORRECTED, UNKNOWN
from .vocabulary import prefixed

SHOWN_TO_CONFIRM = 20
SHOWN = ("reference", "language", "edition_id", "title", "text")


class Hit(NamedTuple):
    """One result: its document, with its title and a passage as segments in which the matches are marked."""

    document: object
    title: list
    passage: list

    @property
    def reference(self):
        return self.document.reference

    @property
    def language(self):
        return self.document.language


class Results:
    """`found` is in order; titles and texts are loaded only for the hits that are shown."""

    def __init__(self, query, groups, groups_held, found, most, load, similar):
        self.query = query
        self.groups = groups
        self.groups_held = groups_held
        self.found = found
        self.is_bounded = len(found) >= most
        self._load = load
        self._similar = similar

    def __len__(self):
        return len(self.found)

    def hits(self, start=0, stop=20):
        documents = self._load([document.id for document in self.found[start:stop]], *SHOWN)
        markers = {}
        return [self._hit(document, markers) for document in documents]

    def _hit(self, document, markers):
        language = document.language
        marker = markers.setdefault(language, Marker(self.groups, language))
        return Hit(document, mark(document.title, marker), passage(document.text, marker))

    @property
    def is_relaxed(self):
        """No text holds all the words, so texts that hold some of them are shown."""
        return 0 < self.groups_held < len(self.groups)

    @cached_property
    def corrections(self):
        """[(typed word, the word it was taken for, as the texts found spell it)]."""
        changed = [
            group for group in self.groups if group.how == CORRECTED or CYRILLIC.search(group.word.typed)
        ]
        if not changed:
            return []
        held = set()
        for document in self._load([document.id for document in self.found[:SHOWN_TO_CONFIRM]], "terms"):
            held.update(document.terms.split())
        pairs = ((group.word.typed, _spelling_in(group, held)) for group in changed)
        return [(typed, spelling) for typed, spelling in pairs if spelling]

    @property
    def unknown_words(self):
        return [group.word.typed for group in self.groups if group.how == UNKNOWN]

    @property
    def attempts(self):
        """[(typed word, the spellings that were looked for)]."""
        return [(group.word.typed, group.spellings) for group in self.groups]

    @cached_property
    def similar(self):
        """Known words that begin like the unknown ones."""
        return self._similar()


def _spelling_in(group, held):
    """The most frequent of the spellings that the found documents hold; None when they hold none."""
    rows = [
        row
        for language, terms in group.terms.items()
        for row in terms.values()
        if prefixed(row.term, language) in held
    ]
    return max(rows, key=lambda row: (row.documents, row.term)).spelling if rows else None
