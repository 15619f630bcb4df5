"""A draft in which the gate finds nothing but what a test puts there."""

import pytest

from news.text.languages import LANGUAGES, field_in
from tests.helpers.good_texts import GOOD


@pytest.fixture
def draft(make_edition):
    """draft(body_az=…): good in both languages but for what is said."""

    def make(**fields):
        texts = {field_in("body", language): GOOD[language] for language in LANGUAGES}
        return make_edition(**texts | {"title_az": "Məktəbdə görüş", "title_en": "A school visit"} | fields)

    return make
