"""A reader's own colours, text size and the rest: without script, without flash, without splitting caches."""

import pytest

from news.public.reading_settings import CHOICES, cookie_of, cookie_text, settings_in

EVERYTHING = {name: choices[-1][0] for name, choices in CHOICES.items()}
OWN = "http://testserver"
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def send(reader):
    """send("/az/reading/", values): as a browser sends the site's own form."""

    def send(path, values, **headers):
        return reader.post(path, values, headers=headers or {"origin": OWN, "sec-fetch-site": "same-origin"})

    return send


def test_form_keeps_the_settings_and_leads_back(send):
    answer = send("/az/reading/", EVERYTHING | {"next": "/az/news/?page=2"})
    assert (answer.status_code, answer["Location"]) == (303, "/az/news/?page=2")
    assert answer.cookies["reading"]["httponly"]
    assert answer.cookies["reading"]["samesite"] == "Lax"


def test_page_is_written_as_the_reader_likes_it(reader, send):
    send("/az/reading/", EVERYTHING)
    for path in ("/az/", "/en/news/", "/az/no/such/page/"):
        page = reader.get(path).content.decode()
        opening = page[page.index("<html") : page.index(">", page.index("<html"))]
        for name, value in EVERYTHING.items():
            assert f'data-{name}="{value}"' in opening


def test_panel_shows_what_is_set(reader, send):
    send("/en/reading/", {"contrast": "dark"})
    assert '<option value="dark" selected>' in reader.get("/en/news/").content.decode()


def test_settings_page_shows_what_is_set(reader, send):
    send("/en/reading/", {"size": "4"})
    page = reader.get("/en/reading/").content.decode()
    assert 'name="size" value="4" id="size-4" checked' in page
    assert 'name="contrast" value="" id="contrast-1" checked' in page


def test_second_button_resets_everything(reader, send):
    send("/az/reading/", EVERYTHING)
    answer = send("/az/reading/", EVERYTHING | {"reset": "1", "next": "/az/"})
    assert answer["Location"] == "/az/"
    assert "data-contrast" not in reader.get("/az/").content.decode()


def test_no_link_changes_anything(reader, send):
    """Anybody could make a reader follow one."""
    send("/az/reading/", EVERYTHING)
    answer = reader.get("/az/reading/", {"reset": "1", "contrast": "light", "next": "/az/"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert 'data-contrast="yellow-on-black"' in reader.get("/az/").content.decode()


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
def test_form_never_leads_off_the_site(send, place):
    answer = send("/az/reading/", {"contrast": "dark", "next": place})
    assert answer["Location"] == "/az/reading/"


@pytest.mark.parametrize(
    "said",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://other.testserver"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "origin": "http://example.com"},
        {"sec-fetch-site": "cross-site", "origin": OWN},
        {"origin": "http://example.com", "referer": f"{OWN}/az/"},
        {"origin": "https://testserver"},
        {"origin": "null"},
        {"referer": "http://example.com/http://testserver/"},
        {"referer": "http://[testserver/"},
        {"accept": "text/html"},
    ],
    ids=str,
)
def test_form_of_another_site_or_of_nobody_knows_where_is_refused(send, said):
    answer = send("/az/reading/", {"contrast": "dark"}, **said)
    assert answer.status_code == 403
    assert "reading" not in answer.cookies


@pytest.mark.parametrize(
    "said",
    [
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"origin": OWN},
        {"origin": "https://also.example"},
        {"referer": f"{OWN}/az/news/"},
    ],
    ids=str,
)
def test_own_form_is_taken_from_browsers_new_and_old(send, said, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://also.example"]
    answer = send("/az/reading/", {"contrast": "dark"}, **said)
    assert answer.cookies["reading"].value == "contrast:dark"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("az", "Oxu parametrləri dəyişmədi"), ("en", "The reading settings stay as they were")],
)
def test_refusal_is_said_in_the_readers_language_with_the_own_form_beside_it(send, language, sentence):
    page = send(f"/{language}/reading/", {}, origin="http://example.com").content.decode()
    assert f'lang="{language}"' in page
    assert f"<h1>{sentence}</h1>" in page
    assert f'action="/{language}/reading/"' in page


def test_no_cookie_is_needed_to_send_the_form(reader):
    assert not reader.get("/az/reading/").cookies


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
