"""Keeps threads free for readers: one that waits for the rest of a half-sent request serves nobody else."""

import threading
from http import HTTPStatus

from django.utils import translation
from django.utils.translation import gettext

from news.public.environ import brings_a_body

LONGEST_WAIT = 2  # seconds


def readers_first(application, threads):
    """Keep two threads of each worker for requests without a body, as readers' requests always are.

    Without this, as many half-sent forms as there are threads silence the whole site. The server has no
    time limit of its own for a request's body; a proxy in front that buffers requests has one. One of the
    two lets one form wait a moment, so that three who press Save at once are all answered.
    """
    places = threading.BoundedSemaphore(max(1, threads - 2))
    waiting = threading.BoundedSemaphore(int(threads > 3))

    def guarded(environ, start_response):
        if not brings_a_body(environ):
            return application(environ, start_response)
        if not has_place(places, waiting):
            return busy(environ, start_response)
        try:
            return application(environ, start_response)
        finally:
            places.release()

    return guarded


def has_place(places, waiting):
    if places.acquire(blocking=False):
        return True
    if not waiting.acquire(blocking=False):
        return False
    try:
        return places.acquire(timeout=LONGEST_WAIT)
    finally:
        waiting.release()


def busy(environ, start_response):
    language = "en" if environ.get("PATH_INFO", "").startswith("/en/") else "az"
    with translation.override(language):
        text = gettext(
            "The site is receiving too many forms at once. Nothing was saved; go back and send again."
        )
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Retry-After", "5"),
        ("Cache-Control", "no-store"),
    ]
    status = HTTPStatus.SERVICE_UNAVAILABLE
    start_response(f"{status.value} {status.phrase}", [*headers, ("X-Content-Type-Options", "nosniff")])
    return [text.encode()]
