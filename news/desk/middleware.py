"""Stock middleware that only the desk needs: public pages have no session, no user and no messages.

They are subclasses, so that Django's own checks find what they look for.
"""

from functools import lru_cache

from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware

from news.addresses import is_at_the_desk

from .sessions import note_seen


class DeskOnly:
    def __call__(self, request):
        return super().__call__(request) if is_at_the_desk(request) else self.get_response(request)


class Sessions(DeskOnly, SessionMiddleware):
    def process_response(self, request, response):
        response = super().process_response(request, response)
        if response.status_code < 500:  # as with the session itself: the database may be gone
            note_seen(request)
        return response


class Users(DeskOnly, AuthenticationMiddleware):
    pass


class Messages(DeskOnly, MessageMiddleware):
    pass


class Policy(CSPMiddleware):
    """The policy of public pages is always the same text."""

    def __call__(self, request):
        if is_at_the_desk(request):
            return super().__call__(request)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", public_policy())
        return response


@lru_cache(maxsize=1)
def public_policy():
    return build_policy()
