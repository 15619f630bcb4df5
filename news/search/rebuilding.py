"""Builds the index anew beside the one in use and switches over in one step."""

from django.db import DEFAULT_DB_ALIAS, transaction

from news.models.search import SearchDocument, SearchTerm

from .editions import documents_of, indexed_editions, with_everything_named
from .engines import engine_for
from .storing import DOCUMENTS_AT_ONCE, Writer, add_in_batches, state_for_writing

EDITIONS_AT_ONCE = 250


def editions_to_index():
    """Oldest first, because engines read the highest numbers first."""
    return indexed_editions().order_by("first_published_at", "article_id")


def rebuild(progress=None, using=DEFAULT_DB_ALIAS):
    """Build the index anew. Searches and publications go on meanwhile; publications go into both builds.

    progress is called with the number of editions done since the last call.
    """
    new = _begin(using)
    writer = Writer(using, new)
    keys = list(editions_to_index().values_list("pk", flat=True))
    add_in_batches(writer, _documents(writer, keys, progress))
    forget(using, _change_over(using))
    engine_for(using).optimise()


def _begin(using):
    """Take the next build number, and delete what an interrupted rebuild has left."""
    with transaction.atomic(using=using):
        state = state_for_writing(using)
        left, new = state.next_build, max(state.build, state.next_build or 0) + 1
        state.next_build, state.last_number_of_next_build = new, 0
        state.save(using=using)
    if left:
        forget(using, left)
    return new


def _documents(writer, keys, progress):
    for start in range(0, len(keys), EDITIONS_AT_ONCE):
        chunk = keys[start : start + EDITIONS_AT_ONCE]
        editions = with_everything_named(indexed_editions().filter(pk__in=chunk)).in_bulk(chunk)
        written = set(writer.documents.filter(edition_id__in=chunk).values_list("edition_id", flat=True))
        for pk in chunk:
            if pk in editions and pk not in written:
                yield from documents_of(editions[pk])
        if progress:
            progress(len(chunk))


def _change_over(using):
    """Let the new build answer from now on. Returns the number of the old one."""
    with transaction.atomic(using=using):
        state = state_for_writing(using)
        old = state.build
        state.build, state.next_build = state.next_build, None
        state.last_number, state.last_number_of_next_build = state.last_number_of_next_build, 0
        state.save(using=using)
    return old


def forget(using, build):
    """Delete a build in small transactions."""
    writer = Writer(using, build)
    while rows := list(writer.documents.only("id", "terms").order_by("id")[:DOCUMENTS_AT_ONCE]):
        with transaction.atomic(using=using):
            writer.engine.delete([(row.id, row.terms) for row in rows])
            SearchDocument.objects.using(using).filter(id__in=[row.id for row in rows]).delete()
    SearchTerm.objects.using(using).filter(build=build).delete()


def number_of_editions():
    return editions_to_index().count()
