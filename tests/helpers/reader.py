"""A reader as the server meets one: finished pages first, Django behind them."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler

from news.pagecache import FinishedPages
from news.readership import counter
from news.shared_memory import DEADLINE, shared_memory
from tests.helpers.user_agents import FIREFOX


class FrontDoor(ClientHandler):
    """The site's WSGI layer round Django's handler for tests.

    Nothing is committed within a test's transaction, so nobody tells this machine that its pages have ended:
    it looks at the generation before each request, as it does ten times a second to learn of other machines.
    Reads are saved after each request, as a thread of the server does every few seconds.
    """

    def __init__(self, *options):
        super().__init__(*options)
        self.pages = FinishedPages(self.make)

    def __call__(self, environ):
        self.environ, head = environ, []
        shared_memory().floats[DEADLINE] = 0.0
        body = self.pages(environ, lambda *given: head.extend(given[:2]))
        counter.save()
        return body if isinstance(body, HttpResponseBase) else finished(environ, *head, body)

    def make(self, environ, start_response):
        """Django's own response for what is no finished page; what the layer keeps is what a server gets."""
        response = super().__call__(environ)
        if environ is self.environ:
            return response
        cookies = [("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()]
        start_response(f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies])
        return [response.content]


def finished(environ, status, headers, body):
    """The page as Django's test client expects a response."""
    response = HttpResponse(b"".join(body), status=int(status[:3]))
    del response["Content-Type"]
    for name, value in headers:
        if name == "Set-Cookie":
            response.cookies.load(value)
        else:
            response[name] = value
    response.url = response.headers.get("Location")  # where a redirect is followed to
    response.wsgi_request = WSGIRequest(environ)
    return response


class Reader(Client):
    """A visitor with an ordinary browser, who comes in as at a real server.

    A finished page has no context and costs no queries: to look at those, take Django's own client.
    """

    def __init__(self, **options):
        super().__init__(headers={"user-agent": FIREFOX}, **options)
        self.handler = FrontDoor(self.handler.enforce_csrf_checks)
