"""What readers see behind the delivered nginx, on one or two servers, while PostgreSQL is gone."""

import pytest
from django.db import connection

from tests.helpers.behind_nginx import behind_nginx
from tests.helpers.own_services import OwnRedis
from tests.helpers.plain_browser import until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="servers share PostgreSQL, not a file"),
]


@pytest.fixture
def server(prepared_sites, tmp_path):
    """server(name, **environment): another server of the site, with folders of its own."""

    def start(name, database, **environment):
        folder = tmp_path / name
        (folder / "run").mkdir(parents=True, mode=0o700)
        own = {"DATABASE_URL": database.url, "RUN_DIR": str(folder / "run"), "WORKERS": "2", "DEMO": "0"}
        return behind_nginx(folder, prepared_sites, "static", **own, **environment)

    return start


def test_page_that_one_worker_made_is_shown_by_all_while_postgresql_is_gone(
    make_article, own_database, server
):
    kept, gone = make_article(title_en="It stays"), make_article(title_en="It goes")
    pages = ["/en/", "/az/news/", kept.url_in("en"), kept.url_in("az") + "print/"]
    database = own_database()
    with server("A", database) as served:
        before = {path: served.get(path).body for path in (*pages, gone.url_in("en"))}
        served.act(gone.article.number, "remove(edition, None, REASON)")
        before |= {path: served.get(path).body for path in pages}
        database.stop()
        for _worker in range(8):
            for path in pages:
                answer = served.get(path)
                assert answer.status == 200, path
                assert answer.body == before[path], path
            assert b"It goes" not in served.get(gone.url_in("en")).body
        refused = served.get("/en/organizations/")
        assert refused.status == 503
        assert b"<h1" in refused.body
        database.start()


def test_what_was_removed_through_one_server_is_gone_from_the_other_without_a_request(
    make_article, own_database, server, tmp_path
):
    gone = make_article(title_en="It goes")
    database = own_database()
    with (
        OwnRedis(tmp_path) as redis,
        server("A", database, REDIS_URL=redis.url) as here,
        server("B", database, REDIS_URL=redis.url) as there,
    ):
        for path in (gone.url_in("en"), "/en/", "/en/topics/"):
            assert there.get(path).status == 200
        here.act(gone.article.number, "remove(edition, None, REASON)")
        there.stop_site()
        assert there.get(gone.url_in("en")).status == 502
        assert there.get("/en/").status == 502
        assert there.get("/en/topics/").status == 200


def test_server_that_was_down_during_the_removal_takes_it_out_when_it_starts(
    make_article, own_database, server
):
    gone = make_article(title_en="It goes")
    database = own_database()
    with server("A", database) as here, server("B", database) as there:
        for path in (gone.url_in("en"), "/en/topics/"):
            assert there.get(path).status == 200
        there.stop_site()
        here.act(gone.article.number, "remove(edition, None, REASON)")
        there.start_site()
        until(lambda: not list((there.folder / "data" / "kept").rglob("it-goes/*")))
        there.stop_site()
        assert there.get(gone.url_in("en")).status == 502
        assert there.get("/en/topics/").status == 200
