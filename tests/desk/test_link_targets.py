"""The editor's link dialog finds pages and files of the site, each under its address in that language."""

import pytest
from django.core.files.base import ContentFile

from news import editing
from news.gate.link_targets import is_dead_here
from news.models import Attachment, Organization, Person
from tests.helpers.desk_forms import desk_of
from tests.helpers.users import make_user

ADDRESS = "/admin/news/article/link-targets/"


def offered(client, query, language="en", **more):
    answer = client.get(ADDRESS, {"q": query, "language": language} | more)
    assert answer.status_code == 200
    return {(row["kind"], row["title"]): row["url"] for row in answer.json()["results"]}


def attach(edition, title):
    file = ContentFile(b"a,b\n", name="report.csv")
    return Attachment.objects.create(edition=edition, file=file, title_az=f"{title} (az)", title_en=title)


@pytest.fixture
def site_of_gates(make_edition):
    """Each kind of thing that one can link to, with the same word in its name."""
    edition = make_edition(title_az="Darvaza açıldı", title_en="The Gate is open")
    attach(edition, "Report of the Gate")
    editing.publish(edition, None)
    Person.objects.create(name_az="Anar Darvaza", name_en="Anar Gate")
    Organization.objects.create(name_az="Darvaza Fondu", name_en="Gate Fund", kind="civil_society")
    return edition


@pytest.mark.parametrize(("language", "word"), [("en", "gate"), ("az", "DARVAZA")])
def test_every_kind_is_offered_under_its_public_address_in_the_language(
    writes, site_of_gates, language, word
):
    found = offered(writes, word, language)
    file = site_of_gates.attachments.get()
    title = "Darvaza açıldı" if language == "az" else "The Gate is open"
    assert found[("News", title)] == site_of_gates.url_in(language)
    pages = [url for url in found.values() if url != file.file.url]
    assert len(pages) == 3
    for url in pages:
        assert url.startswith(f"/{language}/")
        assert not is_dead_here(url)
    if language == "en":
        assert found[("File", "Report of the Gate")] == file.file.url


def test_what_has_no_page_in_the_language_is_not_offered(writes, make_article, make_edition, db):
    Person.objects.create(name_az="Yalnız Burada")
    make_article(title_az="Yalnız xəbər", title_en="Hidden", released_en=False)
    make_edition(title_az="Yalnız qaralama", title_en="Yalniz draft")
    assert offered(writes, "yalnız", "en") == {}
    assert len(offered(writes, "yalnız", "az")) == 2


def test_files_of_a_draft_are_offered_only_while_it_is_written_and_to_those_who_may_see_it(
    writer, make_edition
):
    edition = make_edition()
    attach(edition, "Secret annex")
    edition.limited_to.add(writer)
    here = {"edition": str(edition.pk)}
    assert list(offered(desk_of(writer), "annex", **here)) == [("File", "Secret annex")]
    assert offered(desk_of(writer), "annex") == {}
    assert offered(desk_of(make_user("other", "writer")), "annex", **here) == {}
    for nonsense in ("x", "1" * 30, "²"):
        assert offered(desk_of(writer), "annex", edition=nonsense) == {}


def test_whoever_may_not_see_people_at_the_desk_is_offered_none(site_of_gates):
    guest = make_user("guest", "writer")
    guest.groups.clear()
    found = offered(desk_of(guest), "gate")
    assert {kind for kind, _title in found} == {"News", "File"}


@pytest.mark.once
def test_answer_takes_as_many_queries_for_many_things_as_for_few(
    writes, site_of_gates, make_article, django_assert_max_num_queries
):
    offered(writes, "gate")
    with django_assert_max_num_queries(12) as few:
        offered(writes, "gate")
    for number in range(12):
        Person.objects.create(name_az=f"Darvaza {number}", name_en=f"Gate {number}")
        make_article(title_az=f"Darvaza {number}", title_en=f"Gate {number}")
    with django_assert_max_num_queries(len(few)):
        found = offered(writes, "gate")
    assert len(found) < 30
