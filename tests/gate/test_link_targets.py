"""Which addresses are of this site, and which of those lead somewhere."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from news import editing
from news.gate.link_targets import is_dead_here, leads_into_the_desk, own_path
from news.models import Page

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def own_address(settings):
    settings.SITE_URL = "https://ombudsman.example"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/az/news/", "/az/news/"),
        ("https://ombudsman.example/az/", "/az/"),
        ("http://ombudsman.example/az/", "/az/"),
        ("//ombudsman.example/en/", "/en/"),
        ("/az/m%C3%B6vzu/", "/az/mövzu/"),
        ("news/", "news/"),
        ("https://elsewhere.example/az/", None),
        ("mailto:press@ombudsman.example", None),
        ("tel:+994120000000", None),
        ("ftp://ombudsman.example/az/", None),
        ("javascript:alert(1)", None),
        ("http://[half", None),
    ],
)
def test_path_is_given_for_addresses_of_this_site_alone(address, path):
    assert own_path(address) == path


@pytest.mark.parametrize(
    ("address", "leads_there"),
    [
        ("/admin/", True),
        ("/admin", True),
        ("https://ombudsman.example/admin/news/", True),
        ("/administration/", False),
        ("/en/news/", False),
        ("https://elsewhere.example/admin/", False),
        ("mailto:admin@ombudsman.example", False),
    ],
)
def test_addresses_of_the_desk_are_known(address, leads_there):
    assert leads_into_the_desk(address) is leads_there


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "is_dead"),
    [
        ("/", False),
        ("/az/", False),
        ("/az", False),
        ("/az/nothing/here/", True),
        ("/nothing/", True),
        ("/healthz", False),
        ("news/", True),
        ("", True),
        ("/static/css/site.css", False),
        ("/media/nothing.pdf", True),
        ("/admin/nothing/", False),
        ("https://elsewhere.example/nothing/", False),
        ("mailto:press@ombudsman.example", False),
        ("/en/topics/nothing/", True),
        ("/en/news/999999/", True),
    ],
)
def test_address_that_leads_nowhere_is_dead(address, is_dead):
    assert is_dead_here(address) is is_dead


@pytest.mark.django_db
def test_file_that_is_there_is_not_dead():
    name = default_storage.save("files/report.pdf", ContentFile(b"%PDF"))
    assert not is_dead_here(f"/media/{name}")


def test_article_is_found_in_the_language_in_which_it_is_public(make_edition):
    edition = make_edition(released_en=False)
    number = edition.article.number
    assert is_dead_here(f"/az/news/{number}/")
    assert not is_dead_here(f"/az/news/{number}/", edition)
    assert is_dead_here(f"/az/news/{number}/", make_edition())
    editing.publish(edition, None)
    assert not is_dead_here(f"/az/news/{number}/")
    assert is_dead_here(f"/en/news/{number}/")


def test_nouns_are_found_by_their_name_in_the_language_of_the_address(topic, person, office):
    page = Page.objects.create(
        title_az="Haqqımızda", title_en="About us", body_az="<p>Biz.</p>", body_en="<p>We.</p>"
    )
    for kind, noun in (("topics", topic), ("people", person), ("organizations", office), ("pages", page)):
        assert not is_dead_here(f"/az/{kind}/{noun.slug_az}/"), kind
        assert not is_dead_here(f"/en/{kind}/{noun.slug_en}"), kind
        assert is_dead_here(f"/az/{kind}/{noun.slug_en}-nothing/"), kind
