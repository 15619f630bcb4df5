"""Secrets at rest: encrypted, and found again or recognised by a keyed hash. ENCRYPTION_KEYS holds the keys.

The first key encrypts and signs. All of them decrypt, find and verify, so that a key is changed in three
steps: put the new one before the old, run `manage.py reencrypt`, take the old one away.
"""

import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """Encrypted with none of our keys, or not encrypted at all."""


def encrypt(text):
    return _locks().encrypt(text.encode()).decode()


def decrypt(encrypted):
    try:
        return _locks().decrypt(encrypted.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def keyed_hashes(content, purpose):
    """HMAC-SHA256 under each key, the first key's first. The purpose keeps the hashes of two uses apart."""
    return [
        hmac.new(hmac.digest(key.encode(), purpose.encode(), "sha256"), content, "sha256").hexdigest()
        for key in settings.ENCRYPTION_KEYS
    ]


def signers(purpose):
    """[(name of the key, a new HMAC-SHA256 under it)], the first key's first. A name gives no key away."""
    return [
        (
            hmac.digest(key.encode(), f"name of the key for {purpose}".encode(), "sha256").hex()[:16],
            hmac.new(hmac.digest(key.encode(), purpose.encode(), "sha256"), digestmod="sha256"),
        )
        for key in settings.ENCRYPTION_KEYS
    ]


def _locks():
    return MultiFernet([Fernet(key) for key in settings.ENCRYPTION_KEYS])
