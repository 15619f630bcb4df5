"""What a search gives back: the page of hits, how many there are, and how the query was understood."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator

from .passages import Marker, marked, passage
from .query import CORRECTED, UNKNOWN

HITS_A_PAGE = 20


@dataclass(frozen=True)
class Hit:
    """One result: its document, and its title and a passage in segments with the found words marked."""

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
    """The hits of one page are loaded when they are looked at."""

    def __init__(self, query, groups, found, most, groups_held, page, load, similar):
        self.query = query
        self.groups = groups
        self.found = found
        self.is_bounded = len(found) >= most
        self.groups_held = groups_held
        self._load = load
        self._similar = similar
        self.page = Paginator(found, HITS_A_PAGE).get_page(page)

    @property
    def number(self):
        return len(self.found)

    @property
    def edition_ids(self):
        return [document.edition_id for document in self.found]

    @cached_property
    def hits(self):
        documents = self._load([document.id for document in self.page.object_list])
        markers = {}
        return [
            self._hit(documents[document.id], markers)
            for document in self.page.object_list
            if document.id in documents
        ]

    def _hit(self, document, markers):
        language = document.language
        marker = markers.setdefault(language, Marker(self.groups, language))
        return Hit(document, marked(document.title, marker), passage(document.text, marker))

    @property
    def corrections(self):
        """Pairs of what was typed and the word of the corpus it was taken for."""
        return [(group.word.typed, group.shown) for group in self.groups if group.how == CORRECTED]

    @property
    def unknown_words(self):
        return [group.word.typed for group in self.groups if group.how == UNKNOWN]

    @property
    def is_relaxed(self):
        """No text holds all the words, so texts that hold some of them are shown."""
        return 0 < self.groups_held < len(self.groups)

    @cached_property
    def similar(self):
        """The nearest known words for each unknown one: {typed: [words]}."""
        return self._similar()
