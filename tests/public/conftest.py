"""An article with everything around it."""

import pytest
from django.utils import timezone

from news.models import Edition, Organization, Person, Topic
from tests.helpers.articles import make_article

BAKU_NOON = timezone.make_aware(timezone.datetime(2022, 11, 1, 12))


@pytest.fixture(scope="class")
def meeting_key(kept_for_class):
    person = Person.objects.create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")
    topic = Topic.objects.create(name_az="Miqrasiya", name_en="Migration")
    office = Organization.objects.create(
        name_az="Ombudsman Aparatı", name_en="Ombudsman Office", kind=Organization.Kind.THIS_OFFICE
    )
    edition = make_article(
        at=BAKU_NOON,
        number=100,
        kind="event_report",
        imported_reads=394,
        title_az="ICMPD ilə görüş",
        title_en="A meeting with ICMPD",
        people=[person],
        organizations=[office],
        topics=[topic],
    )
    return edition.pk


@pytest.fixture
def meeting(db, meeting_key):
    return Edition.objects.get(pk=meeting_key)
