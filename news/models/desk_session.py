"""A sign-in on one device: Django's session, which says in columns of its own whose it is and what uses it.

Both are one row, so a session that is ended is over for every way of signing in, on every server.
"""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime

SIGNED_IN_AT = "signed_in_at"  # in the session itself: it gets another row with each new key


class DeskSessionManager(BaseSessionManager):
    def of(self, account):
        """The open ones of that account, those seen last first."""
        found = self.filter(account=account, expire_date__gt=timezone.now())
        return found.order_by(models.F("seen_at").desc(nulls_last=True), "-expire_date")


class DeskSession(AbstractBaseSession):
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, db_constraint=False, related_name="+"
    )
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    network = models.CharField(max_length=50, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    WRITTEN_BY_STORE = ("session_data", "expire_date", "account", "signed_in_at")

    objects = DeskSessionManager()

    def __str__(self):
        return self.name

    @property
    def name(self):
        """What pages call it: whoever had the key itself would be signed in."""
        return salted_hmac("news.models.desk_session", self.session_key, algorithm="sha256").hexdigest()[:20]

    @classmethod
    def get_session_store_class(cls):
        return SessionStore

    def save(self, *args, force_update=False, **kwargs):
        """The store saves a new instance each time, which knows nothing of what was seen of the device."""
        if force_update:
            kwargs["update_fields"] = self.WRITTEN_BY_STORE
        super().save(*args, force_update=force_update, **kwargs)


class SessionStore(DatabaseStore):
    """SESSION_ENGINE names this module."""

    @classmethod
    def get_model_class(cls):
        return DeskSession

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.account_id = data.get(SESSION_KEY)
        session.signed_in_at = parse_datetime(data.get(SIGNED_IN_AT, ""))
        return session
