"""The search index of one database, on whichever engine: adding documents and searching."""

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from news.models.search import BUILD_SIZE, SearchDocument, SearchState
from news.text.languages import LANGUAGES

from .engines import engine_for
from .expressions import AllOf, at_least
from .query import UNKNOWN, groups
from .ranking import by_date, by_relevance
from .results import Results
from .storing import Document, Writer, add_in_batches, builds_being_kept, facet_term, state_for_writing
from .vocabulary import Vocabulary

__all__ = ["Document", "Filters", "Index"]

MOST_RESULTS = 1_000
MOST_RELAXED_RESULTS = 200
MOST_EXPLAINED = 3
RELEVANCE, DATE = "relevance", "date"


class Filters:
    """What narrows a search: facets such as "kindnews", a language, the moments `since` and `until`."""

    def __init__(self, facets=(), language=None, since=None, until=None):
        self.facets = tuple(facets)
        self.languages = (language,) if language in LANGUAGES else LANGUAGES
        self.since = since
        self.until = until

    def narrow(self, documents):
        if self.since:
            documents = documents.filter(published_at__gte=self.since)
        if self.until:
            documents = documents.filter(published_at__lt=self.until)
        return documents

    def expression(self, wanted):
        return AllOf([wanted, *(facet_term(facet) for facet in self.facets)]) if self.facets else wanted


class Index:
    """`visible` narrows the documents to what may be shown now; without it every document may be."""

    def __init__(self, using=DEFAULT_DB_ALIAS, visible=None):
        self.using = using
        self.visible = visible or (lambda documents: documents)

    # Putting in

    def add(self, document):
        """Put a document in, in place of the one with the same reference and language."""
        with transaction.atomic(using=self.using):
            for writer in self._writers():
                writer.remove(document.reference, document.language)
                writer.add([document])
                writer.store_counts()

    def add_many(self, documents, progress=None):
        """Put many new documents in, oldest first; progress is called with the number in each batch."""
        writers = self._writers()
        if len(writers) > 1:
            documents = list(documents)
        for writer in writers:
            add_in_batches(writer, documents, progress)

    def remove(self, reference):
        with transaction.atomic(using=self.using):
            for writer in self._writers():
                writer.remove(reference)
                writer.store_counts()

    def move(self, reference, public_from, public_until):
        """Let the words of that document count between other moments."""
        with transaction.atomic(using=self.using):
            for writer in self._writers():
                writer.move(reference, public_from, public_until)
                writer.store_counts()

    def _writers(self):
        with transaction.atomic(using=self.using):
            state = state_for_writing(self.using)
        return [Writer(self.using, build) for build in builds_being_kept(state)]

    # Asking

    def search(self, query, language, filters=None, order=RELEVANCE, literal=False):
        """The documents that answer the query best, those in that language first; see Results."""
        filters = filters or Filters()
        state = SearchState.objects.using(self.using).filter(pk=1).first() or SearchState()
        vocabulary = Vocabulary(self.using, state.build, timezone.now())
        query_groups = groups(query, vocabulary, literal)
        found, held = self._newest(query_groups, filters, state, literal)
        if order == DATE:
            found = by_date(found)
        else:
            total = vocabulary.number_of_texts()
            found = by_relevance(found, query_groups, total, language, held == len(query_groups))
        found = one_of_each_edition(found, language)
        return Results(
            query=query,
            groups=query_groups,
            groups_held=held,
            found=found,
            most=MOST_RESULTS,
            load=self._load,
            similar=lambda: _similar(query_groups, vocabulary),
        )

    def _newest(self, query_groups, filters, state, literal):
        """(documents, number of groups that each holds): all groups, else all but one, and so on."""
        for number in range(len(query_groups), 0, -1):
            wanted = at_least(query_groups, number, filters.languages)
            if wanted is not None:
                is_relaxed = number < len(query_groups)
                found = self._matching(wanted, filters, state, _estimate(query_groups, number), is_relaxed)
                if found:
                    return found, number
            if literal:
                break
        return [], 0

    def _matching(self, wanted, filters, state, estimate, is_relaxed):
        columns = ["id", "language", "published_at", "title_terms", "edition_id", "reference"]
        documents = SearchDocument.objects.using(self.using).values_list(
            *columns, *(["terms"] if is_relaxed else []), named=True
        )
        return engine_for(self.using).newest(
            filters.narrow(self.visible(documents)),
            filters.expression(wanted),
            lowest=state.build * BUILD_SIZE,
            most=MOST_RELAXED_RESULTS if is_relaxed else MOST_RESULTS,
            estimate=estimate,
        )

    def _load(self, ids, *columns):
        """These columns of the documents, in the order of the ids."""
        documents = SearchDocument.objects.using(self.using).only(*columns).in_bulk(ids)
        return [documents[pk] for pk in ids if pk in documents]


def _similar(query_groups, vocabulary):
    unknown = [group.word for group in query_groups if group.how == UNKNOWN][:MOST_EXPLAINED]
    likeliest = [guess for word in unknown for guess in word.guesses[:1]]
    rows = [row for guess in likeliest for row in vocabulary.similar_terms(guess.folded)]
    return list(dict.fromkeys(row.spelling for row in rows))


def one_of_each_edition(found, language):
    """An article that matches in both languages is listed once, in the page's language."""
    places = {}
    for document in found:
        key = document.edition_id or document.reference
        if key not in places or document.language == language:
            places[key] = document  # keeps the place of the first
    return list(places.values())


def _estimate(query_groups, number):
    """The most documents that can hold so many of the groups: each must hold one of the rarest."""
    return sum(sorted(group.documents for group in query_groups)[: len(query_groups) - number + 1])
