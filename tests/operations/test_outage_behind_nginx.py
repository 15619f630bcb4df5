"""What readers see behind the delivered nginx while the application is gone."""

import pytest

from tests.helpers.behind_nginx import behind_nginx

pytestmark = pytest.mark.once

FORMS = ("", "history/", "print/", "text/")
SAME_HEADERS = (
    "Content-Type",
    "Content-Language",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


@pytest.fixture
def served(prepared_sites, tmp_path):
    with behind_nginx(tmp_path, prepared_sites, "demo", "static", WORKERS="2") as started:
        yield started


def address_of(served, number, language="en"):
    return served.get(f"/{language}/news/{number}").getheader("Location")


def pages_of(served, number):
    return [address_of(served, number, language) + form for language in ("az", "en") for form in FORMS]


def parts(header):
    return sorted(header.split("; "))


def read_all(served, paths):
    found = {path: served.get(path) for path in paths}
    assert {answer.status for answer in found.values()} == {200}
    return found


def test_pages_are_shown_as_they_were_while_the_application_is_gone(served):
    paths = ["/en/", "/az/news/?page=2", "/en/news/feed.rss", "/en/news/feed.json", *pages_of(served, 2857)]
    before = read_all(served, paths)
    served.stop_site()
    for path in paths:
        answer = served.get(path)
        assert answer.status == 200, path
        assert answer.body == before[path].body, path
        for name in SAME_HEADERS:
            (value,) = answer.headers.get_all(name)
            assert parts(value) == parts(before[path].getheader(name)), f"{name} of {path}"
    assert served.get("/en/?fbclid=abc").body == before["/en/"].body
    head = served.get("/en/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    never_read = served.get("/en/organizations/")
    assert never_read.status == 502
    assert never_read.getheader("X-Content-Type-Options") == "nosniff"
    assert served.get("/en/reading/", "POST", b"next=/en/").status == 502


@pytest.mark.parametrize("act", ["remove(edition, None, REASON)", "withdraw(edition, None, REASON)"])
def test_what_was_taken_away_is_not_shown_during_an_outage_and_the_rest_is(served, act):
    gone, others = pages_of(served, 2857), pages_of(served, 3590)
    lists = ["/en/", "/en/news/", "/az/news/?page=2", "/en/news/feed.rss", "/en/topics/"]
    read = read_all(served, [*gone, *others, *lists])
    other = [path for path, answer in read.items() if b"/news/2857/" not in answer.body]
    assert len(other) >= 7
    served.act(2857, act)
    served.stop_site()
    assert {path: served.get(path).status for path in gone} == dict.fromkeys(gone, 502)
    assert {path: served.get(path).status for path in other} == dict.fromkeys(other, 200)
    kept = [file for file in (served.folder / "data" / "kept" / "pages").rglob("*") if file.is_file()]
    assert kept
    assert [file.name for file in kept if "/news/2857/" in file.read_text()] == []


def test_page_that_changed_after_the_removal_is_kept_anew(served):
    read_all(served, ["/en/news/?page=2", "/en/news/"])
    served.act(2857, "remove(edition, None, REASON)")
    now = read_all(served, ["/en/news/?page=2", "/en/news/"])
    served.stop_site()
    for path, answer in now.items():
        assert served.get(path).body == answer.body
