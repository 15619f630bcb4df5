"""People and machines that begin a request and never end it, beside readers: without any proxy in front."""

import socket
import threading

import pytest

from ombudsman_site.slow_senders import readers_first
from tests.helpers.plain_browser import Browser
from tests.helpers.real_server import Database, serving

HALVES = {
    "of a head": "GET /az/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half",
    "of a form": "POST /az/reading/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\nhalf",
    "of a sign-in": (
        "POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=a"
    ),
    "of something in chunks": (
        "POST /az/reading/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n1f4\r\nhalf"
    ),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.once
@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_forty_half_sent_requests_do_not_silence_the_server_itself(make_article, tmp_path, half):
    article = make_article()
    with serving(tmp_path, Database(tmp_path), workers=2) as site:
        halves = [socket.create_connection(("127.0.0.1", site.port), timeout=30) for _ in range(40)]
        for connection in halves:
            connection.sendall(half.encode())
        reader = Browser(site)
        for path in ("/az/", "/en/news/", article.url_in("en"), "/en/search/?q=report", "/az/people/"):
            assert reader.open(path).status == 200
        assert reader.open("/admin/login/").status == 200
        for connection in halves:
            connection.close()


def test_half_sent_forms_leave_threads_for_readers():
    arrived, released = threading.Semaphore(0), threading.Event()

    def site(environ, start_response):
        if environ.get("CONTENT_LENGTH"):
            arrived.release()
            released.wait(10)
        return [b"page"]

    statuses = []
    guarded = readers_first(site, threads=4)
    form = {"CONTENT_LENGTH": "1000", "PATH_INFO": "/en/admin/"}
    waiting = [threading.Thread(target=guarded, args=(form, None)) for _ in range(2)]
    for thread in waiting:
        thread.start()
        assert arrived.acquire(timeout=10)
    assert guarded({"PATH_INFO": "/az/"}, None) == [b"page"]
    refused = guarded(form, lambda status, headers: statuses.append(status))
    assert b"Nothing was saved" in refused[0]
    assert statuses == ["503 Service Unavailable"]
    released.set()
    for thread in waiting:
        thread.join()
    assert guarded(form, None) == [b"page"]
