"""Readers' pages come from a real streaming replica, and none is older than the one that was just left."""

import json
from contextlib import closing

import pytest
from django.db import connection
from django.http import HttpResponse

from news.operations import replica
from news.routing import REPLICA, database_to_read
from tests.helpers.desk_forms import sent_from
from tests.helpers.own_postgres import Replica as OwnReplica
from tests.helpers.plain_browser import Browser, cookies_of, until
from tests.helpers.real_server import served_as_in_production

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could be copied"),
    pytest.mark.usefixtures("listed_static_files"),
]


@pytest.fixture
def replicated(own_database):
    """(primary, replica), with what the test has written so far."""
    made = []

    def make():
        primary = own_database()
        made.append(OwnReplica(primary))
        return primary, made[0]

    yield make
    for copy in made:
        copy.remove()


def caught_up(primary, copy):
    (written,) = primary.rows("SELECT pg_current_wal_lsn()")[0]
    until(lambda: copy.rows(f"SELECT pg_last_wal_replay_lsn() >= '{written}'")[0][0])


def health_of(site):
    return json.loads(Browser(site).open("/readyz").content)


def marked(database, edition, title):
    """As nobody would: without telling anybody. So it is seen which of the two a page was made from."""
    with closing(database.connect()) as asked:
        asked.cursor().execute("UPDATE news_edition SET title_en = %s WHERE id = %s", [title, edition.pk])
        asked.commit()


@pytest.mark.parametrize("finished_pages", ["on", "off"])
def test_readers_are_served_from_the_replica_and_never_see_an_older_page(
    make_article, make_edition, editor, replicated, tmp_path, finished_pages
):
    old, new = make_article(title_en="As the replica has it"), make_edition(title_en="Just published")
    cookies, act = cookies_of(editor), f"/admin/news/edition/{new.pk}/act/publish/"
    primary, copy = replicated()
    options = {"REPLICA_DATABASE_URL": copy.url, "PAGE_CACHE": finished_pages}
    with served_as_in_production(tmp_path, primary, **options) as site:
        reader, desk = Browser(site), Browser(site, cookies)
        form = sent_from(desk.open(act), "form")
        caught_up(primary, copy)

        # The replica is read while it is up to date.
        copy.hold()
        marked(primary, old, "As the primary has it")
        assert "As the replica has it" in reader.open("/en/").content.decode()
        assert "As the primary has it" in desk.open(f"/admin/news/edition/{old.pk}/change/").content.decode()

        assert health_of(site)["replica"] == "ok"

        # It knows nothing of what is published now; readers see it at once, and go on seeing it.
        assert desk.open(act, form).status == 302
        for path in ("/en/", "/en/news/", "/en/", new.url_in("en")):
            assert "Just published" in reader.open(path).content.decode(), path
        assert "As the primary has it" in reader.open("/en/news/").content.decode()
        assert health_of(site)["replica"].startswith("behind by ")

        # Once it has caught up it is read again, also when there is no primary any more.
        copy.go_on()
        caught_up(primary, copy)
        assert reader.open("/en/topics/").status == 200
        primary.stop()
        for path in (
            "/en/organizations/",
            new.url_in("en"),
            "/en/news/?kind=news",
            "/en/search/?q=published",
        ):
            assert reader.open(path).status == 200, path
        assert desk.open(f"/admin/news/edition/{old.pk}/change/").status == 503
        primary.start()
        until(lambda: desk.open(f"/admin/news/edition/{old.pk}/change/").status == 200)

        # Without the replica the site goes on.
        copy.stop()
        assert reader.open("/az/people/").status == 200
        assert reader.open("/az/topics/").status == 200
        assert "the primary is read instead" in site.log.read_text()


@pytest.mark.django_db(transaction=False)
def test_page_that_the_replica_could_not_finish_is_made_from_the_primary(settings, rf, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, REPLICA, {})
    left_alone = []
    monkeypatch.setattr(replica.Replica, "is_current", lambda self: True)
    monkeypatch.setattr(replica.Replica, "leave_alone", lambda self, why: left_alone.append(why))

    def site(request):
        return HttpResponse(database_to_read(), status=503 if database_to_read() == REPLICA else 200)

    answer = replica.replica_for_readers(site)(rf.get("/en/"))
    assert (answer.status_code, answer.content, len(left_alone)) == (200, b"default", 1)
