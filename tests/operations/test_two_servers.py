"""Two application processes, each with folders and a memory of its own, are one site to everybody."""

import pytest
from django.db import connection

from tests.helpers.own_services import OwnRedis, OwnStore
from tests.helpers.pictures import drawn
from tests.helpers.plain_browser import FormBrowser
from tests.helpers.real_server import Database, Site
from tests.helpers.sent_reads import counted, counted_in_the_end, send

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="servers share PostgreSQL, not a file"),
]


@pytest.fixture
def services(tmp_path):
    with OwnRedis(tmp_path) as redis, OwnStore(tmp_path) as store:
        yield redis, store


@pytest.fixture
def two_sites(services, tmp_path):
    """start(): both, over the database as the test has filled it so far."""
    redis, store = services
    started = []

    def start():
        database = Database(tmp_path)
        for name in "AB":
            folder = tmp_path / name
            folder.mkdir()
            (folder / "run").mkdir(mode=0o700)
            site = Site(
                folder, database, REDIS_URL=redis.url, RUN_DIR=str(folder / "run"), **store.environment
            )
            site.environment["SITE_URL"] = "http://127.0.0.1:8000"
            started.append(site)
            site.start()
        return database, *started

    yield start
    for site in started:
        site.stop()


@pytest.fixture
def desk_user(administrator, settings):
    """The servers know the site's own way of keeping passwords, not that of the tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    administrator.set_password("a-long-password")
    administrator.save()
    return administrator


def test_two_servers_are_one_site(two_sites, services, make_edition, make_article, desk_user, editor):
    read, fresh = make_article(), [make_edition(title_en=f"News number {number}") for number in range(5)]
    database, here, there = two_sites()
    store = services[1]
    stranger, desk = FormBrowser(), FormBrowser()

    # A session that one has begun is the other's too.
    assert desk.sign_in(here, "admin", "a-long-password")[0] == 200
    assert b"admin/logout" in desk.get(there.url + "/admin/")[1]

    # What is published through one is on the other's home page at the next request, each time.
    for number, edition in enumerate(fresh):
        by, other = (here, there) if number % 2 else (there, here)
        for site in (here, there):
            assert edition.title_en.encode() not in stranger.get(site.url + "/en/")[1]
        status, page = desk.post(f"{by.url}/admin/news/edition/{edition.pk}/act/publish/", when="now")
        assert status == 200
        assert b"The edition was saved again" not in page
        assert edition.title_en.encode() in stranger.get(other.url + "/en/")[1]
        assert edition.title_en.encode() in stranger.get(by.url + "/en/")[1]

    # A picture that one has taken in, the other shows; it is in the store and on neither disk.
    status, page = desk.post(
        here.url + "/admin/news/image/add/",
        {"file": ("picture.jpg", drawn())},
        is_decorative="on",
        focus_x="50",
        focus_y="50",
    )
    assert status == 200
    names = store.names()
    assert {name.split("/")[0] for name in names} >= {"images", "renditions"}
    for name in names:
        found = [stranger.get(f"{site.url}/media/{name}") for site in (here, there)]
        assert found[0] == found[1]
        assert found[0][0] == 200
        assert len(found[0][1]) > 100
    assert [path for path in (here.folder, there.folder) if list(path.rglob("*.jpg"))] == []

    # Reads: whoever reads on both servers within half an hour is one reader.
    path = read.url_in("az")
    send(here, [(path, reader) for reader in range(300)])
    send(there, [(path, reader) for reader in range(200, 500)])
    expected = {read.article_id: 500}
    assert counted_in_the_end(database, expected) == expected == counted(database)

    # Guesses at a password that one has refused, the other refuses.
    answers = [FormBrowser().sign_in((here, there)[guess % 2], "redaktor", "wrong")[0] for guess in range(7)]
    assert answers == [200] * 5 + [429] * 2
    for site in (here, there):
        assert "Traceback" not in site.log.read_text()
        assert "does not answer" not in site.log.read_text()
