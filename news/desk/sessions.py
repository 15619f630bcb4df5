"""Who is signed in where, and how that ends."""

from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.utils import timezone

from news.models import DeskSession
from news.public.views.sharing import agent_of, network_of
from news.readership.readers import client_address

from .user_agents import device_name

SEEN_EVERY = timedelta(minutes=5)
MOST = 50  # of an account, at any time


def sessions_of(account):
    return DeskSession.objects.of(account)


def session_named(account, name, but=None):
    """That open session of the account, unless it is the one with that key; None where there is none."""
    others = sessions_of(account).exclude(session_key=but)
    return next((session for session in others if session.name == name), None)


def end_sessions(account, but=None):
    """Sign them out everywhere but in the session with that key; returns how many sessions ended."""
    return sessions_of(account).exclude(session_key=but).delete()[0]


def make_room(account):
    """Before a sign-in: with one more than there may be, those that were used longest ago end."""
    too_many = list(sessions_of(account).values_list("pk", flat=True)[MOST - 1 :])
    DeskSession.objects.filter(pk__in=too_many).delete()


def device_of(session):
    """Firefox, Windows, 203.0.113.0/24: the same in each language, for the log."""
    return ", ".join(filter(None, [device_name(session.agent), session.network]))


def note_seen(request):
    """From where, with what and when a session was used last: written at most once in five minutes."""
    session = request.session
    if not session.accessed or SESSION_KEY not in session:
        return
    used = DeskSession(session_key=session.session_key)
    if cache.add(f"seen:{used.name}", 1, timeout=SEEN_EVERY.total_seconds()):
        DeskSession.objects.filter(pk=used.pk).update(
            seen_at=timezone.now(),
            network=network_of(client_address(request.META)),
            agent=agent_of(request),
        )
