"""The demo's sign-ins, whose passwords others have read: on a site that is no demo they open nothing.

A database that once held the demo keeps them, and so does a backup of it.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db import DatabaseError

USERS = {"yazar": "writer", "redaktor": "editor", "admin": "administrator"}


def known_passwords():
    return {settings.SHIPPED_DEMO_PASSWORD, settings.DEMO_PASSWORD}


class Accounts(ModelBackend):
    def authenticate(self, request, username=None, password=None, **credentials):
        if password in known_passwords() and not settings.DEMO:
            return None
        return super().authenticate(request, username, password, **credentials)


def left_by_the_demo():
    """The names of accounts that still have a password of the demo; none while there is no database."""
    try:
        users = list(get_user_model().objects.filter(username__in=USERS, is_active=True).order_by("pk"))
    except DatabaseError:
        return []
    return [user.get_username() for user in users if any(map(user.check_password, known_passwords()))]
