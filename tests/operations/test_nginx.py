"""The delivered nginx site, run by a real nginx in front of the real server."""

import gzip
import http.client
import re
import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial

import pytest

from news.readership.counting import SAVE_EVERY
from tests.helpers.behind_nginx import HOST, behind_nginx, self_signed
from tests.helpers.plain_browser import until
from tests.helpers.prepared_sites import DATABASE

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def served(prepared_sites, tmp_path_factory):
    with behind_nginx(tmp_path_factory.mktemp("served"), prepared_sites, "demo", "static") as started:
        yield started


def together(calls):
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


def reads_of(served, number):
    with closing(sqlite3.connect(served.folder / "data" / DATABASE)) as database:
        query = "SELECT sum(reads) FROM news_viewcount JOIN news_article a ON a.id = article_id WHERE"
        return database.execute(f"{query} number = ?", [number]).fetchone()[0] or 0


class TestBehindNginx:
    def test_page_is_served_protected_once_and_without_a_banner(self, served):
        answer = served.get("/az/")
        assert answer.status == 200
        for name in ("X-Content-Type-Options", "Content-Security-Policy", "Strict-Transport-Security"):
            assert len(answer.headers.get_all(name)) == 1, name
        assert answer.getheader("Server") == "nginx"
        assert answer.getheader("Set-Cookie") is None

    def test_static_file_and_picture_are_served_for_a_year(self, served):
        page = served.get("/az/").body.decode()
        stylesheet = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
        picture = re.search(r'"(/media/[^" ]+\.(?:jpg|png|webp|avif))', page)[1]
        for path in (stylesheet, picture):
            answer = served.get(path)
            assert answer.status == 200, path
            assert answer.getheader("X-Content-Type-Options") == "nosniff"
            assert "31536000" in ",".join(answer.headers.get_all("Cache-Control"))

    @pytest.mark.parametrize(
        "path", ["/healthz", "/readyz", "/media/images/../../site.sqlite3", "/media/site.sqlite3"]
    )
    def test_what_is_not_for_the_public_is_not_found(self, served, path):
        answer = served.get(path)
        assert answer.status in (400, 404)
        assert answer.getheader("X-Content-Type-Options") == "nosniff"

    def test_too_large_form_is_refused_with_the_headers(self, served):
        answer = served.get("/az/", "POST", b"x" * 100_000)
        assert answer.status == 413
        assert answer.getheader("X-Content-Type-Options") == "nosniff"

    def test_plain_http_leads_to_the_secure_site_and_an_unknown_host_to_nothing(self, served):
        connection = http.client.HTTPConnection("127.0.0.1", served.plain_port, timeout=5)
        connection.request("GET", "/az/news/", headers={"Host": HOST})
        answer = connection.getresponse()
        assert answer.status == 301
        assert answer.getheader("Location") == f"https://{HOST}/az/news/"
        connection = http.client.HTTPConnection("127.0.0.1", served.plain_port, timeout=5)
        connection.request("GET", "/", headers={"Host": "evil.example"})
        with pytest.raises(http.client.RemoteDisconnected):
            connection.getresponse()

    @pytest.mark.parametrize(
        "half",
        [
            f"POST /az/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 500\r\n\r\nhalf",
            f"GET /az/ HTTP/1.1\r\nHost: {HOST}\r\n",
        ],
        ids=["of a form", "of a head"],
    )
    def test_half_sent_requests_shut_nobody_at_their_address_out(self, served, half):
        context = self_signed()
        with ExitStack() as slow:
            for _each in range(45):
                line = context.wrap_socket(socket.create_connection(("127.0.0.1", served.port)))
                slow.enter_context(line).sendall(half.encode())
            begun = time.monotonic()
            assert served.get("/en/").status == 200
            assert served.get("/en/reading/", "POST", b"next=/en/", Origin=f"https://{HOST}").status < 400
            assert time.monotonic() - begun < 5

    def test_forty_first_visits_from_one_address_are_all_answered(self, served):
        page = served.get("/az/").body.decode()
        files = (re.findall(r'"(/static/[^"]+)"', page) * 7)[:7]

        def visit():
            return [served.get(path).status for path in ("/az/", *files)]

        assert together([visit] * 40) == [[200] * 8] * 40

    def test_log_has_no_full_address(self, served):
        served.get("/en/topics/")
        log = (served.folder / "access.log").read_text()
        assert "127.0.0.0 [" in log
        assert "127.0.0.1" not in log

    def test_guesses_are_stopped(self, served):
        page = served.get("/admin/login/")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.body.decode())[1]
        cookie = page.getheader("Set-Cookie").partition(";")[0]
        form = f"username=admin&password=wrong&csrfmiddlewaretoken={token}"
        sent = {"Cookie": cookie, "Referer": f"https://{HOST}/admin/login/"}
        sent["Content-Type"] = "application/x-www-form-urlencoded"
        statuses = [
            served.get(
                "/admin/login/", "POST", form,
                **sent, **{"X-Forwarded-For": f"203.0.113.{guess}"},
            ).status
            for guess in range(8)
        ]  # fmt: skip
        assert statuses == [200] * 5 + [429] * 3

    def test_static_files_need_no_application(self, served):
        stylesheet = re.search(r'href="(/static/[^"]+\.css)"', served.get("/az/").body.decode())[1]
        whole = served.get(stylesheet)
        served.stop_site()
        try:
            packed = served.get(stylesheet, **{"Accept-Encoding": "gzip"})
        finally:
            served.start_site()
        assert packed.getheader("Content-Encoding") == "gzip"
        assert gzip.decompress(packed.body) == whole.body
        assert {answer.getheader("Content-Type") for answer in (whole, packed)} == {"text/css; charset=utf-8"}


class TestReadsBehindNginx:
    """One article a test: what has been counted of it is then known."""

    def test_all_of_sixty_readers_in_half_a_second_are_counted(self, served):
        path = address_of(served, 2857)
        readers = [partial(served.get, path, address=f"127.0.1.{number}") for number in range(1, 61)]
        assert {answer.status for answer in together(readers)} == {200}
        until(lambda: reads_of(served, 2857) >= 60)
        time.sleep(SAVE_EVERY + 1)
        assert reads_of(served, 2857) == 60

    def test_what_is_no_read_is_not_counted(self, served):
        path = address_of(served, 2893)
        for number in range(1, 6):
            head = served.get(path, "HEAD", address=f"127.0.2.{number}")
            assert (head.status, head.body) == (200, b"")
            part = served.get(path, address=f"127.0.2.{number + 5}", Range="bytes=0-99")
            whole_length = int(head.getheader("Content-Length"))
            assert (part.status, len(part.body)) in ((200, whole_length), (206, 100))
        served.get(path, address="127.0.2.11", **{"Sec-Purpose": "prefetch"})
        time.sleep(SAVE_EVERY + 1)
        assert reads_of(served, 2893) == 0

    def test_same_reader_is_counted_once(self, served):
        path = address_of(served, 2941)
        for _again in range(5):
            served.get(path, address="127.0.3.1")
        until(lambda: reads_of(served, 2941) >= 1)
        time.sleep(SAVE_EVERY + 1)
        assert reads_of(served, 2941) == 1


def address_of(served, number):
    return served.get(f"/en/news/{number}", address="127.0.0.9").getheader("Location")
