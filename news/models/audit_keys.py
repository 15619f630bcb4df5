"""The keys that sign the log of acts: AUDIT_KEYS, outside the database. The first signs, all of them verify.

An entry is never signed again, so a key stays among AUDIT_KEYS as long as the entries that it signed; each
entry names its key. The purpose keeps the signatures of two uses apart.
"""

import hmac

from django.conf import settings


class UnknownKey(Exception):
    """Signed with a key that AUDIT_KEYS does not hold (any more)."""

    def __init__(self, name):
        super().__init__(
            f"was signed with the key {name}, which AUDIT_KEYS does not hold: whether it was touched cannot "
            "be said. Put that key back, behind the others."
        )


def name_of_key(key):
    """By which an entry refers to it; it reveals nothing of the key."""
    return hmac.digest(key.encode(), b"name", "sha256").hex()[:16]


def name_of_first_key():
    return name_of_key(settings.AUDIT_KEYS[0])


def signature(text, purpose, key_name):
    """HMAC-SHA256 under the key of that name."""
    for key in settings.AUDIT_KEYS:
        if name_of_key(key) == key_name:
            own_key = hmac.digest(key.encode(), purpose.encode(), "sha256")
            return hmac.digest(own_key, text.encode(), "sha256").hex()
    raise UnknownKey(key_name)


def is_signed(text, purpose, key_name, given):
    return hmac.compare_digest(signature(text, purpose, key_name), given)
