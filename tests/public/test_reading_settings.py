"""A reader's own colours, text size and the rest: without script, without flash, without splitting caches."""

import pytest

from news.public.reading_settings import CHOICES, cookie_of, cookie_text, settings_in

EVERYTHING = {name: choices[-1][0] for name, choices in CHOICES.items()}
pytestmark = pytest.mark.django_db


def test_form_keeps_the_settings_and_leads_back(reader):
    answer = reader.post("/az/reading/", EVERYTHING | {"next": "/az/news/?page=2"})
    assert (answer.status_code, answer["Location"]) == (303, "/az/news/?page=2")
    assert answer.cookies["reading"]["httponly"]
    assert answer.cookies["reading"]["samesite"] == "Lax"


def test_page_is_written_as_the_reader_likes_it(reader):
    reader.post("/az/reading/", EVERYTHING)
    for path in ("/az/", "/en/news/", "/az/no/such/page/"):
        page = reader.get(path).content.decode()
        opening = page[page.index("<html") : page.index(">", page.index("<html"))]
        for name, value in EVERYTHING.items():
            assert f'data-{name}="{value}"' in opening


def test_panel_shows_what_is_set(reader):
    reader.post("/en/reading/", {"contrast": "dark"})
    assert '<option value="dark" selected>' in reader.get("/en/news/").content.decode()


def test_settings_page_shows_what_is_set(reader):
    reader.post("/en/reading/", {"size": "4"})
    page = reader.get("/en/reading/").content.decode()
    assert 'name="size" value="4" id="size-4" checked' in page
    assert 'name="contrast" value="" id="contrast-1" checked' in page


def test_link_resets_everything(reader):
    reader.post("/az/reading/", EVERYTHING)
    answer = reader.get("/az/reading/", {"reset": "1", "next": "/az/"})
    assert answer["Location"] == "/az/"
    assert "data-contrast" not in reader.get("/az/").content.decode()


@pytest.mark.parametrize(
    "cookie", ["contrast:pink", "x", "size:9&size", 'contrast:dark"><script>', "&&&:::", "a:b&contrast:"]
)
def test_strange_cookie_changes_nothing(reader, cookie):
    usual = reader.get("/az/").content
    reader.cookies["reading"] = cookie
    assert reader.get("/az/").content == usual


@pytest.mark.parametrize(
    "place", ["https://example.com/", "//example.com", "x", "/\\example.com", "/" * 3000]
)
def test_form_never_leads_off_the_site(reader, place):
    answer = reader.post("/az/reading/", {"contrast": "dark", "next": place})
    assert answer["Location"] == "/az/reading/"


def test_form_of_another_site_is_refused(reader):
    answer = reader.post("/az/reading/", {"contrast": "dark"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "reading" not in answer.cookies


def test_caches_tell_readers_apart_and_keep_no_setting(reader):
    assert "Cookie" in reader.get("/az/")["Vary"]
    assert "no-store" in reader.get("/az/reading/")["Cache-Control"]


def test_finished_pages_have_one_variant_for_each_choice():
    same = [
        "reading=size:3&contrast:dark",
        "a=b; reading=contrast:dark&size:3&x:y",
        "reading=contrast:dark&size:3",
    ]
    assert {cookie_of(header) for header in same} == {"contrast:dark&size:3"}
    assert cookie_of("a=b") == cookie_of("reading=nothing") == ""


def test_what_is_written_is_read_again():
    assert settings_in(cookie_text(EVERYTHING)) == EVERYTHING
