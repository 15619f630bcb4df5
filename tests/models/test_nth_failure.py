"""Whichever statement or commit fails while an edition changes, it has changed as a whole or not at all."""

from contextlib import ExitStack

import pytest
from django.db import OperationalError

from news import editing
from news.kept_pages import kept_pages
from news.models import Edition, EditionPerson, takedown
from news.models.takedown import check_kept_pages
from tests.helpers.nth_failure import failing_at
from tests.helpers.whole_or_untouched import whole_or_untouched

pytestmark = pytest.mark.django_db(transaction=True)

REASON = {"az": "Səbəb.", "en": "A reason."}


def read_anew(edition):
    """As the next request would have it: nothing that a failed act has left in memory."""
    return Edition.objects.get(pk=edition.pk)


def test_publishing_a_correction(make_article):
    def correction():
        draft = editing.new_edition(make_article(title_en="As it was"), None)
        draft.title_en, draft.change_note_az, draft.change_note_en = "As it is", "Başlıq.", "The title."
        editing.save_draft(draft)
        return draft

    whole, untouched = whole_or_untouched(correction, lambda draft: editing.publish(read_anew(draft), None))
    assert whole >= 1
    assert untouched > 20


@pytest.mark.once
def test_saving_a_draft_and_its_rows(make_edition, person):
    def save(edition):
        edition = read_anew(edition)
        edition.title_en = "Another title"
        editing.save_draft(edition, lambda: EditionPerson.objects.create(edition=edition, person=person))

    whole, untouched = whole_or_untouched(make_edition, save)
    assert whole >= 1
    assert untouched > 10


@pytest.fixture
def kept(settings, tmp_path):
    """kept(edition): its page is on the disk, for an outage."""
    settings.DATA_DIR, settings.KEPT_PAGES_BYTES = tmp_path, 10_000_000

    def keep(edition):
        check_kept_pages()
        content = f'<a href="{edition.url_in("en")}">It is here</a>'.encode()
        kept_pages().keep(edition.url_in("en"), "", "text/html", content, lambda: True)
        return kept_pages().shown / f"{edition.url_in('en').lstrip('/')}@.html"

    return keep


@pytest.mark.once
@pytest.mark.parametrize("act", [editing.remove, editing.withdraw], ids=["removing", "withdrawing"])
def test_taking_away(make_article, kept, act):
    files = {}

    def begin():
        edition = make_article()
        files[edition.pk] = kept(edition)
        assert files[edition.pk].exists()
        return edition

    def is_shown_no_more(edition):
        assert not files[edition.pk].exists()

    whole, untouched = whole_or_untouched(
        begin, lambda edition: act(read_anew(edition), None, REASON), is_shown_no_more
    )
    assert whole >= 1
    assert untouched > 20


def test_removal_is_not_said_to_be_done_if_the_database_goes_before_other_machines_have_looked(
    make_article, kept, monkeypatch
):
    edition = make_article()
    file = kept(edition)
    with ExitStack() as outage:
        monkeypatch.setattr(
            takedown,
            "wait_for_other_machines",
            lambda _looks: outage.enter_context(failing_at(1, lasting=True)),
        )
        with pytest.raises(OperationalError):
            editing.remove(edition, None, REASON)
    assert not file.exists()
    assert edition.article.is_removed
