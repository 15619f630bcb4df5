"""Writing documents into a build of the index."""

from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db import transaction

from news.models.search import BUILD_SIZE, SearchDocument, SearchState

from .analysis import text_terms
from .engines import engine_for, slice_term
from .term_counts import TermCounts
from .vocabulary import prefixed

DOCUMENTS_AT_ONCE = 500
DOCUMENTS_BETWEEN_COUNTS = 20_000


class Document(NamedTuple):
    """A text to be found, in one language. Facets are words such as "kindnews" that filters ask for.

    Its words count from public_from to public_until; empty: always.
    """

    reference: str
    language: str
    title: str
    text: str
    published_at: datetime | None = None
    edition_id: int | None = None
    facets: tuple = ()
    public_from: datetime | None = None
    public_until: datetime | None = None


def facet_term(facet):
    """Begins with a letter that stands for no language, so that no word of a text is taken for a facet."""
    return f"f{facet}"


def state_for_writing(using):
    """The state row, locked, so that one writer after the other takes numbers."""
    SearchState.objects.using(using).get_or_create(pk=1)
    return SearchState.objects.using(using).select_for_update().get(pk=1)


def builds_being_kept(state):
    return [build for build in (state.build, state.next_build) if build]


class Writer:
    """Adds documents to one build and takes them out again."""

    def __init__(self, using, build):
        self.using = using
        self.build = build
        self.engine = engine_for(using)
        self.counts = TermCounts(build)

    @property
    def documents(self):
        lowest = self.build * BUILD_SIZE
        return SearchDocument.objects.using(self.using).filter(id__gte=lowest, id__lt=lowest + BUILD_SIZE)

    def add(self, documents):
        """Add in one transaction; the caller stores the counts of the terms, at the latest at the end."""
        with transaction.atomic(using=self.using):
            numbers = self._take_numbers(len(documents))
            rows = [self._row(document, number) for document, number in zip(documents, numbers, strict=True)]
            SearchDocument.objects.using(self.using).bulk_create(rows)
            self.engine.insert([(row.id, row.terms) for row in rows])

    def _take_numbers(self, many):
        state = state_for_writing(self.using)
        column = "last_number" if self.build == state.build else "last_number_of_next_build"
        last = getattr(state, column)
        setattr(state, column, last + many)
        state.save(using=self.using)
        return range(last + 1, last + many + 1)

    def _row(self, document, number):
        language, document_id = document.language, self.build * BUILD_SIZE + number
        title = text_terms(document.title, language)
        terms = text_terms(f"{document.text}\n{document.title}", language)
        self.counts.add(language, terms, document.public_from, document.public_until)
        facets = [facet_term(facet) for facet in document.facets]
        held = {prefixed(term, language) for term in (*terms, *title)} | {*facets, slice_term(document_id)}
        return SearchDocument(
            id=document_id,
            language=language,
            reference=document.reference,
            edition_id=document.edition_id,
            published_at=document.published_at,
            public_from=document.public_from,
            public_until=document.public_until,
            title=document.title.replace("\0", ""),
            text=document.text.replace("\0", ""),
            title_terms=" ".join(prefixed(term, language) for term in sorted(title)),
            terms=" ".join(sorted(held)),
        )

    def remove(self, reference, language=None):
        """Delete a document; the analyser works its terms out again, to be subtracted from the counts."""
        rows = self.documents.filter(reference=reference)
        rows = list(rows.filter(language=language) if language else rows)
        for row in rows:
            self._count(row, sign=-1)
        self.engine.delete([(row.id, row.terms) for row in rows])
        self.documents.filter(id__in=[row.id for row in rows]).delete()

    def move(self, reference, public_from, public_until):
        """Let the words of the document count between other moments, in all its languages."""
        rows = list(self.documents.filter(reference=reference))
        for row in rows:
            self._count(row, sign=-1)
            row.public_from, row.public_until = public_from, public_until
            self._count(row)
        SearchDocument.objects.using(self.using).bulk_update(rows, ["public_from", "public_until"])

    def _count(self, row, sign=1):
        terms = text_terms(f"{row.text}\n{row.title}", row.language)
        self.counts.add(row.language, terms, row.public_from, row.public_until, sign)

    def store_counts(self):
        with transaction.atomic(using=self.using):
            state_for_writing(self.using)
            self.counts.store(self.using)


def add_in_batches(writer, documents, progress=None):
    """Add many documents, each batch in a transaction of its own, so that the site can write in between."""
    documents = iter(documents)
    since_counts = 0
    while batch := list(islice(documents, DOCUMENTS_AT_ONCE)):
        writer.add(batch)
        since_counts += len(batch)
        if since_counts >= DOCUMENTS_BETWEEN_COUNTS:
            writer.store_counts()
            since_counts = 0
        if progress:
            progress(len(batch))
    writer.store_counts()
