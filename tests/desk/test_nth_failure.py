"""Whichever call fails behind a form of the desk, the person is told what has become of the act."""

import pytest
from django.test import Client

from news import editing
from tests.helpers.desk_forms import act_page, form_of, sent_from
from tests.helpers.whole_or_untouched import must_be_done, whole_or_untouched

# Who is to get a letter is noted after the act: of one whose answer was lost nobody is told.
TOLD_LATER = frozenset({"news_notification changed"})
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def desk(administrator):
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    client.force_login(administrator)
    return client


def pressing(desk, name, **fields):
    """The button on the act's page, which was opened while all was well."""

    def begin_with(edition):
        page = desk.get(act_page(edition, name))
        return edition, sent_from(page, form="#content-main form", **fields)

    def press(opened):
        edition, form = opened
        must_be_done(desk.post(act_page(edition, name), form))

    return begin_with, press


def test_publishing(desk, make_edition, writer):
    begin_with, press = pressing(desk, "publish")
    whole, untouched = whole_or_untouched(
        lambda: begin_with(make_edition(author=writer)), press, may_stay=TOLD_LATER
    )
    assert whole >= 1
    assert untouched > 20


def test_sending_back_with_a_letter(desk, make_edition, writer, mailoutbox):
    def submitted():
        edition = make_edition(author=writer)
        editing.submit(edition, writer)
        return begin_with(edition)

    begin_with, press = pressing(desk, "reject", note="Look at the title once more.")
    whole, untouched = whole_or_untouched(submitted, press, may_stay=TOLD_LATER)
    assert whole >= 2  # the letter does not go out, or the answer to the commit is lost
    assert untouched > 10


def test_saving_a_form(desk, make_edition):
    def opened():
        edition = make_edition()
        return edition, sent_from(desk.get(form_of(edition)), title_en="Another title")

    whole, untouched = whole_or_untouched(
        opened, lambda opened: must_be_done(desk.post(form_of(opened[0]), opened[1]))
    )
    assert whole >= 1
    assert untouched > 20
