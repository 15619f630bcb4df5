"""The site's own index: every edition that is or will be public, with a document for each language.

The index does not decide which of them are found: every search applies the live rule itself, so a scheduled
edition appears, and a withdrawn schedule or a removed article disappears, without any job. The words of an
edition are known (offered, corrected to, weighed) for as long as it is public, likewise without any job.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.lookups import Exact
from django.utils import timezone

from news.images.background import Background
from news.models import Edition, Topic
from news.routing import database_to_read
from news.text.edition_texts import SEARCHED, words_of
from news.text.languages import LANGUAGES, field_in, value_in

from .attachments import language_of, texts_of
from .index import Index
from .names import NAMED_IN
from .storing import Document

MOST_AT_ONCE = 100  # editions that the act on a name updates itself
anew = Background("rebuild_search")


def site_index():
    return Index(using=database_to_read(), visible=live_documents)


def live_documents(documents):
    """The documents that a visitor may read now, each in its language.

    A single EXISTS for both languages, which PostgreSQL can join: with two it reads all editions twice.
    """
    released = Q()
    for language in LANGUAGES:
        is_in_language = Exact(OuterRef("language"), language)
        released |= Q(is_in_language, **{field_in("released", language): True})
    return documents.filter(Exists(Edition.objects.live().filter(released, pk=OuterRef("edition_id"))))


def indexed_editions(at=None):
    """Published and not ended: live now or from a moment to come."""
    at = at or timezone.now()
    ended = Q(public_until__lte=at)
    return Edition.objects.filter(state=Edition.State.PUBLISHED).exclude(ended)


def with_everything_named(editions):
    topics = Prefetch("topics", Topic.objects.order_by("pk"))
    return editions.select_related("article").prefetch_related(
        "edition_people__person", "edition_organizations__organization", topics, "attachments"
    )


def edition_changed(edition):
    """Update the index after an act on the edition, in the act's transaction.

    An act on one edition may end another or let it go on: the words of the others count until then.
    """
    with transaction.atomic():
        index = site_index()
        kept = indexed_editions().filter(article_id=edition.article_id).in_bulk()
        of_article = Edition.objects.filter(article_id=edition.article_id).values_list("pk", flat=True)
        for pk in of_article:
            if pk == edition.pk or pk not in kept:
                index.remove(reference(pk))
            else:
                index.move(reference(pk), kept[pk].public_from, kept[pk].public_until)
        if edition.pk in kept:
            whole = with_everything_named(Edition.objects.filter(pk=edition.pk)).get()
            for document in documents_of(whole):
                index.add(document)


def name_changed(noun):
    """Update what is indexed of the editions that name this person, organization or topic.

    Of many of them the index is made anew after the transaction, by a process of its own.
    """
    named = indexed_editions().filter(**{NAMED_IN[type(noun)]: noun}).values_list("pk", flat=True)
    keys = list(named[: MOST_AT_ONCE + 1])
    if len(keys) > MOST_AT_ONCE:
        transaction.on_commit(anew.start)
        return
    index = site_index()
    for edition in with_everything_named(Edition.objects.filter(pk__in=keys)):
        for document in documents_of(edition):
            index.add(document)


def reference(pk):
    return f"edition-{pk}"


def documents_of(edition):
    """One document for each language the edition is released in."""
    attachments = edition.attachments.all()
    texts = texts_of(attachments)
    files = [(attachment, texts.get(attachment.file.name, "")) for attachment in attachments]
    return [_document(edition, language, files) for language in edition.released_languages]


def _document(edition, language, files):
    parts = [
        *words_of(edition, language, [name for name in SEARCHED if name != "title"]).values(),
        *_names(edition, language),
        *(value_in(attachment, "title", language) for attachment, _ in files),
        *_file_texts(edition, language, files),
    ]
    return Document(
        reference=reference(edition.pk),
        language=language,
        title=value_in(edition, "title", language),
        text="\n".join(filter(None, parts)),
        published_at=edition.first_published_at,
        edition_id=edition.pk,
        facets=tuple(facets_of(edition)),
        public_from=edition.public_from,
        public_until=edition.public_until,
    )


def _file_texts(edition, language, files):
    """A file belongs to the text of its own language, or to the only text there is."""
    only = len(edition.released_languages) == 1
    return [text for _, text in files if text and (only or language_of(text) == language)]


def _names(edition, language):
    for named in edition.edition_people.all():
        yield " ".join(
            filter(None, [value_in(named.person, "name", language), value_in(named, "position", language)])
        )
    for named in edition.edition_organizations.all():
        yield value_in(named.organization, "name", language)
        yield value_in(named.organization, "abbreviation", language)
    for topic in edition.topics.all():
        yield value_in(topic, "name", language)


def facets_of(edition):
    """The facets by which filters find the edition."""
    yield kind_facet(edition.article.kind)
    for named in edition.edition_people.all():
        yield f"person{named.person_id}"
    for named in edition.edition_organizations.all():
        yield f"organization{named.organization_id}"
    for topic in edition.topics.all():
        yield f"topic{topic.pk}"


def kind_facet(kind):
    return f"kind{kind.replace('_', '')}"
