"""People and machines that begin a request and never end it, beside readers: without any proxy in front."""

import socket
import threading

import pytest

from ombudsman_site import slow_senders
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


class Forms:
    """Behind the guard: each form stays until it is released."""

    FORM = {"CONTENT_LENGTH": "1000", "PATH_INFO": "/en/admin/"}

    def __init__(self):
        self.arrived, self.released = threading.Semaphore(0), threading.Event()
        self.guarded = readers_first(self.answer, threads=4)
        self.is_refused = threading.Event()
        self.threads, self.answers, self.statuses = [], [], []

    def answer(self, environ, start_response):
        if environ.get("CONTENT_LENGTH"):
            self.arrived.release()
            self.released.wait(10)
        return [b"page"]

    def send(self):
        self.answers.append(self.guarded(self.FORM, self.refuse))

    def refuse(self, status, _headers):
        self.statuses.append(status)
        self.is_refused.set()

    def send_beside(self):
        self.threads.append(threading.Thread(target=self.send))
        self.threads[-1].start()

    def end(self):
        self.released.set()
        for thread in self.threads:
            thread.join()


@pytest.fixture
def forms():
    """With two forms that are still being sent."""
    forms = Forms()
    for _ in range(2):
        forms.send_beside()
        assert forms.arrived.acquire(timeout=10)
    yield forms
    forms.end()


def test_half_sent_forms_leave_threads_for_readers(forms, monkeypatch):
    monkeypatch.setattr(slow_senders, "LONGEST_WAIT", 0.05)
    assert forms.guarded({"PATH_INFO": "/az/"}, None) == [b"page"]
    forms.send()
    assert b"Nothing was saved" in forms.answers[0][0]
    assert forms.statuses == ["503 Service Unavailable"]
    forms.end()
    forms.send()
    assert forms.answers[-1] == [b"page"]


def test_one_more_form_waits_for_its_place_and_the_last_thread_is_left_for_readers(forms, monkeypatch):
    monkeypatch.setattr(slow_senders, "LONGEST_WAIT", 10)
    for _ in range(2):
        forms.send_beside()
    assert forms.is_refused.wait(10)
    assert forms.guarded({"PATH_INFO": "/az/"}, None) == [b"page"]
    forms.end()
    assert sorted(forms.answers)[1:] == [[b"page"]] * 3
    assert forms.statuses == ["503 Service Unavailable"]
