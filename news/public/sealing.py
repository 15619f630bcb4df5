"""Names that a page may carry but no reader can decipher: sealed for one purpose with the site's secret."""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(name, purpose):
    return _lock_of(purpose).encrypt(name.encode()).decode()


def unseal(sealed, purpose):
    """None for anything that was not sealed here for that purpose."""
    try:
        return _lock_of(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _lock_of(purpose):
    """The first secret seals; what a former one has sealed is opened, too."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_lock_with(secret, purpose) for secret in secrets])


def _lock_with(secret, purpose):
    return Fernet(urlsafe_b64encode(hashlib.sha256(f"{secret} {purpose}".encode()).digest()))
