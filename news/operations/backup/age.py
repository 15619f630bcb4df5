"""A backup that only the recipients can read: encrypted as a whole with age (https://age-encryption.org)."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pyrage
from django.conf import settings
from pyrage import x25519

from .error import BackupError

ENCRYPTED = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")


def encrypt(plain, encrypted):
    """Write the content of one open file into the other, encrypted for each of settings.BACKUP_RECIPIENTS."""
    recipients = [x25519.Recipient.from_str(text) for text in settings.BACKUP_RECIPIENTS]
    plain.seek(0)
    try:
        pyrage.encrypt_io(plain, encrypted, recipients)
    except pyrage.EncryptError as error:
        raise BackupError(f"It could not be encrypted: {error}") from error


@contextmanager
def decrypted(source, identity):
    """The backup as a file; identity: the path of the file with the secret key, needed for an encrypted one.

    What is decrypted lies in a file of the system's folder for such (TMPDIR) that nobody else can open.
    """
    if not Path(source).is_file():
        raise BackupError(f"There is no backup at {source}.")
    with Path(source).open("rb") as file:
        if not file.peek(64).startswith(ENCRYPTED):
            yield file
            return
        if identity is None:
            raise BackupError(
                "The backup is encrypted: name the file with a recipient's secret key, --identity FILE."
            )
        with tempfile.TemporaryFile() as plain:
            decrypt(file, plain, identities_in(identity))
            yield plain


def decrypt(file, plain, identities):
    try:
        pyrage.decrypt_io(file, plain, identities)
    except (pyrage.DecryptError, OSError) as error:
        raise BackupError(
            f"The backup could not be decrypted ({error}): it was encrypted for somebody else, it was "
            "changed or cut off, or there is no room for it in the system's folder for temporary files."
        ) from error


def identities_in(path):
    """The secret keys in a file as age-keygen writes it: one in each line, and comments behind #."""
    try:
        lines = [line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines()]
        found = [x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise BackupError(
            f"{path} cannot be read as a file of age identities, each in a line that begins with "
            "AGE-SECRET-KEY-1."
        ) from error
    if not found:
        raise BackupError(f"{path} holds no identity: no line begins with AGE-SECRET-KEY-1.")
    return found
