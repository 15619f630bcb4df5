"""What every answer carries, and what none does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from news import editing
from news.models import Attachment
from tests.helpers.reader import Reader

pytestmark = pytest.mark.once

PDF = b"%PDF-1.4\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def visitor(db):
    return Reader(raise_request_exception=False)


@pytest.fixture
def upload(settings):
    """upload("images/a.png", content): as if it had been taken in."""

    def put(name, content=b"x"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return f"/media/{name}"

    return put


def content_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


EVERY_KIND = {
    "page": ("/az/", 200),
    "redirect": ("/", 302),
    "old address": ("/az/news/5", 404),
    "feed": ("/en/news/feed.rss", 200),
    "sitemap": ("/sitemap.xml", 200),
    "robots": ("/robots.txt", 200),
    "not found": ("/en/nothing/", 404),
    "sign-in": ("/admin/login/", 200),
    "desk for strangers": ("/admin/", 302),
    "static": ("/static/css/site.css", 200),
    "no static": ("/static/nothing.css", 404),
    "picture": ("/media/images/a.png", 200),
    "document": ("/media/attachments/2026/01/a.docx", 200),
    "no media": ("/media/images/nothing.png", 404),
    "health": ("/healthz", 200),
    "malformed": ("/az/news/%00/", 404),
}


@pytest.fixture(params=EVERY_KIND, ids=lambda kind: kind)
def answer(request, visitor, upload, settings):
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    upload("images/a.png", PNG)
    upload("attachments/2026/01/a.docx", b"PK")
    address, status = EVERY_KIND[request.param]
    found = Client(raise_request_exception=False).get(address)
    assert found.status_code == status
    return found


def test_every_answer_is_protected(answer):
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    assert "camera=()" in answer["Permissions-Policy"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_no_answer_tells_what_it_is_made_with(answer):
    for name in ("Server", "X-Powered-By", "X-AspNet-Version", "Via"):
        assert name not in answer


def test_plain_reader_gets_no_cookie(answer, request):
    if "sign-in" not in request.node.callspec.id:
        assert not answer.cookies


@pytest.mark.parametrize(
    "host", ["evil.example", "", "testserver@evil.example", "a\0b", "x" * 5000, "[::1", "é"]
)
def test_refused_host_is_a_protected_400(visitor, host, settings):
    settings.ALLOWED_HOSTS = ["ombudsman.example"]
    answer = visitor.get("/az/", HTTP_HOST=host)
    assert answer.status_code == 400
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in answer
    assert "evil.example" not in answer.content.decode()


def test_failure_is_protected(visitor, monkeypatch, settings):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    monkeypatch.setattr("news.models.edition.EditionQuerySet.listed_in", lambda *given: 1 / 0)
    answer = visitor.get("/en/")
    assert answer.status_code == 500
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in answer


def test_secure_transport_is_demanded_where_the_site_is_served_securely(visitor, settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    for address in ("/az/", "/az/nothing/", "/static/nothing.css", "/media/images/x.png"):
        assert visitor.get(address)["Strict-Transport-Security"] == (
            "max-age=31536000; includeSubDomains; preload"
        )


def test_insecure_site_demands_no_secure_transport(answer):
    assert "Strict-Transport-Security" not in answer


# --- Cookies ---------------------------------------------------------------------------------


def test_cookies_of_the_desk_are_out_of_reach_of_scripts_and_other_sites(administrator, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get("/admin/login/", secure=True)
    client.post(
        "/admin/login/", {"username": "admin", "password": "a-long-password", "next": "/admin/"}, secure=True
    )
    assert settings.SESSION_COOKIE_NAME in client.cookies
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["secure"], cookie.key
        assert cookie["samesite"] in ("Lax", "Strict"), cookie.key


# --- Uploads -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "is_saved"),
    [
        ("images/a.png", "image/png", False),
        ("images/a.jpg", "image/jpeg", False),
        ("attachments/2026/01/a.pdf", "application/pdf", False),
        ("attachments/2026/01/a.txt", "text/plain; charset=utf-8", True),
        ("attachments/2026/01/a.csv", "text/csv; charset=utf-8", True),
        ("attachments/2026/01/a.zip", "application/zip", True),
    ],
)
def test_upload_is_served_as_what_its_name_says(visitor, upload, name, kind, is_saved):
    address = upload(name, b"<script>alert(1)</script>")
    answer = visitor.get(address)
    assert answer["Content-Type"] == kind
    assert (answer.get("Content-Disposition") == "attachment") is is_saved
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "images/a.html", "images/a.svg", "images/a.js", "images/a.php", "images/a.xhtml", "images/a",
        "images/.htaccess", "images/a.PNG", ".hidden/a.png", "images/.a.png", "a.png", "images/a.png.html",
    ],
)  # fmt: skip
def test_anything_else_that_lies_there_is_not_served(visitor, upload, name):
    assert visitor.get(upload(name, b"<script>alert(1)</script>")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../site.sqlite3", "images/../../secret.pdf", "images/..%2f..%2fsecret.pdf", "images//a.png",
        "/etc/passwd", "images/%2e%2e/%2e%2e/secret.pdf", "images\\..\\secret.pdf", "images/a.png%00.html",
        "images/" + "ə" * 90 + ".png", "images/" + "a/" * 500 + "a.png", "images/%ff%fe.png", "images/a.png/",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_uploads(visitor, settings, path):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT.parent / "secret.pdf").write_bytes(PDF)
    assert visitor.get(f"/media/{path}").status_code in (301, 400, 404)


def test_attachment_cannot_be_found_by_guessing_its_name(make_edition, visitor):
    edition = make_edition()
    names = set()
    for _again in range(3):
        attachment = Attachment(edition=edition, title_az="Hesabat", title_en="Report")
        attachment.file = SimpleUploadedFile("İllik hesabat.PDF", PDF)
        attachment.save()
        names.add(attachment.file.name)
        assert "illik-hesabat-" in attachment.file.name
        assert len(attachment.file.name.rpartition("hesabat-")[2]) >= len(".pdf") + 16
        assert content_of(visitor.get(attachment.file.url)) == PDF
    assert len(names) == 3
    assert visitor.get("/media/attachments/2026/01/illik-hesabat.pdf").status_code == 404


def test_copied_attachment_keeps_its_file(make_article, administrator):
    edition = make_article()
    draft = editing.new_edition(edition, administrator)
    attachment = Attachment(edition=draft, title_az="Hesabat", title_en="Report")
    attachment.file = SimpleUploadedFile("a.pdf", PDF)
    attachment.save()
    name = attachment.file.name
    attachment.save()
    assert Attachment.objects.get(pk=attachment.pk).file.name == name
