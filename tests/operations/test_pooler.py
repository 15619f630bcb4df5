"""Behind a pooler that keeps no sessions the site works as without one."""

import pytest
from django.db import connection

from tests.helpers.own_pooler import OwnPooler
from tests.helpers.plain_browser import FormBrowser
from tests.helpers.real_server import Database, serving

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="nothing stands before a file"),
]
COMMANDS = [
    ["rebuild_search"],
    ["verify_audit"],
    ["check_links", "--internal-only"],
    ["make_renditions", "--background"],
    ["roll_up_reads"],
    ["reencrypt"],
    ["clearsessions"],
    ["migrate"],
]


@pytest.fixture
def desk_user(administrator, settings):
    """The server knows the site's own way of keeping passwords, not that of the tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    administrator.set_password("a-long-password")
    administrator.save()
    return administrator


@pytest.fixture
def behind_a_pooler(tmp_path):
    """start(): the site over what the test has written so far."""
    started = []

    def start():
        pooler = OwnPooler(Database(tmp_path))
        started.append(pooler.__enter__())
        site = serving(tmp_path, pooler, DATABASE_POOLER="on")
        started.append(site)
        return site.__enter__()

    yield start
    for part in reversed(started):
        part.__exit__(None, None, None)


def test_site_publishes_and_every_command_runs_behind_a_pooler(
    behind_a_pooler, make_edition, make_article, desk_user, tmp_path
):
    for number in range(3):
        make_article(title_en=f"Long public {number}")
    fresh = make_edition(title_en="Published behind the pooler")
    site = behind_a_pooler()
    desk, stranger = FormBrowser(), FormBrowser()
    assert desk.sign_in(site, "admin", "a-long-password")[0] == 200
    assert desk.post(f"{site.url}/admin/news/edition/{fresh.pk}/act/publish/", when="now")[0] == 200
    assert b"Published behind the pooler" in stranger.get(site.url + "/en/")[1]
    for command in COMMANDS:
        site.manage(*command)
    site.manage("backup", str(tmp_path / "saved.tar"))
    assert (tmp_path / "saved.tar").stat().st_size > 1000
    assert "Traceback" not in site.log.read_text()
