"""Everything that an article's page shows besides its text, brought by one query."""

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from news.languages import field_in, fields_in_each
from news.models import (
    Attachment,
    Edition,
    EditionImage,
    EditionOrganization,
    EditionPerson,
    Image,
    Organization,
    Person,
    Recording,
    Topic,
    ViewCount,
)
from news.rows_in_json import RowsInJson, columns_of, objects_in

NOT_SHOWN = ("folded", *fields_in_each("description", "sort_key"), "description", "sort_key", "aliases")
PHOTO = columns_of(Image, "person__photo__", without=("folded",))
COLUMNS = {
    EditionPerson: [
        *columns_of(EditionPerson),
        *columns_of(Person, "person__", without=NOT_SHOWN),
        *PHOTO,
    ],
    EditionOrganization: [
        *columns_of(EditionOrganization),
        *columns_of(Organization, "organization__", without=NOT_SHOWN),
    ],
    Topic: columns_of(Topic, without=NOT_SHOWN),
    Attachment: columns_of(Attachment),
    EditionImage: [*columns_of(EditionImage), *columns_of(Image, "image__", without=("folded",))],
    Recording: columns_of(Recording),
    Edition: ["id", "article_id", "sequence", "public_from", "is_minor", *fields_in_each("change_note")],
}


def queries(language):
    """{attribute of the edition: the rows that belong to it, in the order in which they are shown}"""
    here = {"edition": OuterRef("pk")}
    shown_before = Edition.objects.been_public_in(language).filter(article=OuterRef("article"))
    return {
        "parts_people": EditionPerson.objects.filter(**here),
        "parts_organizations": EditionOrganization.objects.filter(**here),
        "parts_topics": Topic.objects.filter(editions=OuterRef("pk")).order_by(
            field_in("sort_key", language)
        ),
        "parts_attachments": Attachment.objects.filter(**here),
        "parts_gallery": EditionImage.objects.filter(**here),
        "parts_recordings": Recording.objects.filter(**here, language=language),
        "parts_history": shown_before.order_by("sequence"),
    }


def with_parts(editions, language):
    counted = ViewCount.objects.filter(article=OuterRef("article")).order_by().values("article")
    total = Subquery(counted.annotate(total=Sum("reads")).values("total"))
    return editions.select_related("article", "lead_image", "parity").annotate(
        read_count=F("article__imported_reads") + Coalesce(total, 0),
        **{name: RowsInJson(rows, COLUMNS[rows.model]) for name, rows in queries(language).items()},
    )


def parts_of(edition, language):
    """{name: [instances]} and the read count; asked for now when the edition came without its parts."""
    if not hasattr(edition, "parts_people"):
        edition = with_parts(Edition.objects.filter(pk=edition.pk), language).get()
    return {"read_count": edition.read_count} | {
        name.removeprefix("parts_"): objects_in(getattr(edition, name), rows.model, COLUMNS[rows.model])
        for name, rows in queries(language).items()
    }
