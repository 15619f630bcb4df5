"""Whichever statement or commit fails during an import, the page has come over as a whole or not at all."""

from io import StringIO
from itertools import count

import pytest
from django.core.management import call_command

from tests.helpers.whole_or_untouched import whole_or_untouched
from tests.importing.test_import import PAGE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def saved_page(tmp_path):
    """saved_page(): a file that holds a page of the old site which is not here yet; it names a person."""
    numbers = count(1)

    def save():
        number = next(numbers)
        file = tmp_path / f"{number}.txt"
        text = PAGE.replace("A title", f"A title of page {number}")
        file.write_text(text.replace("First words.", "Aydin Safikhanli said a few words."))
        return file

    return save


def bring(file):
    call_command("import_page", str(file), stdout=StringIO(), stderr=StringIO(), language="en")


def test_importing_a_page(saved_page, person):
    whole, untouched = whole_or_untouched(saved_page, bring)
    assert whole >= 1
    assert untouched > 20
