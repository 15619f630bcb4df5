"""A correction begins with everything that the article said: no column and no row is lost on the way."""

import pytest
from django.core.files.base import ContentFile

from news import editing
from news.models import (
    Attachment,
    Edition,
    EditionImage,
    EditionOrganization,
    EditionPerson,
    Image,
    Organization,
    Recording,
    Topic,
)
from news.models.next_edition import NOT_CARRIED, columns_carried, rows_carried
from news.text import edition_texts
from tests.helpers.pictures import picture

# One row of each kind that belongs to an edition; a new kind needs its line here or a reason in NOT_CARRIED.
ROWS = {
    EditionPerson: lambda person, image: {"person": person, "position_az": "Rəhbər", "position_en": "Head"},
    EditionOrganization: lambda person, image: {
        "organization": Organization.objects.create(name_az="Ə", name_en="A"),
        "is_lead": True,
    },
    EditionImage: lambda person, image: {"image": image, "order": 3},
    Attachment: lambda person, image: {
        "file": ContentFile(b"Words", name="a.txt"),
        "title_az": "Sənəd",
        "title_en": "Document",
        "has_alternative": True,
    },
    Recording: lambda person, image: {"kind": "audio", "language": "az", "link": "https://example.org/a"},
    Edition.topics.through: lambda person, image: {
        "topic": Topic.objects.create(name_az="Mövzu", name_en="Topic")
    },
}


@pytest.fixture
def image(db):
    return Image.objects.create(file=picture(), alt_az="Şəkil", alt_en="A picture")


def test_every_column_is_carried_unless_a_reason_says_why_not(make_article, image):
    first = make_article(lead_image=image)
    texts = {name: f"<p>{name}</p>" for name in columns_carried(Edition) if name[:-3] in edition_texts.TEXTS}
    Edition.objects.filter(pk=first.pk).update(**texts, slug_az="a", slug_en="b", released_en=False)
    first.refresh_from_db()
    draft = Edition.objects.get(pk=editing.new_edition(first, None).pk)
    carried = columns_carried(Edition)
    translated = set(edition_texts.NAMES)
    named = {field.name for field in Edition._meta.concrete_fields}
    assert named - set(carried) - translated - set(NOT_CARRIED) == set()
    plain = [name for name in carried if name not in texts]
    assert {name: getattr(draft, name) for name in plain} == {name: getattr(first, name) for name in plain}
    for name in texts:
        assert name.removesuffix("_az").removesuffix("_en") in getattr(draft, name)


def test_every_kind_of_row_is_carried_unless_a_reason_says_why_not(make_edition, person, image):
    edition = make_edition(topics=[], organizations=[])
    keys = dict(rows_carried(Edition))
    for model, key in keys.items():
        model.objects.create(**{key: edition}, **ROWS[model](person, image))
    editing.publish(edition, None)
    draft = editing.new_edition(edition, None)
    for model, key in keys.items():
        before, after = (model.objects.filter(**{key: each}).values() for each in (edition, draft))
        of_their_own = {"id", f"{key}_id"}
        (one,), (other,) = before, after
        assert {name: one[name] for name in one.keys() - of_their_own} == {
            name: other[name] for name in other.keys() - of_their_own
        }


def test_nothing_is_excluded_that_does_not_exist():
    fields = {field.name for field in Edition._meta.get_fields()}
    accessors = {relation.get_accessor_name() for relation in Edition._meta.related_objects}
    assert set(NOT_CARRIED) - fields - accessors == set()
    assert all(NOT_CARRIED.values())


def test_topics_keep_their_order(make_edition):
    """The one given first decides what is related."""
    topics = [Topic.objects.create(name_az=name, name_en=name) for name in ("Z", "A", "M")]
    edition = make_edition(topics=[])
    for topic in topics:
        edition.topics.add(topic)
    editing.publish(edition, None)
    draft = editing.new_edition(edition, None)
    filed = Edition.topics.through.objects.filter(edition=draft).order_by("pk")
    assert [row.topic for row in filed] == topics


def test_every_text_of_an_edition_is_described():
    """And what is described exists."""
    columns = {
        field.translated_field.name
        for field in Edition._meta.concrete_fields
        if hasattr(field, "translated_field")
    }
    assert columns == set(edition_texts.NAMES)


def test_columns_of_the_languages_are_carried_and_not_that_of_whichever_language_is_active():
    carried = columns_carried(Edition)
    assert {"title_az", "title_en", "slug_az", "slug_en"} <= set(carried)
    assert not {"title", "slug", "body"} & set(carried)
