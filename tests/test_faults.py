"""Parts that are really stopped, and workers that are really killed, while people read and publish."""

import json
import os
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client

from tests import own_postgres
from tests.conftest import FIREFOX
from tests.desk_forms import sent_from
from tests.parts import lack
from tests.real_server import Database, serving

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could stop"),
]


@pytest.fixture
def own_database():
    if not own_postgres.is_here():
        lack("PostgreSQL to start and stop", "postgresql")
    made = []

    def make():
        made.append(own_postgres.OwnPostgres(Database(None)))
        return made[0]

    yield make
    for database in made:
        database.remove()


def cookies_of(user):
    """Signed in at every site that signs with the same key."""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


class Browser:
    """Keeps its cookies and follows no redirect."""

    def __init__(self, site, cookies=""):
        self.site, self.cookies = site, cookies

    def open(self, path, form=None):
        data = encoded(form).encode() if form else None
        headers = {"User-Agent": FIREFOX, "Cookie": self.cookies, "Accept-Language": "en"}
        request = urllib.request.Request(self.site.url + path, data, headers)  # noqa: S310 - our own server
        try:
            answer = urllib.request.build_opener(NoRedirect).open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies += "; " + cookie.partition(";")[0]
        return SimpleNamespace(status=answer.status, content=answer.read(), headers=answer.headers)


def encoded(form):
    return urllib.parse.urlencode(form, doseq=True)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def until(holds, seconds=40):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def send_in_vain(browser, path, form):
    with pytest.raises(OSError):  # noqa: PT011 - whichever way the connection ends
        browser.open(path, form)


def served_as_in_production(folder, database, **options):
    """With the real error pages, of one worker, so that it is known which pages it has made."""
    key = {"SECRET_KEY": settings.SECRET_KEY, "DEBUG": "0"}
    return serving(folder, database, workers=1, **key, **options)


@pytest.fixture(autouse=True)
def static_files(tmp_path):
    """A list of them, as collecting would make it: nobody here looks at the files themselves."""
    names = [name for finder in finders.get_finders() for name, _storage in finder.list([])]
    folder = tmp_path / "data" / "static"
    folder.mkdir(parents=True)
    (folder / "staticfiles.json").write_text(
        json.dumps({"paths": {name: name for name in names}, "version": "1.1", "hash": "x"})
    )


def test_readers_keep_their_pages_and_writers_their_words_while_postgresql_is_gone(
    make_article, make_edition, writer, own_database, tmp_path
):
    article, draft = make_article(), make_edition(author=writer)
    form_page = f"/admin/news/edition/{draft.pk}/change/"
    cookies = cookies_of(writer)
    database = own_database()
    with served_as_in_production(tmp_path, database) as site:
        reader, desk = Browser(site), Browser(site, cookies)
        ready = ["/az/", "/en/news/", article.url_in("en")]
        before = {path: reader.open(path) for path in ready}
        assert {answer.status for answer in before.values()} == {200}
        typed = sent_from(desk.open(form_page), body_en="<p>Typed with care, for an hour.</p>")

        database.stop()
        for _again in range(3):
            for path in ready:
                answer = reader.open(path)
                assert answer.status == 200
                assert answer.content == before[path].content
        assert reader.open("/en/organizations/").status == 503
        assert "finished pages are served on" in site.log.read_text()
        refused = desk.open(form_page)
        assert refused.status == 503
        assert "The database does not answer" in refused.content.decode()
        refused = desk.open(form_page, typed)
        assert refused.status == 503
        assert "nothing you typed is lost" in refused.content.decode()
        again = sent_from(refused, "form.again")
        sent = set(urllib.parse.parse_qsl(encoded(typed)))
        assert sent <= set(urllib.parse.parse_qsl(encoded(again)))
        assert "Typed with care" in again["body_en"]

        database.start()
        until(lambda: reader.open("/en/organizations/").status == 200)
        assert desk.open(form_page, again).status == 302
        table = "SELECT body_en FROM news_edition WHERE id = "
        assert "Typed with care" in database.rows(f"{table}{draft.pk}")[0][0]
        counted = f"SELECT sum(reads) FROM news_viewcount WHERE article_id = {article.article_id}"
        until(lambda: database.rows(counted)[0][0] == 1)


def test_worker_killed_in_the_middle_of_publishing_leaves_nothing_half_published(
    make_article, writer, editor, tmp_path
):
    """Publishing stands still at its entry in the log of acts, after the editions were written."""
    first = make_article(title_en="As it was")
    second = first.new_edition(writer)
    type(second).objects.filter(pk=second.pk).update(
        title_en="As it is now", change_note_az="Başlıq dəyişdi.", change_note_en="The title has changed."
    )
    second.refresh_from_db()
    second.judge()
    cookies, act = cookies_of(editor), f"/admin/news/edition/{second.pk}/act/publish/"
    database = Database(tmp_path)
    standing = f"SELECT id, public_from, public_until FROM news_edition WHERE article_id = {first.article_id}"
    log = "SELECT count(*) FROM news_auditentry"
    with served_as_in_production(tmp_path, database) as site:
        desk = Browser(site, cookies)
        form = sent_from(desk.open(act), "form")
        rows, entries = sorted(database.rows(standing)), database.rows(log)
        with closing(database.connect()) as other:
            other.cursor().execute("LOCK TABLE news_auditentry IN SHARE MODE")
            sending = threading.Thread(target=send_in_vain, args=[desk, act, form])
            sending.start()
            until(lambda: database.rows("SELECT 1 FROM pg_locks WHERE NOT granted"))
            os.kill(site.worker_pids()[0], signal.SIGKILL)
            sending.join()
        site.wait_until_it_answers()
        assert sorted(database.rows(standing)) == rows
        assert database.rows(log) == entries
        reader = Browser(site)
        assert "As it was" in reader.open(first.url_in("en")).content.decode()
        assert desk.open(act, form).status == 302
        assert "As it is now" in reader.open("/en/news/").content.decode()
        (old,) = database.rows(f"SELECT public_until FROM news_edition WHERE id = {first.pk}")
        (new,) = database.rows(f"SELECT public_from FROM news_edition WHERE id = {second.pk}")
        assert old == new
