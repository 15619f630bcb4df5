"""Which pages are kept on the disk for an outage, and that nothing stays of what was taken away."""

from functools import partial
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper

from news import editing
from news.kept_pages import KeptPages, kept_pages
from news.models import Notice, Organization, Page, Person, PublicContent, Takedown, Topic
from news.models.takedown import check_kept_pages
from news.pagecache import FinishedPages, kept_page_check
from tests.pagecache.test_pagecache import request_for

REASON = {"az": "Səbəb.", "en": "A reason."}


class Site:
    """The site as the server calls it, finished pages first."""

    def __init__(self):
        self.pages = FinishedPages(get_wsgi_application())

    def get(self, path, **headers):
        return b"".join(self.pages(request_for(path, **headers), lambda *head: None))


@pytest.fixture
def site(db, settings, tmp_path, monkeypatch):
    """The test's own transaction must outlive the requests, as in Django's test client."""
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda connection: None)
    settings.DATA_DIR, settings.KEPT_PAGES_BYTES, settings.SITE_URL = (
        tmp_path,
        10_000_000,
        "http://testserver",
    )
    check_kept_pages()
    return Site()


@pytest.fixture
def done(django_capture_on_commit_callbacks):
    """done(act): as when its transaction has been committed."""

    def done(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return done


def files():
    shown = kept_pages().shown
    return {str(file.relative_to(shown)) for file in shown.rglob("*") if file.is_file()}


def texts():
    return "".join(file.read_text() for file in kept_pages().shown.rglob("*") if file.is_file())


def test_pages_are_kept_under_their_address_and_query(site):
    for path in ("/en/", "/en/news/?kind=news&utm_source=x", "/en/news/feed.json"):
        site.get(path)
    assert files() == {"en/@.html", "en/news/@kind=news.html", "en/news/feed.json@.json"}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/en/search/?q=Aydin", {}),
        ("/en/search/suggestions/?q=Ayd", {}),
        ("/en/no-such-page/", {}),
        ("/en/", {"HTTP_HOST": "127.0.0.1"}),
        ("/en/", {"HTTP_COOKIE": "reading=contrast:dark"}),
        ("/en/", {"HTTP_COOKIE": "sessionid=abc"}),
        ("/en/../news/", {}),
    ],
)
def test_what_is_private_unusual_or_an_error_is_not_kept(site, path, headers):
    site.get(path, **headers)
    assert files() == set()


def test_query_leads_to_no_other_folder(site):
    site.get("/en/news/?kind=../../../etc")
    assert {name.count("/") for name in files()} == {2}


@pytest.mark.parametrize("act", [editing.remove, editing.withdraw])
def test_nothing_kept_shows_what_was_taken_away(site, done, make_article, editor, act):
    gone, other = make_article(title_en="It goes", title_az="Bu gedir"), make_article()
    address = gone.url_in("en")
    for path in (
        "/en/",
        "/az/",
        "/en/news/",
        "/az/news/feed.rss",
        "/en/topics/",
        other.url_in("en"),
        address,
    ):
        site.get(path)
    assert "It goes" in texts()
    assert "Bu gedir" in texts()
    done(partial(act, gone, editor, REASON))
    assert "It goes" not in texts()
    assert "Bu gedir" not in texts()
    assert "en/topics/@.html" in files()


def test_correction_takes_nothing_out(site, done, make_article, writer):
    first = make_article()
    second = editing.new_edition(first, writer)
    site.get("/en/")
    site.get(first.url_in("en"))
    before = files()
    second.change_note_az = second.change_note_en = "Corrected."
    editing.save_draft(second)
    done(partial(editing.publish, second, None))
    check_kept_pages()
    assert files() == before


def test_language_that_is_no_longer_released_is_taken_out(site, done, make_article, writer):
    first = make_article(title_en="It goes")
    second = editing.new_edition(first, writer)
    second.released_en = False
    second.change_note_az = second.change_note_en = "Only in Azerbaijani."
    editing.save_draft(second)
    site.get(first.url_in("en"))
    done(partial(editing.publish, second, None))
    assert "It goes" not in texts()


def test_hidden_notice_is_taken_out(site, done):
    notice = Notice.objects.create(text_az="Cümlə", text_en="A sentence", is_shown=True)
    site.get("/en/")
    assert files()
    done(partial(Notice.objects.filter(pk=notice.pk).update, is_shown=False))
    assert files() == set()


@pytest.mark.parametrize(
    ("noun", "field"), [(Person, "name"), (Organization, "name"), (Topic, "name"), (Page, "title")]
)
def test_deleted_noun_is_taken_out(site, done, noun, field):
    thing = noun.objects.create(**{f"{field}_az": "Bu gedir", f"{field}_en": "It goes"})
    site.get("/en/")
    site.get(thing.get_absolute_url())
    assert files()
    done(thing.delete)
    assert files() == set()


def test_new_notice_takes_nothing_out(site, done):
    site.get("/en/")
    done(partial(Notice.objects.create, text_az="Cümlə", text_en="A sentence", is_shown=True))
    assert files() == {"en/@.html"}


def test_page_whose_making_began_before_the_act_is_not_kept_after_it(site, tmp_path):
    kept = kept_pages()
    kept.keep("/en/", "", "text/html", b"old", is_current=lambda: False)
    assert files() == set()
    assert list(kept.being_written.glob("*-*")) == []
    kept.keep("/en/", "", "text/html", b"new", is_current=lambda: True)
    assert texts() == "new"


def test_act_of_another_server_is_noticed_without_a_request(site, make_article):
    gone = make_article()
    site.get(gone.url_in("en"))
    epoch = site.pages.epoch.number(0)
    PublicContent.bump()
    Takedown.record(mark=f"/news/{gone.article.number}/")
    assert kept_page_check.check()
    assert files() == set()
    assert not site.pages.epoch.is_current(epoch)


def test_nothing_is_shown_until_an_interrupted_taking_out_is_done(site, monkeypatch):
    site.get("/en/")
    kept = kept_pages()
    PublicContent.bump()
    Takedown.record(mark="/news/1/")
    with monkeypatch.context() as dying:
        dying.setattr(Path, "read_bytes", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            check_kept_pages()
    assert not kept.shown.exists()
    assert kept_page_check.check()
    assert files() == {"en/@.html"}


def test_older_database_empties_the_folder(site):
    PublicContent.bump()
    check_kept_pages()
    site.get("/en/")
    PublicContent.objects.update(generation=0)
    check_kept_pages()
    assert files() == set()


def test_oldest_pages_make_room(site, tmp_path):
    kept = KeptPages(kept_pages().folder, 2500)
    for number in range(5):
        kept.keep(f"/en/news/{number}/", "", "text/html", b"x" * 1000, is_current=lambda: True)
    kept.limit()
    assert files() == {"en/news/3/@.html", "en/news/4/@.html"}


def test_folder_goes_when_pages_are_no_longer_kept(site, settings):
    site.get("/en/")
    settings.KEPT_PAGES_BYTES = 0
    kept_page_check.start()
    assert not kept_pages().folder.exists()


def test_no_page_is_kept_without_the_setting(site, settings):
    settings.KEPT_PAGES_BYTES = 0
    site.get("/en/news/")
    assert files() == set()
