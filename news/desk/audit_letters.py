"""Letters about the log of acts, to whoever AUDIT_SEAL_EMAIL names."""

from django.conf import settings
from django.utils import timezone

from . import letters


def send_seal(seal):
    """([whom it went to], [a sentence about why it went to nobody])."""
    return send("audit_seal", {"seal": str(seal), "acts": seal.number})


def send_fault(wrong):
    return send("audit_fault", {"wrong": wrong})


def send(name, context):
    address = settings.AUDIT_SEAL_EMAIL
    if not address:
        return [], []
    if not settings.SENDS_LETTERS:
        return [], ["The letter to AUDIT_SEAL_EMAIL was not sent: EMAIL_URL is not set."]
    about = {"site": settings.SITE_URL, "day": timezone.localdate()}
    if not letters.send(name, about | context, [address]):
        return [], [f"The letter to {address} could not be sent; the lines before say why."]
    return [address], []
