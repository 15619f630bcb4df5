"""Every stored secret encrypted with the first key, after that was changed."""

from itertools import chain

from allauth.mfa.models import Authenticator
from django.db import transaction

from news.encryption import Unreadable, decrypt, encrypt
from news.models import CalendarAddress, ShareLink

SECRETS = ("secret", "seed")  # of an app on the telephone, of a list of recovery codes
WITH_KEY = (ShareLink, CalendarAddress)  # in their addresses


@transaction.atomic
def encrypt_all_again():
    """(how many were encrypted again, a line for each that none of the keys can read)."""
    done, unreadable = 0, []
    for row in chain.from_iterable(model.objects.select_for_update() for model in (Authenticator, *WITH_KEY)):
        try:
            done += encrypt_again(row)
        except Unreadable:
            unreadable.append(f"{row._meta.verbose_name} {row.pk}: {row}")
    return done, unreadable


def encrypt_again(row):
    """Whether the row holds a secret; a passkey's row holds a public key only."""
    if isinstance(row, WITH_KEY):
        row.keep(row.key)
        row.save(update_fields=["key_hash", "encrypted_key"])
        return True
    changed = {name: encrypt(decrypt(row.data[name])) for name in SECRETS if name in row.data}
    if changed:
        row.data |= changed
        row.save(update_fields=["data"])
    return bool(changed)
