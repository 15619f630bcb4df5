"""Parts that are really stopped, and workers that are really killed, while people read and publish."""

import os
import signal
import threading
import urllib.parse
from contextlib import closing, contextmanager

import pytest
from django.db import connection

from news import editing
from tests.helpers.desk_forms import sent_from
from tests.helpers.pictures import drawn
from tests.helpers.plain_browser import Browser, cookies_of, encoded, until
from tests.helpers.real_server import Database, served_as_in_production

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could stop"),
    pytest.mark.usefixtures("listed_static_files"),
]


def send_in_vain(browser, path, form, files=None):
    with pytest.raises(OSError):  # noqa: PT011 - whichever way the connection ends
        browser.open(path, form, files)


@contextmanager
def killed_while_standing_still(site, database, table, *sending):
    """The worker that is sent that form dies while it waits for the table."""
    with closing(database.connect()) as other:
        other.cursor().execute(f"LOCK TABLE {table} IN SHARE MODE")
        thread = threading.Thread(target=send_in_vain, args=sending)
        thread.start()
        until(lambda: database.rows("SELECT 1 FROM pg_locks WHERE NOT granted"))
        yield
        os.kill(site.worker_pids()[0], signal.SIGKILL)
        thread.join()
    site.wait_until_it_answers()


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
        again = sent_from(refused, f'form[action="{form_page}"]')
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
    second = editing.new_edition(first, writer)
    type(second).objects.filter(pk=second.pk).update(
        title_en="As it is now", change_note_az="Başlıq dəyişdi.", change_note_en="The title has changed."
    )
    second.refresh_from_db()
    editing.judge(second)
    cookies, act = cookies_of(editor), f"/admin/news/edition/{second.pk}/act/publish/"
    database = Database(tmp_path)
    standing = f"SELECT id, public_from, public_until FROM news_edition WHERE article_id = {first.article_id}"
    log = "SELECT count(*) FROM news_auditentry"
    with served_as_in_production(tmp_path, database) as site:
        desk = Browser(site, cookies)
        form = sent_from(desk.open(act), "form")
        rows, entries = sorted(database.rows(standing)), database.rows(log)
        with killed_while_standing_still(site, database, "news_auditentry", desk, act, form):
            pass
        assert sorted(database.rows(standing)) == rows
        assert database.rows(log) == entries
        reader = Browser(site)
        assert "As it was" in reader.open(first.url_in("en")).content.decode()
        assert desk.open(act, form).status == 302
        assert "As it is now" in reader.open("/en/news/").content.decode()
        (old,) = database.rows(f"SELECT public_until FROM news_edition WHERE id = {first.pk}")
        (new,) = database.rows(f"SELECT public_from FROM news_edition WHERE id = {second.pk}")
        assert old == new


def test_worker_killed_in_the_middle_of_an_upload_leaves_no_picture_and_no_file(editor, tmp_path):
    """The file is written by then, its row not yet committed: the sweep finds it a day later."""
    cookies, add = cookies_of(editor), "/admin/news/image/add/"
    database = Database(tmp_path)
    pictures = tmp_path / "data" / "media" / "images"
    with served_as_in_production(tmp_path, database) as site:
        desk = Browser(site, cookies)
        form = sent_from(desk.open(add), "#image_form") | {"is_decorative": "on", "licence": "own"}
        file = {"file": ("hall.jpg", drawn())}
        with killed_while_standing_still(site, database, "news_image", desk, add, form, file):
            (left,) = files_in(pictures)
        assert database.rows("SELECT count(*) FROM news_image") == [(0,)]
        assert Browser(site).open("/az/").status == 200
        os.utime(left, (1, 1))
        assert left.name in site.manage("sweep_files")
        assert files_in(pictures) == []

        # The same picture is taken in as if nothing had been.
        assert desk.open(add, form, file).status == 302
        assert database.rows("SELECT count(*) FROM news_image") == [(1,)]
        assert len(files_in(pictures)) == 1


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]
