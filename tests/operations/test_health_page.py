"""The page at the desk that tells an administrator how the site is doing."""

import pytest
from django.test import Client
from django.urls import reverse

from news.operations import health
from news.operations.latest_backup import note
from news.operations.link_check import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(administrator):
    client = Client(headers={"accept-language": "en"})
    client.force_login(administrator)
    return lambda: client.get(reverse("admin:health")).content.decode()


def test_page_tells_parts_versions_finished_pages_backup_links_and_disk(page, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    assert "none from this server" in page()
    check(internal_only=True)
    note(tmp_path / "site.tar")
    shown = page()
    for told in ("Database", "works", "Python", "Django", "Generation of the public content", "site.tar"):
        assert told in shown
    assert "0 links, 0 broken" in shown


def test_part_that_is_gone_is_named(page, monkeypatch):
    def gone():
        raise OSError("the object store is gone")

    monkeypatch.setitem(health.PARTS, "storage", gone)
    assert "failed" in page()
