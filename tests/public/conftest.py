"""An article with everything around it."""

import pytest
from django.utils import timezone

BAKU_NOON = timezone.make_aware(timezone.datetime(2022, 11, 1, 12))


@pytest.fixture
def meeting(make_article, person, office, topic):
    return make_article(
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
