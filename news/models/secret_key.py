"""What opens by an address with a secret key in it: the hash finds it, no row holds the key itself."""

import secrets

from django.db import models

from news.encryption import decrypt, encrypt, keyed_hashes


def new_key():
    return secrets.token_urlsafe(32)


class SecretKeyQuerySet(models.QuerySet):
    def with_key(self, key):
        return self.filter(key_hash__in=keyed_hashes(key.encode(), self.model.PURPOSE))


class SecretKey(models.Model):
    """The encrypted key lets the desk show the address again."""

    PURPOSE = ""  # keeps the hashes of two uses apart

    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    encrypted_key = models.TextField(editable=False)

    objects = SecretKeyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self.encrypted_key:
            self.keep(new_key())
        super().save(*args, **kwargs)

    def keep(self, key):
        """Whoever reads the database or a backup cannot open what the key opens."""
        self.key_hash = keyed_hashes(key.encode(), self.PURPOSE)[0]
        self.encrypted_key = encrypt(key)

    @property
    def key(self):
        return decrypt(self.encrypted_key)
