"""Who is signed in where: Django keeps in each session, and nowhere else, whose it is."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone


def sessions_of(account):
    """All open ones are read for it: they are few, because each ends SESSION_HOURS after the sign-in."""
    sessions = Session.objects.filter(expire_date__gt=timezone.now())
    return [session for session in sessions if session.get_decoded().get(SESSION_KEY) == str(account.pk)]


def end_sessions(account, but=None):
    """Sign them out everywhere but in the session with that key; returns how many sessions ended."""
    keys = [session.session_key for session in sessions_of(account) if session.session_key != but]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)
