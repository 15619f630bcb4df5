"""Nothing that a stranger sends changes what others see, leads them elsewhere or fails."""

import random
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from news import editing
from tests.helpers.reader import Reader

UNKEYED = {
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_HOST": "evil.example",
    "HTTP_X_FORWARDED_SERVER": "evil.example",
    "HTTP_FORWARDED": "host=evil.example;proto=http",
    "HTTP_X_ORIGINAL_URL": "/admin/",
    "HTTP_X_REWRITE_URL": "/admin/",
    "HTTP_X_FORWARDED_PROTO": "http",
    "HTTP_X_FORWARDED_SCHEME": "nothttps",
    "HTTP_X_FORWARDED_PORT": "1337",
    "HTTP_X_FORWARDED_PREFIX": "/evil",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
    "HTTP_TRUE_CLIENT_IP": "127.0.0.1",
    "HTTP_ORIGIN": "https://evil.example",
    "HTTP_REFERER": "https://evil.example/",
    "HTTP_RANGE": "bytes=0-10",
}
ELSEWHERE = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "///evil.example",
    "/%09/evil.example",
    "http://testserver@evil.example/",
    "\r\nLocation: https://evil.example",
    "https://testserver.evil.example/",
]
INJECTED = "%0d%0aSet-Cookie:%20evil=1%0d%0aX-Evil:%201"


@pytest.fixture
def visitor(db):
    return Client(raise_request_exception=False, headers={"user-agent": "Googlebot/2.1"})


@pytest.fixture
def pages(make_article):
    edition = make_article()
    return ["/az/", "/en/news/", edition.url_in("en"), "/az/archive/", "/sitemap.xml", "/en/news/feed.atom",
            "/robots.txt", "/en/search/?q=title", "/en/nothing/"]  # fmt: skip


# --- What is kept for others --------------------------------------------------------------------


@pytest.mark.once
def test_no_unkeyed_header_changes_an_answer(visitor, pages):
    for page in pages:
        plain = visitor.get(page)
        answer = visitor.get(page, **UNKEYED)
        assert answer.status_code == plain.status_code, page
        assert answer.content == plain.content, page
        assert answer["Cache-Control"] == plain["Cache-Control"], page
        assert "evil.example" not in str(answer.headers)


@pytest.mark.once
def test_no_cookie_and_no_foreign_language_changes_a_page_in_a_language(visitor, pages):
    for page in pages:
        if not page.startswith(("/az/", "/en/")):
            continue
        plain = visitor.get(page)
        for headers in (
            {"cookie": "django_language=en; x=<script>"},
            {"cookie": "django_language=az"},
            {"cookie": "\xff\0;=;==;csrftoken=x"},
            {"accept-language": "en"},
            {"accept-language": "x" * 5000},
        ):
            assert visitor.get(page, headers=headers).content == plain.content, (page, headers)


def test_noise_in_the_query_is_never_shown_as_the_pages_own_address(visitor, pages):
    for page in pages:
        noisy = visitor.get(page + ("&" if "?" in page else "?") + "utm_source=evilnoise&fbclid=evilnoise")
        assert "evilnoise" not in noisy.content.decode(), page


@pytest.mark.once
@pytest.mark.parametrize(
    "disguise",
    [
        "/x.css",
        "/x.js",
        ";x.css",
        "%2fx.css",
        "/..%2fx.css",
        "%00x.css",
        "%0ax.css",
        "%3fx.css",
        "?x.css",
        "#x.css",
        "%23x.css",
    ],
)
def test_page_of_the_desk_is_kept_by_nobody_whatever_its_address_ends_with(administrator, disguise):
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    for page in ("/admin", "/admin/", "/admin/news/article/", "/en/news/"):
        answer = client.get(f"{page}{disguise}")
        kept = answer.get("Cache-Control", "")
        assert "public" not in kept, (page, disguise)


def test_page_made_for_staff_is_not_given_to_a_reader(administrator, visitor, pages):
    staff = Client()
    staff.force_login(administrator)
    for page in pages:
        assert "private" in staff.get(page)["Cache-Control"] or page in ("/sitemap.xml", "/robots.txt")
        assert "/admin/logout/" not in visitor.get(page).content.decode()


# --- Where answers lead ------------------------------------------------------------------------


def assert_is_here(location):
    assert location.startswith("/"), location
    assert not location.startswith(("//", "/\\", "/\t")), location


@pytest.mark.once
@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_nowhere_else(administrator, target):
    client = Client(raise_request_exception=False)
    answer = client.post(
        "/admin/login/", {"username": "admin", "password": "a-long-password", "next": target}
    )
    assert answer.status_code < 500
    if answer.has_header("Location"):
        assert_is_here(answer["Location"])


@pytest.mark.once
@pytest.mark.parametrize("target", ELSEWHERE)
def test_choosing_the_desks_language_leads_nowhere_else(administrator, target):
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    answer = client.post(
        "/admin/language/", {"language": "en", "next": target}, headers={"referer": "https://evil.example/"}
    )
    assert answer.status_code < 500
    if answer.has_header("Location"):
        assert_is_here(answer["Location"])


@pytest.mark.parametrize(
    "path", ["//evil.example/%2e%2e", "//evil.example/az", "/\\evil.example", "///evil.example/az/news"]
)
def test_no_address_leads_elsewhere(visitor, path):
    answer = visitor.generic("GET", path)
    assert answer.status_code < 500
    assert not answer.get("Location", "/").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/az//evil", "/en/\r\nX: 1"])
def test_removed_article_leads_only_to_this_site(make_article, administrator, visitor, target):
    from django.core.exceptions import ValidationError

    edition = make_article()
    try:
        editing.remove(edition, administrator, redirect_to=target)
    except ValidationError:
        return
    answer = visitor.get(edition.url_in("az"))
    assert answer.get("Location", "/").startswith(("/az/", "/en/"))
    assert "X" not in answer.headers


# --- What is sent -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/az", "/az/news", "/en/news/1/x", "/admin", "/az/view/news/1/x"])
def test_line_breaks_in_an_address_make_no_header(visitor, path):
    for address in (f"{path}{INJECTED}", f"{path}?{INJECTED}", f"{path}/{INJECTED}/"):
        answer = visitor.get(address)
        assert answer.status_code < 500
        assert "X-Evil" not in answer.headers
        assert "evil" not in answer.cookies


BODIES = [
    (b"\0" * 10, "application/x-www-form-urlencoded"),
    (b"username=\xff\xfe&password=\0", "application/x-www-form-urlencoded"),
    (b"username=%00&password=%00", "application/x-www-form-urlencoded"),
    (b"&" * 5000, "application/x-www-form-urlencoded"),
    (b"a=1&" * 2000, "application/x-www-form-urlencoded"),
    (b"x" * (6 * 1024 * 1024), "application/x-www-form-urlencoded"),
    (b"username=" + b"a" * 100_000 + b"&password=" + b"b" * 100_000, "application/x-www-form-urlencoded"),
    (b"--x\r\nnothing", "multipart/form-data; boundary=x"),
    (b"x", "multipart/form-data"),
    (b"x", "multipart/form-data; boundary=" + "b" * 500),
    (b"--x\r\nContent-Disposition: form-data; name=\"username\"; filename=\"../../x\"\r\n\r\nx\r\n--x--",
     "multipart/form-data; boundary=x"),
    (b"{", "application/json"),
    (b"x", "text/html; charset=nothing"),
    (b"x", ""),
    (b"x", "\xff\xff"),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_malformed_form_is_answered(visitor, number):
    body, kind = BODIES[number]
    for path in ("/admin/login/", "/admin/language/", "/az/news/", "/az/search/", "/admin/news/article/add/"):
        assert visitor.generic("POST", path, body, content_type=kind).status_code < 500, path


HEADERS = {
    "HTTP_ACCEPT_LANGUAGE": ["x" * 100_000, ",;q=" * 5000, "\xff\xfe", "az-\0", "*;q=nan", "az;q=1e999"],
    "HTTP_ACCEPT_ENCODING": ["x" * 100_000, ",;q=" * 5000, "br;q=", "gzip;q=0;q=1", "\xff"],
    "HTTP_COOKIE": ["x" * 100_000, "=;" * 5000, "sessionid=\0", "sessionid=" + "a" * 5000, "csrftoken=\xff",
                    "django_language=../../x", "django_language=" + "a" * 5000, "messages=x",
                    "sessionid=\xc4\xb0"],
    "HTTP_IF_NONE_MATCH": ["x" * 100_000, '"' * 5000, "*", 'W/"x', "\xff"],
    "HTTP_IF_MODIFIED_SINCE": ["x", "Thu, 01 Jan 0000 00:00:00 GMT",
                               "Thu, 99 Jan 9999 99:99:99 GMT", "9" * 400],
    "HTTP_RANGE": ["bytes=", "bytes=9-1", "bytes=0-" + "9" * 100, "x", "bytes=" + "0-1," * 2000],
    "HTTP_USER_AGENT": ["", "x" * 100_000, "\0", "\xff", "(" * 5000],
    "HTTP_REFERER": ["x" * 10_000, "http://[", "\0"],
    "HTTP_X_FORWARDED_FOR": ["x" * 10_000, "," * 5000, "::::", "\0", "1.2.3.4, \xff"],
    "HTTP_X_REQUESTED_WITH": ["\0"],
    "CONTENT_LENGTH": ["-1", "x", "9" * 30, ""],
    "HTTP_AUTHORIZATION": ["Basic x", "Bearer " + "x" * 5000, "\xff"],
    "HTTP_SEC_PURPOSE": ["prefetch;" * 1000, "\xff"],
}  # fmt: skip


# One page of each kind, and each path that looks at headers of its own.
ASKED = ["/", "/az/", "/sitemap.xml", "/en/news/feed.atom", "/en/search/?q=title", "/en/nothing/",
         "/admin/login/", "/media/images/a.png", "/healthz"]  # fmt: skip
STORED_OR_LOOKED_UP = ["HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_X_FORWARDED_FOR"]


@pytest.mark.parametrize(
    "name",
    [name if name in STORED_OR_LOOKED_UP else pytest.param(name, marks=pytest.mark.once) for name in HEADERS],
)
def test_malformed_header_is_answered(visitor, make_article, upload_picture, name):
    for page in [*ASKED, make_article().url_in("en")]:
        for value in HEADERS[name]:
            assert visitor.get(page, **{name: value}).status_code < 500, (page, value[:40])


@pytest.fixture
def upload_picture(settings):
    (settings.MEDIA_ROOT / "images").mkdir(parents=True)
    (settings.MEDIA_ROOT / "images" / "a.png").write_bytes(b"picture")


# --- A thousand random requests, half of them on each database ------------------------------------

REQUESTS, PARTS, SEED = 500, 5, 916
PIECES = [
    "az", "en", "news", "admin", "topics", "people", "organizations", "archive", "search", "pages", "view",
    "history", "feed.rss", "feed.json", "login", "article", "add", "change", "media", "static", "images",
    "2022", "0", "1", "11", "13", "-1", "99999999999", "..", ".", "%2e%2e", "%00", "%ff", "%0d%0a", "%25",
    "%",
    "ə", "İ", "🙂", "a" * 300, "x", "'", '"', "<script>", "{{7*7}}", "${7*7}", "\\", ";",
    "sitemap.xml", "robots.txt", "",
    "1 OR 1=1", "' UNION SELECT", "|id", "%u0130", "~", "*", "+", "null", "undefined", "NaN", "1e309", "0x1f",
]  # fmt: skip
NAMES = [
    "q", "page", "kind", "topic", "person", "organization", "year", "month", "date_from", "date_to", "order",
    "sort", "at", "next", "o", "p", "e", "_popup", "username", "password", "csrfmiddlewaretoken", "language",
    "action", "_changelist_filters", "topic__id__exact", "id__in", "date__gte", "q[]", "q.x", "",
]  # fmt: skip
VALUES = [
    *PIECES,
    "2022-11-05",
    "2022-02-30",
    "05.11.2022",
    "statement",
    "-2022",
    "9" * 4000,
    "\0",
    "\x1b[31m",
    "A" * 9000,
    "‮",
    "\ufeff",
    "\u2028",
    "ﷺ" * 200,
    "e\u0301" * 200,
    "(((((",
    ")",
    "*",
    '"a',
    "a AND",
    "NEAR(",
    "a:b",
    "-",
]


@pytest.fixture
def addresses(make_article, person, office, topic):
    edition = make_article(people=[person], organizations=[office], topics=[topic])
    make_article(released_en=False)
    here = [
        "/",
        "/admin/login/",
        "/admin/language/",
        "/admin/",
        "/sitemap.xml",
        "/robots.txt",
        "/healthz",
        "/favicon.ico",
    ]
    for language in ("az", "en"):
        article = edition.url_in(language)
        root = f"/{language}/"
        here += [root, article, f"{article}history/"]
        here += [f"{root}{part}" for part in (
            "news/", "archive/", "archive/2026/", "archive/2026/11/", "topics/", "people/", "organizations/",
            "search/", "news/feed.rss", "news/feed.atom", "feed.json",
            f"topics/{getattr(topic, f'slug_{language}')}/",
            f"people/{getattr(person, f'slug_{language}')}/",
            f"organizations/{getattr(office, f'slug_{language}')}/", "news/1", "view/news/1/x",
        )]  # fmt: skip
    return here


def some_request(chance, addresses):
    """(method, path, query, fields): an address of ours bent a little, or one put together at random."""
    path = chance.choice(addresses)
    if chance.random() < 0.35:
        path = "/" + "/".join(chance.choices(PIECES, k=chance.randint(1, 6)))
    elif chance.random() < 0.4:
        path += chance.choice(PIECES)
    pairs = [(chance.choice(NAMES), some_value(chance)) for _each in range(chance.choice([0, 0, 1, 2, 5]))]
    method = chance.choices(["GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE"], [70, 5, 20, 2, 2, 1])[0]
    return method, path, pairs


def some_value(chance):
    if chance.random() < 0.2:
        return "".join(
            chr(chance.choice([chance.randrange(1, 256), chance.randrange(256, 0xD7FF)])) for _n in range(12)
        )
    return chance.choice(VALUES)


@pytest.mark.parametrize("part", range(PARTS))
def test_random_request_never_fails(addresses, part):
    seed = SEED + 2 * part + (connection.vendor == "postgresql")
    chance = random.Random(seed)  # noqa: S311 - repeatable
    client = Reader(raise_request_exception=False)
    for _each in range(REQUESTS // PARTS):
        method, path, pairs = some_request(chance, addresses)
        query = "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
        sent = query.encode() if method in ("POST", "PUT") else b""
        answer = client.generic(
            method, path, sent, "application/x-www-form-urlencoded", QUERY_STRING="" if sent else query
        )
        assert answer.status_code < 500, (method, path[:200], query[:200])
        assert answer["X-Content-Type-Options"] == "nosniff"


# --- Requests that no browser makes -----------------------------------------------------


@pytest.mark.parametrize("method", ["OPTIONS", "GET", "HEAD", "POST"])
def test_request_without_a_path_is_answered(visitor, method):
    assert visitor.generic(method, "*", PATH_INFO="*").status_code in (403, 404, 405)


def test_wrong_host_costs_one_line_of_log(visitor, caplog):
    with caplog.at_level("ERROR", logger="django.security.DisallowedHost"):
        assert visitor.get("/en/", headers={"host": "evil.example"}).status_code == 400
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("ERROR", None)]
    assert "evil.example" in caplog.text
