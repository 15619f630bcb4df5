"""Everything that an article's page shows, brought by one query, which is worked out once."""

from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from modeltranslation.translator import translator

from news.models import (
    Attachment,
    Edition,
    EditionImage,
    EditionOrganization,
    EditionPerson,
    Image,
    Organization,
    Person,
    PublicContent,
    Recording,
    Topic,
    ViewCount,
)
from news.public.generation_cache import remembered_in
from news.ready_queries import ReadyQuery
from news.rows_in_json import RowsInJson, columns_of, objects_in
from news.text.languages import field_in, fields_in_each, other_language

RELATED, LOOKED_AT = 4, 100


def base_columns(model):
    """Those that a translated field leaves beside those of its languages: nobody reads them.

    The translating manager would take their names for those of the languages: QuerySet.defer() does not.
    """
    return list(translator.get_options_for_model(model).all_fields)


def shown_of(model, prefix="", without=()):
    return columns_of(model, prefix, without=[*without, *base_columns(model)])


NOT_SHOWN = ("search_text", *fields_in_each("description", "sort_key"), "aliases")
NOT_SHOWN_OF_PICTURE = ("search_text", "content_hash", "fingerprint", "recipe", "uploaded_at")
COLUMNS = {
    "people": [
        *shown_of(EditionPerson),
        *shown_of(Person, "person__", without=NOT_SHOWN),
        *shown_of(Image, "person__photo__", without=NOT_SHOWN_OF_PICTURE),
    ],
    "organizations": [
        *columns_of(EditionOrganization),
        *shown_of(Organization, "organization__", without=NOT_SHOWN),
    ],
    "topics": shown_of(Topic, without=NOT_SHOWN),
    "attachments": columns_of(Attachment),
    "gallery": [
        *columns_of(EditionImage),
        *shown_of(Image, "image__", without=NOT_SHOWN_OF_PICTURE),
    ],
    "recordings": columns_of(Recording),
    "history": ["id", "article_id", "sequence", "public_from", "is_minor", *fields_in_each("change_note")],
}
MODELS = {
    "people": EditionPerson,
    "organizations": EditionOrganization,
    "topics": Topic,
    "attachments": Attachment,
    "gallery": EditionImage,
    "recordings": Recording,
    "history": Edition,
}


def queries(language, at):
    """{part: the rows that belong to the edition, in the order in which they are shown}"""
    here = {"edition": OuterRef("pk")}
    return {
        "people": EditionPerson.objects.filter(**here),
        "organizations": EditionOrganization.objects.filter(**here),
        "topics": Topic.objects.filter(editions=OuterRef("pk")).order_by(field_in("sort_key", language)),
        "attachments": Attachment.objects.filter(**here),
        "gallery": EditionImage.objects.filter(**here),
        "recordings": Recording.objects.filter(**here, language=language),
        "history": shown_before(language, at),
    }


def shown_before(language, at):
    """Everything that the article has said to readers of the language."""
    shown = Edition.objects.been_public_in(language, at).filter(article=OuterRef("article"))
    return shown.order_by("sequence")


def with_parts(editions, language, at):
    counted = ViewCount.objects.filter(article=OuterRef("article")).order_by().values("article")
    total = Subquery(counted.annotate(total=Sum("reads")).values("total"))
    filed = Edition.topics.through.objects.filter(edition=OuterRef("pk")).order_by("pk")
    return editions.select_related("article", "lead_image", "parity").annotate(
        read_count=F("article__imported_reads") + Coalesce(total, 0),
        first_topic=Subquery(filed.values("topic")[:1]),
        generation=Subquery(PublicContent.objects.filter(pk=1).values("generation")),
        **{
            f"rows_of_{name}": RowsInJson(rows, COLUMNS[name]) for name, rows in queries(language, at).items()
        },
    )


def live_article(language, number, at):
    """Without what the page of this language does not show: long texts are the cost of a row."""
    live = Edition.objects.live_in(language, at).filter(article__number=number)
    unread = [
        *(field_in(name, other_language(language)) for name in ("body", "easy_text")),
        *base_columns(Edition),
        *("findings", "search_text", "parity__confirmed_text"),
        *(f"lead_image__{name}" for name in [*NOT_SHOWN_OF_PICTURE, *base_columns(Image)]),
    ]
    return QuerySet.defer(with_parts(live, language, at), *unread)[:1]


LIVE_ARTICLE = ReadyQuery(live_article, number=int, at=datetime)


def live_edition(request, number):
    """The live edition of that article in the page's language with all its parts; None when there is none."""
    found = LIVE_ARTICLE.rows(request.LANGUAGE_CODE, number=number, at=timezone.now())
    if not found:
        return None
    request.public_generation = found[0].generation
    return found[0]


def parts_of(edition, language):
    """{part: [instances], "related": [editions], "read_count", "generation"}.

    Asked for now when the edition came without them.
    """
    if not hasattr(edition, "rows_of_people"):
        editions = Edition.objects.filter(pk=edition.pk)
        edition = with_parts(editions, language, timezone.now()).get()
    parts = {
        name: objects_in(getattr(edition, f"rows_of_{name}"), MODELS[name], columns)
        for name, columns in COLUMNS.items()
    }
    related = related_to(edition, language)
    counted = {"read_count": edition.read_count, "generation": edition.generation}
    return {"related": related, **counted, **parts}


def related_to(edition, language):
    """The newest other articles of the topic that was given it first, the same one in both languages."""
    topic = edition.first_topic
    if topic is None:
        return []
    newest = remembered_in(
        edition.generation, f"newest:{language}:{topic}", lambda: newest_of(topic, language)
    )
    return [other for other in newest if other.article_id != edition.article_id][:RELATED]


def newest_of(topic, language):
    """One more than an article shows, for it may be among them.

    Only the topic's latest editions are looked at: one of tens of thousands costs no more than one of ten.
    """
    latest = Edition.topics.through.objects.filter(topic=topic).order_by("-edition").values("edition")
    live = Edition.objects.live_in(language).filter(pk__in=latest[:LOOKED_AT])
    return list(live.for_lists()[: RELATED + 1])
